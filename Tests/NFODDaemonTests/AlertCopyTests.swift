import Foundation
import NFODConfig
import NFODEngine
import NFODStore
import Notify
import Testing

@testable import NFODDaemon

/// An alert and its copies over other channels: written together, one of them arriving is enough (rules 32, 36).
@Suite struct AlertCopyTests {
    /// What stands in the outbox for a case, the copies after the alert.
    private func standing(_ fixture: DeliveryFixture, _ state: CaseState) throws -> [String] {
        try fixture.entries(of: state.id).filter { $0.message.kind == .escalation }
            .sorted { ($0.message.fallbackOf != nil ? 1 : 0) < ($1.message.fallbackOf != nil ? 1 : 0) }
            .map { "\($0.message.channel) \($0.state) \($0.tries)" }
    }

    private func end(
        _ fixture: DeliveryFixture, _ channel: String, _ outcome: DeliveryTry.Outcome, of entries: [OutboxEntry]
    ) throws {
        let entry = try #require(entries.first { $0.message.channel.name == channel })
        let now = fixture.workflow.deliveryClock.now()
        let attempt = DeliveryTry(startedAt: now, endedAt: now, outcome: outcome, code: "planted", status: nil)
        let next: NextStep? =
            switch outcome {
            case .delivered, .sent: nil
            case .retryable: .retry(at: now + .seconds(5))
            case .permanent: .giveUp
            }
        _ = try fixture.dispatcher.record([EndedTry(entry: entry, attempt: attempt, next: next)], limit: .standard)
    }

    @Test func theFallBackTakesOverInTimeThoughNothingWasEverTried() async throws {
        let fixture = try DeliveryFixture()
        let state = try fixture.takeIn()
        let first = try fixture.take()
        #expect(first.map(\.message.channel.name) == ["team-webhook"])
        // Its try hangs, or waits behind others: nobody comes back with a failure.
        fixture.machine.pass(.seconds(119))
        #expect(try fixture.take().filter { $0.message.channel.name == "spare" } == [])
        fixture.machine.pass(.seconds(1))
        let second = try fixture.take().filter { $0.message.channel.name == "spare" }
        #expect(second.count == 1)
        #expect(second.first?.message.fallbackOf == first.first?.message.id)
        let body = String(decoding: try #require(second.first).message.body, as: UTF8.self)
        #expect(body.contains(try #require(second.first).message.id.name), "each has its own bytes")
        try end(fixture, "spare", .delivered, of: second)
        #expect(try fixture.events(of: state.id).contains("told"))
    }

    @Test func rule32_whomNothingCouldBeTriedForIsNotToldEither() async throws {
        let fixture = try DeliveryFixture()
        let state = try fixture.takeIn()
        while try fixture.daemon.scheduler.tick() > 0 {}
        fixture.machine.pass(.minutes(9))
        #expect(try fixture.dispatcher.sayWhoIsNotTold() == 0)
        fixture.machine.pass(.minutes(1))
        #expect(try fixture.dispatcher.sayWhoIsNotTold() == 1)
        #expect(try fixture.dispatcher.sayWhoIsNotTold() == 0, "it is said once")
        #expect(try fixture.events(of: state.id).filter { $0 == "notTold" }.count == 1)
        #expect(fixture.alarms.contains("notTold case \(state.code)"))
        // It is tried all the same, and then it is known.
        try end(fixture, "team-webhook", .delivered, of: try fixture.take())
        #expect(!fixture.alarms.contains("notTold case \(state.code)"))
    }

    @Test func oneThatArrivesMakesTheOthersUnnecessary() async throws {
        let fixture = try DeliveryFixture()
        let state = try fixture.takeIn()
        try end(fixture, "team-webhook", .retryable, of: try fixture.take())
        fixture.machine.pass(.minutes(2))
        let both = try fixture.take()
        #expect(both.map(\.message.channel.name).sorted() == ["spare", "team-webhook"])
        try end(fixture, "spare", .delivered, of: both)
        #expect(try standing(fixture, state) == ["team-webhook leased 1", "spare delivered 1"])
        // The first was under way meanwhile.
        try end(fixture, "team-webhook", .retryable, of: both)
        #expect(try standing(fixture, state) == ["team-webhook cancelled 2", "spare delivered 1"])
        fixture.machine.pass(.minutes(10))
        #expect(try fixture.dispatcher.sayWhoIsNotTold() == 0)
    }

    @Test func aChannelThatWillNeverTakeItHandsOverAtOnce() async throws {
        let fixture = try DeliveryFixture()
        let state = try fixture.takeIn()
        try end(fixture, "team-webhook", .permanent, of: try fixture.take())
        let second = try fixture.take()
        #expect(second.map(\.message.channel.name) == ["spare"])
        #expect(try !fixture.events(of: state.id).contains("notTold"))
        try end(fixture, "spare", .permanent, of: second)
        #expect(try fixture.events(of: state.id).contains("notTold"), "there is no other")
    }

    @Test func rule30_aLastLevelGoesOverAllThatGiveAReceiptAtOnce() async throws {
        let fixture = try DeliveryFixture(team: ["channels: [team-webhook]": "channels: [team-webhook, spare]"])
        _ = try fixture.takeIn()
        while try fixture.daemon.scheduler.tick() > 0 {}
        // No worker of any duty: the gap is told over the last level's lane.
        let recipient = try #require(fixture.workflow.configuration.team.allWorkers.first?.id)
        let alert = Alert(
            id: .alarm("planted", recipient, ChannelID("team-webhook")), kind: .alarm, code: nil, contactDueAt: nil,
            level: "planted", isLastLevel: true, recipient: recipient, channel: ChannelID("team-webhook"),
            at: fixture.workflow.clock.now())
        try fixture.workflow.perform(as: .machine("test")) { try $0.enqueue(alert, response: nil, order: nil) }
        func copies() throws -> [OutboxEntry] {
            try fixture.workflow.read { try $0.tx.outbox.copies(of: alert.id) }
        }
        #expect(try copies().map(\.message.channel.name) == ["team-webhook", "spare"])
        try end(fixture, "team-webhook", .delivered, of: try copies())
        #expect(try copies().map(\.state) == [.delivered, .ready], "what was to go out at once goes out")
        #expect(try fixture.dispatcher.take(.lastLevel, InHand()).map(\.message.channel.name) == ["spare"])
    }
}
