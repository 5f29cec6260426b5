import NFODEngine
import NFODStore
import Testing

@testable import NFODDaemon

/// Rules 8, 18 and 19 through the daemon: what joining two people does to their responses, and what undoing it
/// gives back.
@Suite struct MergeTests {
    private let ailsa = DaemonFixture.people[0]
    private let bruce = DaemonFixture.people[1]

    /// Ailsa's overdose told by the ambulance, Bruce's of the same minutes by the police; the later case is the first
    /// person's or the second's.
    private func sameOverdose(
        laterIsFirst: Bool, _ cells: [String: String] = [:]
    ) throws -> (DaemonFixture, [CaseState], ReviewID) {
        let fixture = try DaemonFixture()
        // Whoever is heard of first keeps the number, whichever case is opened first.
        if laterIsFirst { try fixture.ambulance(bruce, "SAS-0", day: 1, time: "01:00") }
        try fixture.ambulance(ailsa, "SAS-1", day: 1, time: "08:00")
        try fixture.police(bruce, "PS-1", day: 1, time: "08:20", cells)
        let people = try fixture.cases().suffix(2).compactMap(\.person)
        guard people.count == 2, people[0] != people[1] else { throw FixtureError() }
        #expect((people[0] > people[1]) == laterIsFirst)
        let review = try fixture.ask(people[0], whether: people[1])
        return (fixture, Array(try fixture.cases().suffix(2)), review)
    }

    @Test(arguments: [true, false])
    func rule18_undoingSeparatesTheCasesOfBothPeople(laterIsFirst: Bool) throws {
        let (fixture, before, review) = try sameOverdose(laterIsFirst: laterIsFirst)
        try fixture.confirm(review)
        let joined = Array(try fixture.cases().suffix(2))
        #expect(joined[1].ending?.ending == .mergedInto(before[0].id))
        #expect(joined[0].notifications.count == 2)
        #expect(try fixture.holds() == [])
        try fixture.undo(review)
        let after = Array(try fixture.cases().suffix(2))
        #expect(after.map(\.isOpen) == [true, true])
        #expect(after.map(\.person) == before.map(\.person))
        #expect(after.map(\.notifications) == before.map(\.notifications))
        #expect(after.map(\.contactDueAt) == before.map(\.contactDueAt))
        #expect(after.map(\.plan) == before.map(\.plan))
        #expect(after.map(\.triage) == before.map(\.triage))
        #expect(after.map(\.owner) == before.map(\.owner))
        // The one that goes on has the same run, the other a new one.
        #expect(after.map(\.ladderRun) == [1, 2])
        #expect(try fixture.holds() == [])
    }

    @Test(arguments: [true, false])
    func rule8_whatAContactOfTheOtherCoveredOpensAgain(laterIsFirst: Bool) throws {
        let fixture = try DaemonFixture()
        try fixture.ambulance(laterIsFirst ? bruce : ailsa, "SAS-1", day: 1, time: "02:00")
        try fixture.ambulance(laterIsFirst ? ailsa : bruce, "SAS-2", day: 1, time: "08:00")
        let cases = try fixture.cases()
        let people = cases.compactMap(\.person)
        let review = try fixture.ask(people[1], whether: people[0])
        // Reached before anybody knew that the two are one: covered when they are joined.
        try fixture.reach(cases[laterIsFirst ? 1 : 0].code)
        #expect(try fixture.cases().count(where: \.isOpen) == 1)
        try fixture.confirm(review)
        #expect(try fixture.cases().map { $0.ending?.ending.kind }.contains(.coveredBy))
        try fixture.undo(review)
        #expect(try fixture.cases().count(where: \.isOpen) == 1)
        #expect(try fixture.cases().contains { $0.ending?.ending.kind == .reached })
        #expect(try fixture.holds() == [])
    }

    @Test func rule18_undoTakesApartWhatItsAnswerJoinedThoughMoreWasJoinedSince() throws {
        let fixture = try DaemonFixture()
        for (index, somebody) in DaemonFixture.people.prefix(3).enumerated() {
            try fixture.ambulance(somebody, "SAS-\(index)", day: 1, time: "0\(index):00")
        }
        let people = try fixture.cases().compactMap(\.person)
        let first = try fixture.ask(people[1], whether: people[2])
        let second = try fixture.ask(people[0], whether: people[1])
        func roots() throws -> [PersonID] { try people.compactMap { try fixture.root($0) } }
        try fixture.confirm(first)
        try fixture.confirm(second)
        #expect(try roots() == [people[0], people[0], people[0]])
        try fixture.undo(first)
        #expect(try roots() == [people[0], people[0], people[2]])
        #expect(throws: PersonRefusal.reviewHasNoAnswer) { try fixture.undo(first) }
        try fixture.undo(second)
        #expect(try roots() == people)
        #expect(try fixture.holds() == [])
    }

    @Test func rule18_anotherAnswerThatRestedOnTheMergeIsOpenAgain() throws {
        let fixture = try DaemonFixture()
        try fixture.ambulance(ailsa, "SAS-1", day: 1, time: "02:00")
        try fixture.ambulance(bruce, "SAS-2", day: 1, time: "08:00")
        let people = try fixture.cases().compactMap(\.person)
        let (one, other) = (
            try fixture.ask(people[1], whether: people[0]), try fixture.ask(people[0], whether: people[1])
        )
        try fixture.confirm(one)
        try fixture.confirm(other)
        try fixture.undo(one)
        let open = try fixture.workflow.read { try $0.tx.people.openReviews().map(\.id) }
        #expect(Set(open) == [one, other])
        #expect(try fixture.holds() == [])
    }

