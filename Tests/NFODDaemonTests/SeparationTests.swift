import NFODEngine
import NFODStore
import Testing

@testable import NFODDaemon

/// A human takes apart whom the machine has joined (rules 17, 18, 19).
@Suite struct SeparationTests {
    private let people = DaemonFixture.people

    @Test(arguments: ["separate", "undo"])
    func rule18_whoTheMachineJoinedIsTakenApartExactlyAndNeverOfferedAgain(action: String) throws {
        let fixture = try DaemonFixture()
        try fixture.ambulance(people[0], "SAS-1", day: 1, time: "08:00")
        try fixture.police(people[1], "PS-1", day: 1, time: "08:20")
        let before = try fixture.standing()
        let both = try fixture.cases().compactMap(\.person)
        try fixture.machineJoins(both[1], into: both[0])
        let joined = try fixture.standing()
        #expect(joined.responses.map(\.ending) == [nil, .mergedInto])
        #expect(joined != before)
        let outcome = try fixture.say(try #require(ReviewRequest.Action(rawValue: action)), "P0002")
        #expect(outcome.person == both[1])
        #expect(outcome.cases == [try fixture.cases()[1].code])
        #expect(try fixture.standing() == before)
        #expect(try fixture.holds() == [])
        // Neither joined again, nor asked about.
        let known = try fixture.workflow.read { reading in try both.map { try reading.knownPerson($0) } }
        #expect(known[0].separatedPeople == [both[1]])
        #expect(known.allSatisfy { $0.humanHasDecided })
        #expect(throws: PersonRefusal.pairSeparated) {
            let review = try fixture.ask(both[0], whether: both[1])
            Issue.record("asked again: \(review)")
        }
        #expect(throws: PersonRefusal.personNotAlias) { try fixture.say(.separate, "P0002") }
    }

