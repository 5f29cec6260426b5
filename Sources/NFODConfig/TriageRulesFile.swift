public import NFODEngine

/// Rules read from a file, and what somebody should look at although the file is right.
public struct LoadedRules<Rules: Sendable>: Sendable {
    public let rules: Rules
    /// Rules whose review day has passed (rule 21), with file and line. They go on working.
    public let warnings: [Problem]
}

/// Reads `triage.yaml` (rule 20). Every problem goes to the list, with file and line; nil when there is any.
public enum TriageRulesFile {
    /// - Parameter today: the local day, against which review dates are held.
    public static func read(
        _ text: String, file: String = "triage.yaml", today: CivilDate, list: ProblemList
    ) -> LoadedRules<TriageRules>? {
        let before = list.problems.count
        guard let root = YAMLReader.parse(text, file: file, list: list) else { return nil }
        root.allowKeys(["rules"])
        let elements = root.required("rules")?.elements() ?? []
        var names = RuleNames(today: today)
        let rules = elements.compactMap { rule($0, &names) }
        if elements.isEmpty, list.problems.count == before { root.problem("'rules' names no rule") }
        guard list.problems.count == before else { return nil }
        return LoadedRules(rules: TriageRules(rules), warnings: names.warnings)
    }

    private static func rule(_ reader: YAMLReader, _ names: inout RuleNames) -> TriageRule? {
        reader.allowKeys(["id", "level", "when", "reason", "approver", "reviewDate"])
        let id = names.id(reader)
        let level = reader.required("level")?.choice(TriageLevel.self)
        let when = reader.required("when")?.condition()
        let reason = reader.required("reason")?.sentence()
        let standing = names.standing(reader)
        guard let id, let level, let when, let reason, let standing else { return nil }
        return TriageRule(id: id, level: level, when: when, reason: reason, standing: standing)
    }
}

/// What all rules of one file share: names that are given once, approvers, and review days.
struct RuleNames {
    let today: CivilDate
    private var lines: [RuleID: Int] = [:]
    private(set) var warnings: [Problem] = []

    init(today: CivilDate) { self.today = today }

    /// The rule's id: small letters, digits and hyphens, unlike any before it.
    mutating func id(_ rule: YAMLReader) -> RuleID? {
        guard let reader = rule.required("id"), let name = reader.string() else { return nil }
        guard !name.isEmpty, name.allSatisfy({ ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "-" })
        else {
            reader.problem("expected small letters, digits and hyphens, found '\(reader.shown)'")
            return nil
        }
        let id = RuleID(name)
        if let first = lines[id] {
            reader.problem("'\(name)' is the id of the rule in line \(first) already; give each rule its own")
            return nil
        }
        lines[id] = reader.line
        return id
    }

    /// Approver and review day; a day that has passed is a warning, because a rule must not stop working by itself.
    mutating func standing(_ rule: YAMLReader) -> RuleStanding? {
        let approver = rule.required("approver")?.sentence()
        guard let reader = rule.required("reviewDate"), let text = reader.string() else { return nil }
        guard let date = CivilDate(iso8601: text) else {
            reader.problem("expected a day like 2027-03-31, found '\(reader.shown)'")
            return nil
        }
        guard let approver else { return nil }
        let standing = RuleStanding(approver: approver, reviewDate: date)
        if standing.isReviewOverdue(on: today) {
            let message = "the review of this rule was due on \(date.iso8601); \(approver) should look at it"
            warnings.append(Problem(file: reader.file, line: reader.line, message: message))
        }
        return standing
    }
}

extension YAMLReader {
    /// Text that says something.
    func sentence() -> String? {
        guard let text = string() else { return nil }
        guard text.contains(where: { !$0.isWhitespace }) else {
            problem("expected words, found nothing")
            return nil
        }
        return text
    }
}
