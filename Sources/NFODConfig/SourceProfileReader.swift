public import NFODEngine

/// Reads `config/sources/`: one file a source, and `words.yaml` with the words that all of them share.
public enum SourceProfileReader {
    /// Name of the file with the shared words.
    public static let sharedWordsFile = "words.yaml"

    /// - Parameter files: text of each file by its path; the shared words are those whose path ends with `words.yaml`.
    /// - Returns: the profiles that could be read, by id; every mistake of every file is in `list`.
    public static func profiles(files: [String: String], list: ProblemList) -> [SourceProfile] {
        let isShared = { (path: String) in path.split(separator: "/").last.map(String.init) == sharedWordsFile }
        var shared = SourceProfileWords()
        for (path, text) in files.sorted(by: { $0.key < $1.key }) where isShared(path) {
            guard let reader = YAMLReader.parse(text, file: path, list: list) else { continue }
            shared = shared.adding(SourceProfileWords(reader: reader))
        }
        var profiles: [SourceProfile] = []
        for (path, text) in files.sorted(by: { $0.key < $1.key }) where !isShared(path) {
            guard let reader = YAMLReader.parse(text, file: path, list: list),
                let profile = SourceProfile(reader: reader, sharedWords: shared)
            else { continue }
            if profiles.contains(where: { $0.id == profile.id }) {
                reader.problem("the source '\(profile.id)' is described in two files")
            } else {
                profiles.append(profile)
            }
        }
        return profiles.sorted { $0.id < $1.id }
    }

    /// One profile that is not (yet) part of a configuration, with the words of that configuration.
    ///
    /// - Parameters:
    ///   - name: of the profile, for messages.
    ///   - directory: of the configuration.
    /// - Throws: ``ConfigurationProblems`` with every mistake.
    public static func profile(
        text: String, name: String, directory: String
    ) throws(ConfigurationProblems) -> SourceProfile {
        let list = ProblemList()
        var files = [name: text]
        let shared = "sources/" + sharedWordsFile
        files[shared] = ConfigurationFiles(directory: directory, list: list).text(shared)
        let profile = profiles(files: files, list: list).first
        guard let profile, list.problems.isEmpty else { throw ConfigurationProblems(list.problems) }
        return profile
    }

    /// The words that all sources of a configuration share.
    /// - Throws: ``ConfigurationProblems``.
    public static func sharedWords(directory: String) throws(ConfigurationProblems) -> SourceWords {
        let list = ProblemList()
        let shared = "sources/" + sharedWordsFile
        let reader = ConfigurationFiles(directory: directory, list: list).text(shared)
            .flatMap { YAMLReader.parse($0, file: shared, list: list) }
        let words = reader.map { SourceProfileWords(reader: $0).words }
        guard let words, list.problems.isEmpty else { throw ConfigurationProblems(list.problems) }
        return words
    }
}

extension SourceProfile {
    /// One source's file. Nil when so much is wrong that nothing can be read with it; mistakes are in the problem list,
    /// and a profile with mistakes must not be used.
    public init?(reader: YAMLReader, sharedWords: SourceProfileWords) {
        reader.allowKeys([
            "source", "label", "delimiter", "columns", "otherColumns", "dates", "names", "towns", "receivedAt",
            "sharing", "expectEveryHours", "severalPeopleUnderOneReference", "history", "words",
        ])
        let own = reader.optional("words").map(SourceProfileWords.init(reader:)) ?? SourceProfileWords()
        let identifier = reader.required("source").flatMap(SourceProfile.identifier)
        let label = reader.required("label")?.string()
        let columns = reader.required("columns").map(SourceProfile.columns)
        let dates = reader.required("dates").map(SourceProfile.dates)
        let receivedAt = reader.required("receivedAt").flatMap(SourceProfile.clock)
        guard let identifier, let label, let columns, let dates else { return nil }
        self.init(
            id: identifier, label: label, columns: columns, dates: dates, words: sharedWords.adding(own).words,
            receivedAtLocalTime: receivedAt ?? .midnight)
        readHabits(reader)
    }

