public import NFODEngine

/// Reads a profile of `nfodd link`, as `config/linkage/people.yaml` explains it.
public enum ListProfileFile {
    /// - Parameter file: name for messages.
    /// - Throws: ``ConfigurationProblems`` with every mistake.
    public static func read(_ text: String, file: String) throws(ConfigurationProblems) -> ListProfile {
        let list = ProblemList()
        let profile = YAMLReader.parse(text, file: file, list: list).flatMap { ListProfileReading($0).profile() }
        guard let profile, list.problems.isEmpty else { throw ConfigurationProblems(list.problems) }
        return profile
    }
}

/// One profile on its way from YAML to a value.
private struct ListProfileReading {
    private let reader: YAMLReader
    private let fields: [ListField]

    init(_ reader: YAMLReader) {
        self.reader = reader
        reader.allowKeys([
            "id", "fields", "dates", "missing", "together", "blocking", "blockRecordsMax", "neverOnePerson", "joinAt",
            "doubtAt", "eachPersonOncePerList",
        ])
        fields = reader.required("fields").map(ListProfileReading.fields) ?? []
    }

    func profile() -> ListProfile? {
        let idColumn = reader.required("id")?.string()
        let comparisons = comparisons()
        let blocking = reader.required("blocking").map(rules) ?? []
        guard let idColumn else { return nil }
        var profile = ListProfile(idColumn: idColumn, fields: fields, comparisons: comparisons, blocking: blocking)
        readSettings(into: &profile)
        check(profile)
        return profile
    }

    private static func fields(_ reader: YAMLReader) -> [ListField] {
        let fields: [ListField] = reader.entries().compactMap { name, value in
            value.allowKeys(["column", "kind", "commonValuesWeighLess"])
            let column = value.required("column")?.string()
            let kind = value.required("kind")?.choice(ListFieldKind.self)
            let frequencies = value.optional("commonValuesWeighLess").flatMap { $0.boolean() }
            guard let column, let kind else { return nil }
            return ListField(name: name, column: column, kind: kind, usesFrequencies: frequencies)
        }
        if fields.isEmpty {
            reader.problem("at least one field is wanted, such as surname: {column: ..., kind: surname}")
        }
        return fields
    }

    // MARK: comparisons

    /// Those of the file, and each other field by itself.
    private func comparisons() -> [ListComparison] {
        let entries = reader.optional("together")?.elements() ?? []
        var comparisons: [ListComparison] = []
        var taken: Set<Int> = []
        for entry in entries {
            guard let comparison = comparison(entry) else { continue }
            if !taken.isDisjoint(with: comparison.fields) {
                entry.problem("a field stands in one comparison only: take it out of this one or of an earlier one")
                continue
            }
            taken.formUnion(comparison.fields)
            comparisons.append(comparison)
        }
        comparisons += fields.indices.filter { !taken.contains($0) }.map { ListComparison(fields: [$0]) }
        return comparisons
    }

    private func comparison(_ entry: YAMLReader) -> ListComparison? {
        entry.allowKeys(["fields", "swapped", "dependsOn"])
        guard let names = entry.required("fields") else { return nil }
        let members = names.elements().compactMap { field($0) }
        guard (1...ComparisonShape.fieldsMax).contains(members.count), Set(members).count == members.count else {
            names.problem("expected one to \(ComparisonShape.fieldsMax) different fields")
            return nil
        }
        let isSwapped = entry.optional("swapped")?.boolean() ?? false
        let given = entry.optional("dependsOn").flatMap { field($0) }
        if isSwapped, members.count != 2 {
            entry.problem("only two fields can stand in each other's columns; found \(members.count)")
            return nil
        }
        if let given, members.contains(given) {
            entry.problem("what a comparison depends on must stand in another one")
            return nil
        }
        return ListComparison(fields: members, isInterchangeable: isSwapped, given: given)
    }

    private func field(_ reader: YAMLReader) -> Int? {
        guard let name = reader.string() else { return nil }
        if let index = fields.firstIndex(where: { $0.name == name }) { return index }
        reader.problem("there is no field '\(reader.shown)'; known here: \(fields.map(\.name).joined(separator: ", "))")
        return nil
    }

    // MARK: blocking

