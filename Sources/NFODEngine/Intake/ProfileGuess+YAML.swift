extension ProfileGuess {
    /// The guess as a file for `config/sources/`. Every line that wants somebody's look says CHECK.
    ///
    /// - Parameters:
    ///   - rows: how many rows it was guessed from.
    ///   - delimiter: between the cells of a CSV file; nil for a workbook.
    public func yaml(rows: Int, delimiter: UInt8?) -> String {
        var lines = [
            "# Guessed by `nfodd source try` from a header and \(PageText.count(rows, "row")). Look at every CHECK,",
            "# then save it as config/sources/NAME.yaml and try again with --profile. Keys: see ambulance.yaml.",
            "source: new-source   # CHECK: a short name of your own; small letters, digits, dashes",
            "label: New source   # CHECK: what pages call the agency",
            "# history: true   # for an old list that is taken in once, with `nfodd ingest --history`",
        ]
        if let delimiter, delimiter != 0x2C {
            lines.append("delimiter: " + ProfileGuess.quoted(String(Unicode.Scalar(delimiter))))
        }
        lines += ["", "columns:"] + columns.map(line) + missing.map { "  # CHECK: \($0)" }
        lines += ["", "otherColumns: keep"]
        if let nameOrder { lines.append("names: \(nameOrder.rawValue)") }
        lines += dateLines
        lines += [
            "receivedAt: \"07:00\"   # CHECK: what time a row counts as sent of which only the day is told",
            "sharing:", "  basis: unknown   # CHECK: publicTask, vitalInterests, noObjection or consent",
            "# expectEveryHours: 24   # CHECK: silence for longer than this is alarmed; a setting says how long else",
            "severalPeopleUnderOneReference: \(sharesReferences)"
                + (sharesReferences ? "   # CHECK: some rows share one" : ""),
        ]
        return lines.joined(separator: "\n") + "\n"
    }

    private func line(_ column: Column) -> String {
        let name = ProfileGuess.quoted(column.name)
        guard let field = column.field else {
            return "  # \(ProfileGuess.oneLine(name)): kept as received, not read"
                + (column.doubt.map { "; CHECK: \($0)" } ?? "")
        }
        return "  \(name): \(field.rawValue)" + (column.doubt.map { "   # CHECK: \($0)" } ?? "")
    }

    private var dateLines: [String] {
        let patterns = dates.patterns.isEmpty ? ["yyyy-MM-dd"] : dates.patterns
        var lines: [String] = []
        switch dates.order {
        case .notSeen, .dayFirst: break
        case .monthFirst: lines.append("# The month comes first: some dates can be read in no other way.")
        case .ambiguous:
            lines.append(
                "# CHECK: every date of three numbers could be read with the day or the month first; the day is taken.")
        case .contradicting:
            lines.append("# CHECK: some dates have the month first and others the day: ask the source which is right.")
        }
        if dates.patterns.isEmpty {
            lines.append("# No cell of text holds a date; those that Excel knows as dates need no pattern.")
        }
        for (shape, count) in dates.unread.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }).prefix(5) {
            lines.append(
                "# CHECK: not read as a date or time: \(ProfileGuess.oneLine(shape)) (9 a digit, A a letter), "
                    + PageText.count(count, "cell"))
        }
        return lines + ["dates: [" + patterns.map(ProfileGuess.quoted).joined(separator: ", ") + "]"]
    }

    /// In double quotes, as YAML reads them.
    private static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": out += "\\" + String(scalar)
            case "\t": out += "\\t"
            default:
                let breaks: Set<Unicode.GeneralCategory> = [.control, .lineSeparator, .paragraphSeparator]
                if breaks.contains(scalar.properties.generalCategory) {
                    out +=
                        "\\u" + String(repeating: "0", count: 4 - String(scalar.value, radix: 16).count)
                        + String(scalar.value, radix: 16)
                } else {
                    out.unicodeScalars.append(scalar)
                }
            }
        }
        return out + "\""
    }

    private static func oneLine(_ text: String) -> String { String(text.filter { !$0.isNewline }) }
}
