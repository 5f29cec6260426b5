import Foundation
import NFODConfig
import NFODEngine
import Testing

/// `triage.yaml` and `plan.yaml` (rules 20 to 23): the shipped files, and every typing error named at once.
@Suite struct TriageAndPlanTests {
    static let today = CivilDate(dayNumber: 20_000)
    static let overdoseAt = Instant(seconds: 1_614_600_000)

    static func shipped(_ file: String) throws -> String {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try String(contentsOf: root.appending(path: "config/\(file)"), encoding: .utf8)
    }

    static func triageRules() throws -> TriageRules {
        let list = ProblemList()
        let loaded = TriageRulesFile.read(try shipped("triage.yaml"), today: today, list: list)
        #expect(list.problems == [])
        return try #require(loaded).rules
    }

    static func planRules() throws -> PlanRules {
        let list = ProblemList()
        let roles: Set<RoleID> = [
            .coordinator, .dutyWorker, .hospitalLiaison, .custodyContact, .youngPeopleLead,
        ]
        let loaded = PlanRulesFile.read(try shipped("plan.yaml"), roles: roles, today: today, list: list)
        #expect(list.problems == [])
        return try #require(loaded).rules
    }

    /// An overdose about which every question of the shipped rules is answered, and answered quietly.
    static func quiet() -> NotificationFacts {
        NotificationFacts(
            overdose: .exact(overdoseAt), sentAt: overdoseAt + .hours(3), ageStatus: .adult, substances: [.cocaine],
            naloxoneGiven: .no, conveyedToHospital: .yes, selfHarm: .no, childrenPresent: .no, domesticAbuse: .no,
            childConcern: .no, adultConcern: .no, whereabouts: .inHospital, objection: .no)
    }

    static func facts(
        _ notification: NotificationFacts, history: PersonHistory = PersonHistory(keyWorker: .no),
        identified: Bool = true
    ) -> CaseFacts {
        CaseFacts(
            notifications: [(SourceID("ambulance"), notification)], overdose: notification.overdose,
            at: overdoseAt + .hours(4), contactDueAt: overdoseAt + .hours(72), notifiedAt: overdoseAt + .hours(3),
            shortNotice: .hours(12), history: history, identified: identified)
    }

    struct Example: Sendable {
        let change: @Sendable (inout NotificationFacts) -> Void
        let level: TriageLevel
        /// The first reason: a rule, or "notKnown".
        let because: String
        let drafted: [String]
        let notDrafted: [String]

        init(
            _ level: TriageLevel, _ because: String, drafted: [String] = [], not: [String] = [],
            _ change: @escaping @Sendable (inout NotificationFacts) -> Void
        ) {
            self.change = change
            self.level = level
            self.because = because
            self.drafted = drafted
            self.notDrafted = not
        }
    }

    static let examples: [Example] = [
        Example(
            .green, "nothing-more-urgent", drafted: ["naloxone", "hospital", "adult-protection", "bbv-test"],
            not: ["children", "domestic-abuse", "key-worker", "housing", "same-day-prescribing", "age"]
        ) { _ in },
        Example(.red, "left-before-treatment", not: ["hospital"]) { $0.whereabouts = .leftHospitalBeforeTreatment },
        Example(.red, "naloxone-not-conveyed", drafted: ["same-day-prescribing"]) {
            $0.naloxoneGiven = .yes
            $0.conveyedToHospital = .no
            $0.whereabouts = .community
            $0.substances = [.heroin]
        },
        Example(.red, "nitazene") { $0.substances = [.nitazene] },
        Example(.red, "self-harm", drafted: ["suicide", "mental-health"]) { $0.selfHarm = .yes },
        Example(.red, "released-from-custody", not: ["custody"]) { $0.whereabouts = .liberated },
        Example(.red, "young-person", drafted: ["young-person", "children"]) { $0.ageStatus = .aged16or17 },
        Example(.red, "young-person", drafted: ["children"], not: ["adult-protection"]) { $0.ageStatus = .under16 },
        Example(.red, "young-person", drafted: ["young-person", "age", "adult-protection"]) {
            $0.ageStatus = .possiblyUnder18
        },
        Example(.amber, "notKnown", drafted: ["age", "children"], not: ["young-person"]) { $0.ageStatus = .unknown },
        Example(.amber, "discharged") { $0.whereabouts = .dischargedFromHospital },
        Example(.amber, "in-custody", drafted: ["custody"], not: ["hospital"]) { $0.whereabouts = .inCustody },
        Example(.amber, "no-fixed-address", drafted: ["housing", "where-to-look"]) { $0.noFixedAddress = true },
        Example(.amber, "opioid-mixed") { $0.substances = [.methadone, .streetBenzodiazepine] },
        Example(.amber, "several-doses") { $0.naloxoneDoses = 2 },
        Example(.amber, "children", drafted: ["children"]) { $0.childrenPresent = .yes },
        Example(.amber, "domestic-abuse", drafted: ["domestic-abuse"]) { $0.domesticAbuse = .yes },
        Example(.amber, "notKnown", drafted: ["mental-health"], not: ["suicide"]) { $0.selfHarm = .unknown },
        Example(.amber, "notKnown", drafted: ["injecting-equipment"]) { $0.substances = [] },
    ]