    private func rules(_ reader: YAMLReader) -> [BlockingRule] {
        let rules = reader.elements().compactMap { element -> BlockingRule? in
            let parts = element.elements().compactMap { part($0) }
            if parts.isEmpty { element.problem("a rule without a field would put everybody with everybody") }
            return parts.isEmpty ? nil : BlockingRule(parts)
        }
        if rules.isEmpty {
            reader.problem("at least two rules are wanted, such as [birthDate] and [surname, postcode]")
        }
        return rules
    }

    /// `surname`, or `surname sound`.
    private func part(_ reader: YAMLReader) -> BlockingRule.Part? {
        guard let text = reader.string() else { return nil }
        let words = text.split(separator: " ").map(String.init)
        let aspect = words.count == 1 ? .whole : BlockingRule.Aspect(rawValue: words.dropFirst().joined(separator: " "))
        guard let name = words.first, let aspect else {
            let known = BlockingRule.Aspect.allCases.map(\.rawValue).joined(separator: ", ")
            reader.problem("expected a field, or a field and one of \(known); found '\(reader.shown)'")
            return nil
        }
        if let index = fields.firstIndex(where: { $0.name == name }) { return BlockingRule.Part(index, aspect) }
        reader.problem("there is no field '\(name)'; known here: \(fields.map(\.name).joined(separator: ", "))")
        return nil
    }

    // MARK: the rest

    private func readSettings(into profile: inout ListProfile) {
        if let value = reader.optional("blockRecordsMax")?.integer(in: 2...5_000) { profile.blockRecordsMax = value }
        if let value = reader.optional("joinAt").flatMap(probability) { profile.joinAt = value }
        if let value = reader.optional("doubtAt").flatMap(probability) { profile.doubtAt = value }
        if let value = reader.optional("eachPersonOncePerList")?.boolean() { profile.eachPersonOncePerList = value }
        if let words = reader.optional("missing")?.strings() {
            profile.missingWords = Set(words.map(NameFolding.folded))
        }
        profile.dates = reader.optional("dates")?.elements().compactMap(pattern) ?? []
        profile.contradictions = reader.optional("neverOnePerson")?.entries().compactMap(contradiction) ?? []
    }

    private func probability(_ reader: YAMLReader) -> Double? {
        if let value = reader.string().flatMap(Double.init), value > 0, value < 1 { return value }
        reader.problem("expected a probability between 0 and 1, such as 0.5, found '\(reader.shown)'")
        return nil
    }

    private func pattern(_ reader: YAMLReader) -> DatePattern? {
        guard let text = reader.string() else { return nil }
        if let pattern = DatePattern(text), pattern.hasDate { return pattern }
        reader.problem("'\(reader.shown)' is not a date pattern such as dd/MM/yyyy or yyyyMMdd")
        return nil
    }

    private func contradiction(_ name: String, _ reader: YAMLReader) -> Contradiction? {
        let conditions: [Contradiction.Condition] = reader.entries().compactMap { name, value in
            guard let index = fields.firstIndex(where: { $0.name == name }) else {
                value.problem("there is no field '\(name)'; known here: \(fields.map(\.name).joined(separator: ", "))")
                return nil
            }
            let levels = value.elements().compactMap { element -> AgreementLevel? in
                if let level = element.string().flatMap(AgreementLevel.init(code:)) { return level }
                let known = AgreementLevel.allCases.map(\.code).joined(separator: ", ")
                element.problem("expected one of \(known), found '\(element.shown)'")
                return nil
            }
            return Contradiction.Condition(field: index, levels: Set(levels))
        }
        if conditions.isEmpty { reader.problem("a rule without a condition would keep everybody apart") }
        return Contradiction(name: name, conditions: conditions)
    }

    /// What only the whole shows.
    private func check(_ profile: ListProfile) {
        if profile.doubtAt > profile.joinAt {
            reader.optional("doubtAt")?.problem("a doubt is less sure than a join: give doubtAt below joinAt")
        }
        if profile.fields.contains(where: { $0.kind == .date }), profile.dates.isEmpty {
            reader.problem("'dates' is missing: say how the list writes dates, such as [dd/MM/yyyy]")
        }
        for name in profile.hidingFields {
            reader.optional("blocking")?.problem(
                "'\(name)' stands in every rule, so a wrong one would hide a pair; add a rule without it")
        }
        if profile.fields.count > 20 || (!profile.fields.isEmpty && PatternLayout(profile.shapes) == nil) {
            reader.optional("fields")?.problem("too many fields are compared; about twenty can be")
        }
    }
}
