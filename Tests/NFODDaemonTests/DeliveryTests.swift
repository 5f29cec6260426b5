import GRDB
import NFODConfig
import NFODEngine
import Notify
import Testing

@testable import NFODDaemon
@testable import NFODStore

/// What follows when an alert cannot be delivered (rules 9, 19, 32).
@Suite struct DeliveryTests {
    @Test func rule32_aDeadReceiverIsNotToldAfterItsTimeAndTheLadderGoesOnAndEachCaseIsAlarmed() async throws {
        let fixture = try DeliveryFixture()
        let cases = [try fixture.takeIn(), try fixture.takeIn("SAS-2", surname: "Otherman")]
        try await fixture.pass(.zero)
        for _ in 0..<4 { try await fixture.pass(.minutes(2)) }
        #expect(try cases.allSatisfy { try !fixture.events(of: $0.id).contains("notTold") })
        for _ in 0..<2 { try await fixture.pass(.minutes(2)) }
        for state in cases {
            let events = try fixture.events(of: state.id)
            #expect(events.filter { $0 == "notTold" }.count >= 1)
            #expect(events.filter { $0 == "levelFired" }.count == 2)
            #expect(fixture.alarms.contains("notTold case \(state.code)"))
            // It goes on being tried.
            #expect(try fixture.entries(of: state.id).allSatisfy { $0.state == .ready })
        }
    }

    /// The receiver rests, and no probe comes its way: never tried, and told in time all the same.
    @Test func rule32_whatIsNeverTriedBecauseItsReceiverRestsIsNotToldByItsTime() async throws {
        let fixture = try DeliveryFixture(settings: ["probeEvery: 60s": "probeEvery: 6h"])
        let (settings, failure) = (fixture.workflow.configuration.settings, RetryReason.connectionFailed)
        for channel in ["team-webhook", "spare"] {
            for _ in 0..<5 {
                fixture.workflow.endpoints.note(
                    .retryable(failure, retryAfter: nil), of: ChannelID(channel), settings.breakerSettings,
                    at: fixture.machine.read().wall)
            }
        }
        let state = try fixture.takeIn()
        try await fixture.pass(.zero)
        for _ in 0..<9 { try await fixture.pass(.minutes(1)) }
        let entries = try fixture.entries(of: state.id)
        #expect(entries.allSatisfy { $0.tries == 0 && $0.state == .ready })
        #expect(entries.contains { $0.message.fallbackOf != nil })
        #expect(try !fixture.events(of: state.id).contains("notTold"))
        try await fixture.pass(.minutes(1))
        #expect(try fixture.events(of: state.id).contains("notTold"))
        #expect(fixture.alarms.contains("notTold case \(state.code)"))
    }

    @Test func aCaseThatCannotTakeTheNewsIsAlarmedAndItsAlertIsNotSentForEver() async throws {
        let fixture = try DeliveryFixture()
        let state = try fixture.takeIn()
        try await fixture.pass(.zero)
        // Whatever is wrong with it, its row cannot be written.
        try fixture.workflow.perform(as: .machine("test")) { work in
            try work.tx.db.execute(
                sql: """
                    CREATE TEMP TRIGGER fault BEFORE UPDATE ON main.response
                    BEGIN SELECT raise(ABORT, 'planted'); END
                    """)
        }
        try await fixture.pass(.minutes(11))
        let entries = try fixture.entries(of: state.id)
        #expect(entries.contains { $0.tries == 2 })
        #expect(entries.allSatisfy { $0.state == .ready })
        #expect(fixture.alarms.contains("faultyCase case \(state.code)"))
        try fixture.workflow.perform(as: .machine("test")) { try $0.tx.db.execute(sql: "DROP TRIGGER fault") }
        try await fixture.pass(.minutes(2))
        #expect(try fixture.events(of: state.id).contains("notTold"))
    }

    @Test func rule9_whatWasCancelledWhileATryWasUnderWayIsNotSentOverTheFallBackEither() async throws {
        let fixture = try DeliveryFixture()
        let state = try fixture.takeIn()
        let taken = try fixture.take()
        try #require(!taken.isEmpty)
        try fixture.workflow.perform(as: .user("morag")) { work in
            var request = CaseRequest(action: .end, code: state.code.name)
            request.kind = "objects"
            request.outcome = "thisOverdose"
            request.way = "spoken"
            let asked = request
            _ = try work.carryOut(asked)
        }
        try await fixture.deliver(taken)
        let escalations = try fixture.entries(of: state.id).filter { $0.message.kind == .escalation }
        #expect(escalations.map(\.state) == [.cancelled, .cancelled], "over the channel and over its fall-back")
        // The stand-down itself goes over both.
        let others = try fixture.entries(of: state.id).filter { $0.message.kind == .standDown }
        #expect(others.map(\.state) == [.ready, .ready])
    }
}