    /// Chains of people, and overdoses of which nobody knew whose they were, from a seed each.
    @Test func rule18_whatTheMachineJoinedAndAHumanTookApartIsAsItWas() throws {
        var lived = 0
        for seed in 0..<UInt64(30) {
            let fixture = try DaemonFixture()
            var numbers = SeededChoice(seed: seed)
            try tell(fixture, &numbers)
            try fixture.readRules()
            // To set two people apart answers a question about them, so that not everything is as it was.
            guard try fixture.reviewList().questions.isEmpty else { continue }
            lived += 1
            let all = try Set(fixture.cases().compactMap(\.person)).sorted()
            var standings = [try fixture.standing()]
            var absorbed: [PersonID] = []
            for _ in 0..<3 {
                let roots = try Set(all.compactMap { try fixture.root($0) }).sorted()
                guard roots.count > 1 else { break }
                let one = roots[numbers.below(roots.count)]
                let other = roots[numbers.below(roots.count)]
                guard one != other else { continue }
                try fixture.machineJoins(one, into: other)
                try fixture.readRules()
                absorbed.append(one)
                standings.append(try fixture.standing())
            }
            // The last joined first: each step is the one before again.
            let inOrder = numbers.below(2) == 0
            while !absorbed.isEmpty {
                let next = inOrder ? absorbed.removeLast() : absorbed.remove(at: numbers.below(absorbed.count))
                try fixture.say(.separate, PageText.label(of: next))
                standings.removeLast()
                if inOrder { #expect(try fixture.standing() == standings.last, "seed \(seed)") }
            }
            #expect(try fixture.standing() == standings.first, "seed \(seed)")
            #expect(try fixture.holds() == [], "seed \(seed)")
        }
        #expect(lived >= 15)
    }

    /// Several overdoses of the same minutes, some at one home, some of nobody named.
    private func tell(_ fixture: DaemonFixture, _ numbers: inout SeededChoice) throws {
        for index in 0..<5 {
            let somebody = people[numbers.below(people.count)]
            let time = ["08:00", "08:10", "02:00"][numbers.below(3)]
            switch numbers.below(3) {
            case 0: try fixture.ambulance(somebody, "SAS-\(index)", day: 1, time: time)
            case 1: try fixture.police(somebody, "PS-\(index)", day: 1, time: time)
            default: try fixture.nameless(at: somebody, "PN-\(index)", day: 1, time: time)
            }
        }
    }

    @Test func rule18_whatCameSinceGoesWithWhomItWasTakenFor() throws {
        let fixture = try DaemonFixture()
        try fixture.ambulance(people[0], "SAS-1", day: 1, time: "02:00")
        try fixture.ambulance(people[1], "SAS-2", day: 1, time: "08:00")
        let both = try fixture.cases().compactMap(\.person)
        try fixture.machineJoins(both[1], into: both[0])
        // Bruce again, twice: linked to the one person that there is now.
        try fixture.police(people[1], "PS-1", day: 1, time: "08:10")
        try fixture.police(people[1], "PS-2", day: 1, time: "05:00")
        let links = try fixture.standing().links
        #expect(links[NotificationID(3)]?.person == both[0])
        try fixture.say(.separate, "P0002")
        let after = try fixture.standing()
        #expect(after.links[NotificationID(3)] == NotificationLink(person: both[1], response: CaseID(2)))
        #expect(after.links[NotificationID(4)]?.person == both[1])
        #expect(after.links[NotificationID(1)] == NotificationLink(person: both[0], response: CaseID(1)))
        #expect(try fixture.cases().allSatisfy { $0.isOpen })
        #expect(try fixture.holds() == [])
    }

    @Test func rule18_aRecordOfSomebodyElseIsTakenOutAndNeverOfferedBack() throws {
        let fixture = try DaemonFixture()
        try fixture.ambulance(people[0], "SAS-1", day: 1, time: "08:00")
        try fixture.police(people[0], "PS-1", day: 1, time: "08:10")
        #expect(try fixture.cases().count == 1)
        let code = try fixture.cases()[0].code
        try fixture.say(.separate, "N00002")
        let after = try fixture.standing()
        #expect(after.responses.map(\.notifications.count) == [1, 1])
        #expect(after.responses.map(\.person) == [PersonID(1), PersonID(2)])
        #expect(after.responses.map(\.waits) == [true, true])
        #expect(after.links[NotificationID(2)] == NotificationLink(person: PersonID(2), response: CaseID(2)))
        #expect(try fixture.holds() == [])
        // Told again with a slip in it: whoever it is about, it is not offered to the first person.
        try fixture.police(people[0], "PS-1", day: 1, time: "08:10", ["Surname": "TESTPERSEN"])
        #expect(try fixture.reviewList().questions.isEmpty)
        #expect(throws: PersonRefusal.onlyNotification) { try fixture.say(.separate, "N00002") }
        // That was a mistake: a human joins them again, and it is one overdose again.
        try fixture.say(.confirm, "P0002", candidate: "P0001")
        #expect(try fixture.cases().map { $0.ending?.ending.kind } == [nil, .mergedInto])
        #expect(try fixture.cases()[0].code == code)
        let again = try fixture.standing()
        try fixture.say(.undo, "P0002")
        #expect(try fixture.standing().responses.map(\.waits) == [true, true])
        try fixture.say(.confirm, "P0002", candidate: "P0001")
        #expect(try fixture.standing().links == again.links)
        #expect(try fixture.holds() == [])
    }

    @Test func rule17_aHumansAnswerIsTakenBackWithTheMergeAndTheQuestionAsksNoMore() throws {
        let fixture = try DaemonFixture()
        for (index, somebody) in people.prefix(2).enumerated() {
            try fixture.ambulance(somebody, "SAS-\(index)", day: 1, time: "0\(index + 1):00")
        }
        let both = try fixture.cases().compactMap(\.person)
        let review = try fixture.ask(both[1], whether: both[0])
        try fixture.confirm(review)
        try fixture.say(.undo, "P0002")
        #expect(try fixture.reviewList().questions.map(\.id) == [review])
        try fixture.confirm(review)
        try fixture.say(.separate, "P0002")
        #expect(try fixture.reviewList().questions.isEmpty)
        #expect(try fixture.workflow.read { try $0.tx.people.openReviews().isEmpty })
        #expect(try fixture.holds() == [])
    }

    @Test func aStaleVersionIsRefusedAndALookUpDoesNotMakeOneStale() throws {
        let fixture = try DaemonFixture()
        try fixture.ambulance(people[0], "SAS-1", day: 1, time: "02:00")
        try fixture.ambulance(people[1], "SAS-2", day: 1, time: "08:00")
        let both = try fixture.cases().compactMap(\.person)
        let review = try fixture.ask(both[1], whether: both[0])
        let version = try #require(try fixture.reviewList().versions[both[1]])
        _ = try ReviewService(fixture.workflow).list(withNames: true, by: .user("rhona"))
        let opened = try fixture.workflow.read { try $0.tx.events.events(of: .person(both[1])) }
        #expect((opened.last?.payload as? DetailsOpened)?.screen == .reviewList)
        #expect(throws: PersonRefusal.self) { try fixture.say(.confirm, "\(review.number)", version: version - 1) }
        try fixture.say(.confirm, "\(review.number)", version: version)
        #expect(throws: PersonRefusal.self) { try fixture.say(.undo, "\(review.number)", version: version) }
    }

    /// The first person of a question may be somebody whom another answer has set apart since: nobody sees them there.
    @Test func rule17_anAnswerIsAboutWhomTheQuestionShowsAndJoinsNobodyWhoWasSetApart() throws {
        let fixture = try DaemonFixture()
        for (index, somebody) in people.enumerated() {
            try fixture.ambulance(somebody, "SAS-\(index)", day: 1, time: "0\(index):00")
        }
        let all = try fixture.cases().compactMap(\.person)
        let question = try fixture.ask(all[2], whether: all[0], all[1])
        try fixture.say(.separate, "\(try fixture.ask(all[3], whether: all[0]).number)")
        try fixture.say(.confirm, "P0004", candidate: "P0003")
        let shown = try #require(try fixture.reviewList().questions.first { $0.id == question })
        #expect(shown.candidates.map(\.person) == [all[1]])
        #expect(throws: PersonRefusal.pairSeparated) {
            try fixture.say(.confirm, "\(question.number)", candidate: "P0001")
        }
        #expect(throws: PersonRefusal.pairSeparated) { try fixture.say(.confirm, "P0001", candidate: "P0004") }
        try fixture.say(.confirm, "\(question.number)")
        #expect(try all.map { try fixture.root($0) } == [all[0], all[1], all[1], all[1]])
        #expect(try fixture.holds() == [])
    }
}

/// The same choices for the same seed.
struct SeededChoice {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func below(_ limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(limit))
    }
}
