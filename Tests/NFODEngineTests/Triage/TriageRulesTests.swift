import NFODEngine
import Testing

/// Rule 20: levels come from rules, with reasons, never a score; missing data is a reason and never gives green.
@Suite struct TriageRulesTests {
    static func rule(_ id: String, _ level: TriageLevel, _ when: Condition) throws -> TriageRule {
        TriageRule(
            id: RuleID(id), level: level, when: when, reason: "because of \(id)",
            standing: RuleStanding(
                approver: "somebody", reviewDate: try #require(CivilDate(iso8601: "2027-03-31"))))
    }

    static func rules() throws -> TriageRules {
        TriageRules([
            try rule("quiet", .green, .always),
            try rule("children", .amber, .fact(try Sample.fact(.childrenPresent))),
            try rule("harm", .red, .fact(try Sample.fact(.selfHarm))),
            try rule("abuse-told", .amber, .fact(try Sample.fact(.domesticAbuse))),
        ])
    }

    @Test func theMostUrgentRuleThatHoldsDecides() throws {
        let rows: [(harm: Told, children: Told, abuse: Told, level: TriageLevel, reasons: [String])] = [
            (.yes, .yes, .yes, .red, ["harm", "children", "abuse-told"]),
            (.yes, .unknown, .no, .red, ["harm"]),
            (.no, .yes, .no, .amber, ["children"]),
            (.no, .no, .yes, .amber, ["abuse-told"]),
            (.unknown, .yes, .no, .amber, ["children", "notKnown selfHarm"]),
            (.no, .yes, .unknown, .amber, ["children"]),
            (.no, .no, .no, .green, ["quiet"]),
            (.unknown, .no, .no, .amber, ["notKnown selfHarm"]),
            (.no, .no, .unknown, .amber, ["notKnown domesticAbuse"]),
            (.unknown, .unknown, .unknown, .amber, ["notKnown childrenPresent,selfHarm,domesticAbuse"]),
        ]
        for (number, row) in rows.enumerated() {
            let triage = try Self.rules().triage(
                Sample.one {
                    $0.selfHarm = row.harm
                    $0.childrenPresent = row.children
                    $0.domesticAbuse = row.abuse
                })
            #expect(triage.level == row.level, "row \(number)")
            #expect(triage.reasons.map(Self.short) == row.reasons, "row \(number)")
        }
    }

    static func short(_ reason: TriageReason) -> String {
        if let rule = reason.rule { return rule.name }
        let facts = reason.facts.map(\.fact.code.rawValue).joined(separator: ",")
        return reason.kind.rawValue + (facts.isEmpty ? "" : " " + facts)
    }

    @Test func whereNoRuleSpeaksNothingIsGreen() throws {
        let rules = TriageRules([try Self.rule("harm", .red, .fact(try Sample.fact(.selfHarm)))])
        let triage = rules.triage(Sample.one { $0.selfHarm = .no })
        #expect(triage.level == .amber)
        #expect(triage.reasons.map(Self.short) == ["noRule"])
        #expect(TriageRules([]).triage(Sample.one()).level == .amber)
    }

    @Test func reasonsReadAsSentences() throws {
        let rules = try Self.rules()
        let triage = rules.triage(Sample.one { $0.childrenPresent = .yes })
        let words = triage.reasons.map { Wording().text($0, rules: rules) }
        #expect(
            words == [
                "because of children (children were present (told by ambulance))",
                "not known: whether there was an intent of self-harm",
            ])
        let gone = TriageReason(kind: .rule, level: .red, rule: RuleID("gone"))
        #expect(Wording().text(gone, rules: rules) == "by the rule gone, no longer in the file")
    }
}