    @Test(arguments: examples.indices)
    func shippedRulesOnExamples(index: Int) throws {
        let example = Self.examples[index]
        var notification = Self.quiet()
        example.change(&notification)
        let facts = Self.facts(notification)
        let triage = try Self.triageRules().triage(facts)
        #expect(triage.level == example.level)
        #expect((triage.reasons[0].rule?.name ?? triage.reasons[0].kind.rawValue) == example.because)
        let drafted = Set(try Self.planRules().draft(facts).items.map(\.rule.name))
        #expect(Set(example.drafted).subtracting(drafted) == [])
        #expect(drafted.intersection(example.notDrafted) == [])
    }

    @Test(arguments: [(0.5, TriageLevel.red), (10, .red), (100, .amber), (400, .green)])
    func anEarlierOverdoseMakesThisOneMoreUrgent(days: Double, level: TriageLevel) throws {
        let other = Self.overdoseAt - .minutes(Int64(days * 1_440))
        let facts = Self.facts(Self.quiet(), history: PersonHistory(otherOverdoses: [other]))
        #expect(try Self.triageRules().triage(facts).level == level)
    }

    @Test func somebodyNotIdentifiedIsNeverGreen() throws {
        let facts = Self.facts(Self.quiet(), identified: false)
        let triage = try Self.triageRules().triage(facts)
        #expect(triage.level == .amber)
        #expect(triage.reasons.map(\.rule?.name) == ["who-is-this", nil])
        #expect(try Self.planRules().draft(facts).items.first?.rule == RuleID("who-is-this"))
    }

    @Test func moreKitsWhereNitazenesAreSuspected() throws {
        var notification = Self.quiet()
        for (substances, kits) in [(Set([Substance.heroin]), 1), ([.heroin, .nitazene], 2)] {
            notification.substances = substances
            let items = try Self.planRules().draft(Self.facts(notification)).items
            #expect(items.first { $0.rule == RuleID("naloxone") }?.quantity == kits)
        }
    }