    @Test func rule22and23_whatTheAbsorbedCaseWasToldGoesOnAndLaterCorrectionsFindIt() throws {
        let child = ["Concern": "Child concern", "Date of Birth": "01-Feb-2006"]
        let (fixture, cases, review) = try sameOverdose(laterIsFirst: false, child)
        #expect(cases.map(\.isForYoungPeopleLead) == [false, true])
        try fixture.confirm(review)
        let joined = try fixture.cases()[0]
        #expect(joined.isForYoungPeopleLead)
        #expect(joined.owner == .role(.youngPeopleLead))
        let undecided = Set(cases[1].undecidedSafeguarding.map(\.kind))
        #expect(!undecided.isEmpty)
        #expect(undecided.subtracting(joined.undecidedSafeguarding.map(\.kind)) == [])
        #expect(joined.triage?.level == .red || cases[1].triage?.level != .red)
        // The police say that it was two hours before.
        let earlier = child.merging(["Occurred": "01-Mar-2021 06:20"]) { $1 }
        #expect(try fixture.police(bruce, "PS-1", day: 1, time: "06:20", earlier).corrected == 1)
        #expect(try fixture.cases()[0].contactDueAt < cases[0].contactDueAt)
        #expect(try fixture.holds() == [])
        try fixture.undo(review)
        let after = try fixture.cases()
        #expect(after[0].contactDueAt == cases[0].contactDueAt)
        #expect(after[0].plan == cases[0].plan)
        #expect(after[0].owner == cases[0].owner)
        #expect(after[1].contactDueAt < cases[1].contactDueAt)
        #expect(after[1].owner == .role(.youngPeopleLead))
        #expect(try fixture.holds() == [])
    }

    @Test func rule19_aCaseOfSomebodyElseIsNotMergedByAMistypedCode() throws {
        let fixture = try DaemonFixture()
        try fixture.ambulance(ailsa, "SAS-1", day: 1, time: "02:00")
        try fixture.ambulance(bruce, "SAS-2", day: 1, time: "08:00")
        let codes = try fixture.cases().map(\.code)
        #expect(throws: CaseRefusal.differentPersons) {
            try fixture.run(.merge, codes[1]) { $0.otherCase = codes[0].name }
        }
        #expect(throws: CaseRefusal.mergeIntoItself) {
            try fixture.run(.merge, codes[1]) { $0.otherCase = codes[1].name }
        }
        #expect(try fixture.cases().allSatisfy(\.isOpen))
    }

    @Test func rule19_whereMergingIsImpossibleItSaysSoAndAMergeCanBeTakenBack() throws {
        let fixture = try DaemonFixture()
        for index in 1...3 { try fixture.ambulance(ailsa, "SAS-\(index)", day: 1, time: "0\(index):00") }
        let before = try fixture.cases()
        try fixture.run(.merge, before[1].code) { $0.otherCase = before[0].code.name }
        #expect(throws: CaseRefusal.notMergeable(.mergedInto)) {
            try fixture.run(.merge, before[1].code) { $0.otherCase = before[0].code.name }
        }
        // What is told late about it belongs where the overdose is now.
        let attempt = try fixture.run(.attempt, before[1].code) {
            $0.way = "phone"
            $0.outcome = "noAnswer"
            $0.worker = "worker-1"
        }
        #expect(attempt.id == before[0].id)
        try fixture.run(.reopen, before[1].code) { $0.reason = "mistake" }
        let after = try fixture.cases()
        #expect(after.map(\.notifications) == before.map(\.notifications))
        #expect(after.map(\.plan) == before.map(\.plan))
        #expect(after.map(\.isOpen) == [true, true, true])
        try fixture.run(.end, before[0].code) {
            $0.kind = "objects"
            $0.outcome = "thisOverdose"
            $0.way = "spoken"
        }
        #expect(throws: CaseRefusal.notMergeable(.objects)) {
            try fixture.run(.merge, before[1].code) { $0.otherCase = before[0].code.name }
        }
        #expect(try fixture.holds() == [])
    }

    @Test func rule19_aCaseWithinACaseComesOutAndTheOneBetweenStays() throws {
        let fixture = try DaemonFixture()
        for index in 1...3 { try fixture.ambulance(ailsa, "SAS-\(index)", day: 1, time: "0\(index):00") }
        let before = try fixture.cases()
        try fixture.run(.merge, before[2].code) { $0.otherCase = before[1].code.name }
        try fixture.run(.merge, before[1].code) { $0.otherCase = before[0].code.name }
        #expect(try fixture.cases()[0].notifications.count == 3)
        try fixture.run(.reopen, before[2].code) { $0.reason = "mistake" }
        let after = try fixture.cases()
        #expect(after.map(\.isOpen) == [true, false, true])
        #expect(after.map(\.notifications.count) == [2, 1, 1])
        #expect(after[2].contactDueAt == before[2].contactDueAt)
        #expect(try fixture.holds() == [])
    }
}
