import Foundation
import NFODEngine
import NFODStore
import Notify
import Testing

@testable import NFODDaemon

/// Rule 34 against rule 28: somebody says that the person has died while a level is on its way to the receiver.
@Suite struct DeathTimelineTests {
    private func end(_ fixture: DeliveryFixture, _ state: CaseState) throws {
        var request = CaseRequest(action: .end, code: state.code.name)
        request.kind = "diedReported"
        let filled = request
        try fixture.workflow.perform(as: .user("morag")) { _ = try $0.carryOut(filled) }
    }

    private func record(_ fixture: DeliveryFixture, _ entry: OutboxEntry, arrived: Bool) throws {
        let at = fixture.machine.read().wall
        let attempt = DeliveryTry(
            startedAt: at, endedAt: at, outcome: arrived ? .delivered : .retryable, code: arrived ? "ok" : "refused",
            status: nil)
        let next: NextStep? = arrived ? nil : .retry(at: at)
        _ = try fixture.dispatcher.record([EndedTry(entry: entry, attempt: attempt, next: next)], limit: .standard)
    }

    private func levels(_ fixture: DeliveryFixture, _ id: CaseID, _ kind: Alert.Kind) throws -> [OutboxState] {
        try fixture.entries(of: id).filter { $0.message.kind == kind && $0.message.fallbackOf == nil }.map(\.state)
    }

    @Test(arguments: [true, false])
    func `death reported while a level is going out`(arrived: Bool) throws {
        let fixture = try DeliveryFixture()
        let state = try fixture.takeIn()
        let taken = try fixture.take().filter { $0.message.kind == .escalation }
        let level = try #require(taken.first)
        #expect(taken.count == 1)
        #expect(try levels(fixture, state.id, .escalation) == [.leased])
        fixture.machine.pass(.minutes(1))
        try end(fixture, state)
        // It cannot be called back, but nobody waits for it any more; who was told is stood down.
        #expect(try levels(fixture, state.id, .escalation) == [.cancelled, .ready])
        #expect(
            try fixture.entries(of: state.id)
                .filter { $0.message.kind == .standDown && $0.message.fallbackOf == nil }.map(\.message.recipient) == [
                    level.message.recipient
                ])
        try record(fixture, level, arrived: arrived)
        #expect(try levels(fixture, state.id, .escalation).first == (arrived ? .delivered : .cancelled))
        // Whatever became of it: no try, no level, no repeat comes after it, and nothing is left waiting.
        let late = try fixture.take()
        #expect(!late.contains { $0.message.id == level.message.id })
        #expect(try fixture.workflow.read { try $0.tx.due.rows(of: .case(state.id)) } == [])
        fixture.machine.pass(.days(4))
        #expect(try fixture.daemon.scheduler.tick() >= 0)
        #expect(try fixture.events(of: state.id).count { $0 == LevelFired.type } == 1)
        #expect(try fixture.events(of: state.id).contains(AlertTold.type) == arrived)
        #expect(fixture.alarms.contains { $0.hasPrefix("notTold") } == false)
        #expect(try Verification(fixture.daemon).run().holds)
    }
}