    private mutating func readHabits(_ reader: YAMLReader) {
        if let byte = reader.optional("delimiter").flatMap(SourceProfile.delimiter) { delimiter = byte }
        if let order = reader.optional("names")?.choice(NameOrder.self) { nameOrder = order }
        if let others = reader.optional("otherColumns")?.choice(OtherColumns.self) {
            allowsOtherColumns = others == .keep
        }
        if let names = reader.optional("towns")?.strings() { towns = Set(names.map { $0.lowercased() }) }
        if let hours = reader.optional("expectEveryHours")?.integer(in: 1...8_784) {
            expectEvery = .hours(Int64(hours))
        }
        if let several = reader.optional("severalPeopleUnderOneReference")?.boolean() { canBePerIncident = several }
        if let history = reader.optional("history") {
            isHistory = history.boolean() ?? false
            if isHistory, expectEvery != nil {
                history.problem("an old list is not expected: leave expectEveryHours out")
            }
        }
        guard let sharing = reader.required("sharing") else { return }
        sharing.allowKeys(["basis", "agreementEnds"])
        if let basis = sharing.required("basis")?.choice(SharingBasis.self) { self.basis = basis }
        agreementEnds = sharing.optional("agreementEnds").flatMap(SourceProfile.day)
    }

    /// What becomes of columns that the profile does not name.
    private enum OtherColumns: String, CaseIterable { case keep, refuse }

    private static func columns(_ reader: YAMLReader) -> [SourceColumn] {
        let columns: [SourceColumn] = reader.entries().compactMap { name, value in
            guard value.isMapping else {
                return value.choice(SourceField.self).map { SourceColumn(name: name, field: $0) }
            }
            value.allowKeys(["field", "optional"])
            let isOptional = value.optional("optional")?.boolean() ?? false
            return value.required("field")?.choice(SourceField.self)
                .map { SourceColumn(name: name, field: $0, isRequired: !isOptional) }
        }
        let fields = Set(columns.map(\.field))
        if fields.isDisjoint(with: [.forename, .surname, .fullName, .chi]) {
            reader.problem("no column tells who it is about (surname, fullName or chi)")
        }
        if fields.isDisjoint(with: [.overdoseAt, .overdoseDate, .arrivedAt]) {
            reader.problem("no column tells when it was (overdoseAt, overdoseDate or arrivedAt)")
        }
        return columns
    }

    private static func dates(_ reader: YAMLReader) -> [DatePattern] {
        let patterns: [DatePattern] = reader.elements().compactMap { element in
            guard let text = element.string() else { return nil }
            if let pattern = DatePattern(text) { return pattern }
            element.problem(
                "'\(text)' is not a date or time pattern; known: yyyy MM M MMM dd d HH H mm ss XXX, 'text' in quotes"
            )
            return nil
        }
        let texts = patterns.map(\.text)
        if texts.contains(where: { $0.hasPrefix("d") && $0.contains("/M") && !$0.contains("MMM") }),
            texts.contains(where: { $0.hasPrefix("M") && $0.contains("/d") && !$0.contains("MMM") })
        {
            reader.problem("day/month and month/day in one source: 03/04/2021 would be a guess")
        }
        return patterns
    }

    private static func identifier(_ reader: YAMLReader) -> SourceID? {
        guard let text = reader.string() else { return nil }
        let isPlain =
            !text.isEmpty && text.utf8.allSatisfy { "abcdefghijklmnopqrstuvwxyz0123456789-".utf8.contains($0) }
        if !isPlain { reader.problem("expected small letters, digits and dashes, found '\(reader.shown)'") }
        return isPlain ? SourceID(text) : nil
    }

    private static func delimiter(_ reader: YAMLReader) -> UInt8? {
        guard let text = reader.string() else { return nil }
        if [",", ";", "\t", "|"].contains(text) { return text.utf8.first }
        reader.problem("expected one of , ; | or a tab, found '\(reader.shown)'")
        return nil
    }

    private static func clock(_ reader: YAMLReader) -> CivilTime? {
        guard let text = reader.string() else { return nil }
        if let time = CivilTime(iso8601: text) { return time }
        reader.problem("expected a local time such as \"07:00\", found '\(reader.shown)'")
        return nil
    }

    private static func day(_ reader: YAMLReader) -> CivilDate? {
        guard let text = reader.string() else { return nil }
        if let date = CivilDate(iso8601: text) { return date }
        reader.problem("expected a date such as 2027-03-31, found '\(reader.shown)'")
        return nil
    }
}
