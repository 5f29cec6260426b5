import NFODEngine
import NFODStore
import Testing

@testable import NFODDaemon

/// What the demo promises is there, at the time it is promised for.
@Suite struct DemoStoryTests {
    @Test func everythingInTheStoryCanBeDone() throws {
        let demo = try DemoFixture()
        try demo.play(to: 5, "18:00")
        #expect(demo.stage.player.scenes.filter { $0.refusal != nil } == [])
        #expect(demo.stage.player.scenes.count > 30)
        #expect(try Verification(demo.daemon).run().holds)
        #expect(try demo.open().isEmpty)
        #expect(try demo.events(.weekend).map(\.type).filter { $0 == "planChanged" }.count > 3)
        let types = try demo.daemon.workflow.read { try $0.tx.events.events(after: 0, limit: 100_000).map(\.type) }
        #expect(!types.contains(SourceWentSilent.type))
        #expect(try demo.report().mattersArising.map(\.title) == [])
    }

    @Test func atFridaysHuddleTheWeekBehindIsAnswered() throws {
        let demo = try DemoFixture()
        try demo.play(to: 0, "09:30")
        let counts = try demo.daemon.workflow.read { try $0.tx.responses.counts() }
        #expect(counts.ended > 50)
        #expect(try demo.open().count == 4)
        #expect(try demo.daemon.workflow.read { try $0.tx.people.openReviews().count } == 1)
        #expect(try demo.state(.toldTwice).notifications.map(\.source.name) == ["ambulance", "police"])
    }

    @Test func onFridayEveningOneCaseFallsDueOnSunday() throws {
        let demo = try DemoFixture()
        try demo.play(to: 0, "20:00")
        let monday = demo.stage.story.calendar.instant(3, "09:30")
        #expect(try demo.open().filter { $0.contactDueAt < monday }.map(\.code) == [demo.state(.weekend).code])
        #expect(try demo.state(.weekend).contactDueAt == demo.stage.story.calendar.instant(2, "16:00"))
        #expect(try demo.state(.unidentified).person == nil)
        #expect(try demo.state(.underAge).isForYoungPeopleLead)
        #expect(try demo.state(.toldLate).toldLate == .shortNotice)
        #expect(try demo.state(.toldTwice).attempts.isEmpty)
        #expect(try demo.events(.toldTwice).map(\.type).contains("handedBack"))
        #expect(try demo.state(.objection).ending?.ending.kind == .objects)
        let person = try #require(try demo.state(.again).person)
        #expect(try demo.daemon.workflow.read { try $0.tx.responses.rows(of: [person]).count } == 2)
        #expect(try demo.report().needsFixing.count == 1)
    }

    @Test func overTheWeekendEachLevelFiresOnceInOrder() throws {
        let demo = try DemoFixture()
        try demo.play(to: 2, "16:01")
        #expect(try demo.events(.weekend).compactMap(\.level) == [0, 1, 2, 3, 4, 5])
        #expect(try demo.state(.weekend).isOverdue(at: demo.daemon.workflow.clock.now()))
        try demo.play(to: 3, "11:00")
        #expect(try demo.state(.weekend).ending?.ending.kind == .reached)
    }
}
