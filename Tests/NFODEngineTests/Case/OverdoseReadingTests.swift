import Testing

@testable import NFODEngine

private let start = CaseScenario.overdose

private func exact(_ hours: Int64) -> OverdoseInterval { .exact(start + .hours(hours)) }

private func estimate(_ from: Int64, _ to: Int64) -> OverdoseInterval {
    OverdoseInterval(
        earliest: start + .hours(from), latest: start + .hours(to), precision: .estimated, origin: .arrival)
}

@Suite struct OverdoseReadingTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let told: [OverdoseInterval]
        let from: Int64
        let to: Int64
        let isContradicted: Bool
        var testDescription: String { "\(from)..\(to)" }
    }

    /// Hours after the first: what was told, what it comes to, and whether somebody has to ask.
    static let rows: [Row] = [
        Row(told: [exact(4)], from: 4, to: 4, isContradicted: false),
        Row(told: [estimate(0, 6)], from: 0, to: 6, isContradicted: false),
        Row(told: [estimate(0, 6), exact(4)], from: 4, to: 4, isContradicted: false),
        Row(told: [estimate(0, 6), exact(6)], from: 6, to: 6, isContradicted: false),
        Row(told: [estimate(0, 6), exact(9)], from: 0, to: 9, isContradicted: true),
        Row(told: [estimate(4, 6), exact(1)], from: 1, to: 6, isContradicted: true),
        Row(told: [exact(4), exact(2), exact(3)], from: 2, to: 2, isContradicted: false),
        // One exact time bears the estimate out, so it is replaced; then the earliest counts.
        Row(told: [estimate(3, 6), exact(2), exact(4)], from: 2, to: 2, isContradicted: false),
        Row(told: [estimate(3, 6), exact(1), exact(9)], from: 1, to: 9, isContradicted: true),
        Row(told: [estimate(0, 6), estimate(3, 9)], from: 3, to: 6, isContradicted: false),
        Row(told: [estimate(0, 2), estimate(4, 6)], from: 0, to: 6, isContradicted: true),
        Row(told: [estimate(0, 2), estimate(4, 6), exact(5)], from: 5, to: 5, isContradicted: true),
    ]

    @Test("Rule 3: what was told comes to one interval, in whatever order it came", arguments: rows)
    func rule3(row: Row) throws {
        for told in [row.told, row.told.reversed(), Array(row.told.dropFirst() + row.told.prefix(1))] {
            let reading = try #require(OverdoseReading(told))
            #expect(reading.interval.earliest == start + .hours(row.from))
            #expect(reading.interval.latest == start + .hours(row.to))
            #expect(reading.isContradicted == row.isContradicted)
        }
    }

    @Test func rule3_anExactTimeOutsideTheEstimateKeepsItIsFlaggedAndItsEventSaysWhy() {
        var scenario = CaseScenario.opened(at: 30, facts: CaseScenario.facts(estimate(6, 9)))
        let before = scenario.state?.contactDueAt
        scenario.run(.attach(CaseScenario.notification(2, CaseScenario.facts(exact(12)))))
        #expect(scenario.state?.contactDueAt == before)
        #expect(scenario.state?.overdose.latest == start + .hours(12))
        #expect(scenario.state?.isOverdoseTimeContradicted == true)
        #expect(scenario.reasons.last == "timesContradict")
        // A contact in between may have been before the overdose.
        let early = Contact(way: .phone, at: start + .hours(11), by: WorkerID("w-1"), outcome: .wantsSupport)
        let assured = ContactAssurance(aboutThisOverdose: true, supportOffered: true, identityChecked: true)
        #expect(scenario.run(.recordContact(early, assured)) == .overdoseMayBeLater(latest: start + .hours(12)))
    }

    @Test func rule3_onceAPersonHasSetTheTimeOnlyWhatIsToldLaterSpeaksAgainstIt() {
        var scenario = CaseScenario.opened(at: 30, facts: CaseScenario.facts(exact(0)))
        let set = OverdoseInterval.exact(start + .hours(5), origin: .person)
        scenario.run(.setOverdoseTime(set, why: .entryMistake))
        #expect(scenario.reasons.last == "entryMistake")
        // What the person knew does not come back with the next notification that agrees.
        scenario.run(.attach(CaseScenario.notification(2, CaseScenario.facts(estimate(3, 7)))))
        #expect(scenario.state?.overdose == set)
        #expect(scenario.state?.contactDueAt == start + .hours(77))
        #expect(scenario.state?.isOverdoseTimeContradicted == false)
        // An exact one told since counts where it is earlier, and the machine never moves the due time back.
        scenario.run(.attach(CaseScenario.notification(3, CaseScenario.facts(exact(2)))))
        #expect(scenario.state?.contactDueAt == start + .hours(74))
        #expect(scenario.state?.isOverdoseTimeContradicted == true)
        var byPerson = scenario
        scenario.run(.detach(NotificationID(3)), by: .machine("linkage"))
        #expect(scenario.state?.contactDueAt == start + .hours(74))
        #expect(scenario.state?.overdose == set)
        // A person who says that it belongs elsewhere takes back what it had moved.
        byPerson.run(.detach(NotificationID(3)))
        #expect(byPerson.reasons.last == "belongsElsewhere")
        #expect(byPerson.state?.contactDueAt == start + .hours(77))
    }
}