    /// The loader's messages send the reader there.
    @Test func theHeadOfTriageNamesEveryFactAndSubstance() throws {
        let head = try Self.shipped("triage.yaml").split(separator: "\n").prefix { $0.hasPrefix("#") }
        let words = Set(head.joined().split { !$0.isLetter && !$0.isNumber }.map(String.init))
        for code in FactCode.allCases { #expect(words.contains(code.rawValue), "\(code)") }
        for substance in Substance.allCases { #expect(words.contains(substance.rawValue), "\(substance)") }
    }

    @Test func everyShippedRuleHasAnApproverAndALaterReview() throws {
        let standings = try Self.triageRules().rules.map(\.standing) + Self.planRules().rules.map(\.standing)
        #expect(standings.count > 40)
        for standing in standings { #expect(standing.approver.contains("to be named")) }
        #expect(try Set(Self.planRules().rules.map(\.kind)) == Set(PlanItemKind.allCases))
    }

    @Test func triageTyposAreAllNamedAtOnce() {
        let list = ProblemList()
        #expect(TriageRulesFile.read(Self.brokenTriage, today: Self.today, list: list) == nil)
        let lines = list.problems.sorted().map(\.description)
        let expected: [(line: Int, says: String)] = [
            (3, "did you mean 'level'"), (2, "'level' is missing"), (5, "did you mean 'selfHarm'"),
            (7, "expected a day like 2027-03-31"), (8, "in line 2 already"), (9, "expected one of red, amber, green"),
            (10, "write 'not: selfHarm'"), (11, "expected words"), (14, "small letters"), (16, "exactly one word"),
            (24, "from 1 to 20"), (25, "did you mean 'atLeast'"), (25, "'atLeast' is missing"),
            (26, "expected one of heroin"), (27, "needs a limit"), (28, "names no condition"),
        ]
        for (line, says) in expected {
            #expect(
                lines.contains { $0.hasPrefix("triage.yaml:\(line):") && $0.contains(says) }, "line \(line): \(says)")
        }
        #expect(lines.count == expected.count, "\(lines.joined(separator: "\n"))")
    }

    static let brokenTriage = """
        rules:
          - id: one
            levl: red
            reason: a
            when: selfHram
            approver: x
            reviewDate: 31/03/2027
          - id: one
            level: urgent
            when: {selfHarm: true}
            reason: " "
            approver: x
            reviewDate: 2027-03-31
          - id: Two
            level: red
            when: {any: [selfHarm], not: selfHarm}
            reason: a
            approver: x
            reviewDate: 2027-03-31
          - id: three
            level: red
            when:
              any:
                - naloxoneDosesAtLeast: 0
                - overdosesInLast: {days: 365, atleast: 2}
                - anySubstanceOf: [heroine]
                - hoursLeftBelow
                - all: []
            reason: a
            approver: x
            reviewDate: 2027-03-31
        """

    @Test func planTyposAreAllNamedAtOnce() {
        let list = ProblemList()
        let text = """
            items:
              - id: one
                title: a
                when: always
                owner: dutyworker
                due: tomorrow
                quantity: {usual: 2, more: 2, moreWhen: nitazene}
                approver: x
                reviewDate: 2027-03-31
              - id: two
                title: a
                kind: children
                when: [selfHarm]
                ifNotKnown: leaveOut
                owner: owner
                due: {hoursAfterDraft: 4, hoursBeforeContactDue: 4}
                approver: x
                reviewDate: 2027-03-31
            """
        #expect(PlanRulesFile.read(text, roles: [.dutyWorker], today: Self.today, list: list) == nil)
        let lines = list.problems.sorted().map(\.description)
        let expected: [(line: Int, says: String)] = [
            (5, "did you mean 'duty-worker'"), (6, "expected contactDue"), (7, "unknown fact 'nitazene'"),
            (13, "write 'all:' or 'any:'"), (14, "never left out"), (16, "exactly one of"),
        ]
        for (line, says) in expected {
            #expect(
                lines.contains { $0.hasPrefix("plan.yaml:\(line):") && $0.contains(says) }, "line \(line): \(says)")
        }
        #expect(lines.count == expected.count, "\(lines.joined(separator: "\n"))")
    }

    /// Rule 21: a review day that has passed warns; the rule goes on working.
    @Test func aReviewThatIsOverdueWarns() throws {
        let after = try #require(CivilDate(iso8601: "2027-04-01"))
        let onTheDay = try #require(CivilDate(iso8601: "2027-03-31"))
        let list = ProblemList()
        let text = try Self.shipped("triage.yaml")
        let late = try #require(TriageRulesFile.read(text, today: after, list: list))
        #expect(late.warnings.count == late.rules.rules.count)
        #expect(late.warnings[0].line > 0)
        #expect(late.warnings[0].message.contains("2027-03-31"))
        #expect(try #require(TriageRulesFile.read(text, today: onTheDay, list: list)).warnings == [])
        #expect(list.problems == [])
    }

    @Test(arguments: ["", "rules: []", "rules: {}", "rule:\n  - id: a", "rules: [", "- a"])
    func filesThatAreNoRules(text: String) {
        let list = ProblemList()
        #expect(TriageRulesFile.read(text, today: Self.today, list: list) == nil)
        #expect(!list.problems.isEmpty)
        let plan = ProblemList()
        #expect(PlanRulesFile.read(text, today: Self.today, list: plan) == nil)
        #expect(!plan.problems.isEmpty)
    }
}
