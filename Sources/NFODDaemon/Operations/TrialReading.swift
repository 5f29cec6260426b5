import NFODEngine

/// How the rows of a file would be read: the first ones in full, all of them counted.
struct TrialReading {
    let zone: ZoneRules
    var otherColumns: [String] = []
    private var shown: [String] = []
    private var count = 0
    private var putAside: [(line: Int, reason: QuarantineReason)] = []
    private var flags: [IntakeFlag: Int] = [:]

    private static let rowsShown = 10
    private static let putAsideShown = 20

    init(zone: ZoneRules) { self.zone = zone }

    mutating func add(_ rows: [FeedRow]) {
        for row in rows {
            count += 1
            switch row.content {
            case .quarantined(let reason):
                putAside.append((row.line, reason))
                if count <= TrialReading.rowsShown { shown.append("row \(row.line): would be put aside") }
            case .read(let reading):
                for flag in reading.facts.flags { flags[flag, default: 0] += 1 }
                guard count <= TrialReading.rowsShown else { continue }
                shown.append((["row \(row.line)"] + fields(reading)).joined(separator: "\n  "))
            }
        }
    }

    var text: String {
        var lines =
            ["How the first \(PageText.count(min(count, TrialReading.rowsShown), "row")) would be read:", ""] + shown
        lines += ["", "\(PageText.count(count, "row")): \(count - putAside.count) read, \(putAside.count) put aside"]
        lines += putAside.prefix(TrialReading.putAsideShown).map {
            "  row \($0.line): \($0.reason.message) [\($0.reason.code)]"
        }
        if putAside.count > TrialReading.putAsideShown {
            lines.append("  and \(putAside.count - TrialReading.putAsideShown) more")
        }
        let doubts = flags.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
        lines += doubts.map {
            "  in \(PageText.count($0.value, "row")): \(Wording().text($0.key)) [\($0.key.rawValue)]"
        }
        if !otherColumns.isEmpty {
            lines.append("  kept as received, not read: " + otherColumns.joined(separator: ", "))
        }
        return lines.map(TrialReading.harmless).joined(separator: "\n")
    }

    private func fields(_ reading: NotificationReading) -> [String] {
        let all = details(reading.details) + facts(reading.facts)
        return all.compactMap { name, value in
            guard let value, !value.isEmpty else { return nil }
            return name.padding(to: 14) + value
        }
    }

    private func details(_ told: NotificationDetails) -> [(String, String?)] {
        [
            ("reference", told.reference), ("forename", told.forename), ("surname", told.surname),
            ("other names", told.otherNames.joined(separator: "; ")),
            ("born", told.birthDate?.iso8601 ?? told.birthYear.map(String.init)),
            ("CHI", told.chi), ("sex", told.sex.map { Wording().text($0) }), ("home", place(told.home)),
            ("scene", place(told.scene)), ("phone", told.phone), ("reported by", told.reportedBy),
            ("remarks", told.remarks.joined(separator: "; ")), ("told sharing", told.toldAboutSharing),
        ]
    }

    private func facts(_ told: NotificationFacts) -> [(String, String?)] {
        let words = Wording()
        func answer(_ told: Told) -> String? { told == .unknown ? nil : words.text(told) }
        let (earliest, latest) = (zone.iso8601(told.overdose.earliest), zone.iso8601(told.overdose.latest))
        let when = earliest == latest ? earliest : "\(earliest) to \(latest)"
        return [
            ("overdose", "\(when) (\(told.overdose.precision.rawValue), \(told.overdose.origin.rawValue))"),
            ("arrived", told.arrivedAt.map(zone.iso8601)), ("departed", told.departedAt.map(zone.iso8601)),
            ("sent", zone.iso8601(told.sentAt)), ("age", words.text(told.ageStatus)),
            ("substances", told.substances.map { words.text($0) }.sorted().joined(separator: ", ")),
            ("naloxone", answer(told.naloxoneGiven)), ("doses", told.naloxoneDoses.map(String.init)),
            ("to hospital", answer(told.conveyedToHospital)), ("self-harm", answer(told.selfHarm)),
            ("children", answer(told.childrenPresent)), ("domestic abuse", answer(told.domesticAbuse)),
            ("child concern", answer(told.childConcern)), ("adult concern", answer(told.adultConcern)),
            ("objects", answer(told.objection)), ("whereabouts", told.whereabouts.map { words.text($0) }),
            ("address", told.noFixedAddress ? "no fixed address" : nil),
            ("doubts", told.flags.map { words.text($0) }.sorted().joined(separator: "; ")),
        ]
    }

    private func place(_ place: Place?) -> String? {
        place.map { [$0.address, $0.postcode].compactMap(\.self).joined(separator: ", ") }
    }

    /// Control characters of a cell would move the terminal's cursor.
    private static func harmless(_ line: String) -> String {
        String(
            String.UnicodeScalarView(
                line.unicodeScalars.map { scalar in
                    let isControl = [.control, .format].contains(scalar.properties.generalCategory)
                    return isControl && scalar != "\n" ? " " : scalar
                }))
    }
}

extension String {
    fileprivate func padding(to width: Int) -> String { self + String(repeating: " ", count: max(1, width - count)) }
}
