import Foundation
import NFODEngine
import NFODStore
import Testing

@testable import NFODDaemon

/// What a wall clock that somebody sets does to the service, and how it comes back.
@Suite struct ClockStepTests {
    @Test func aStepForwardIsFollowedWrittenAlarmedAndFiresWhatIsDue() async throws {
        let fixture = try RealClockFixture()
        _ = try fixture.ambulance()
        fixture.machine.pass(.minutes(1))
        fixture.machine.set(by: .hours(23))
        try await fixture.look()
        #expect(fixture.now == .hours(23) + .minutes(1))
        #expect(try fixture.story == ["clockStepped", "alarmRaised"])
        #expect(fixture.alarms == ["clockStep"])
        #expect(try fixture.told == ["the wall clock was set forward by 1380 minutes"])
        #expect(fixture.jumps == ["{direction=\"back\"} 0", "{direction=\"forward\"} 1"])
        while try fixture.daemon.scheduler.tick() > 0 {}
        let fired = try fixture.daemon.workflow.read { reading in
            try reading.tx.events.events(of: .case(CaseID(1))).compactMap { ($0.payload as? LevelFired)?.name }
        }
        #expect(fired.contains("coordinator, a day gone"))
        #expect(fixture.daemon.alarms.notReady == [])
        #expect(fixture.run(.confirmClock).exitCode == 0)
        #expect(fixture.alarms == [])
        #expect(fixture.run(.verify).exitCode == 0)
    }

    @Test func aStepBackDelaysNothingAndAConfirmedClockIsWaitedForAtHalfPace() async throws {
        let fixture = try RealClockFixture()
        fixture.machine.pass(.minutes(1))
        fixture.machine.set(by: -.hours(6))
        try await fixture.look()
        try await fixture.look()
        #expect(fixture.now == .minutes(1))
        #expect(try fixture.told == ["the wall clock was set back by 360 minutes"])
        #expect(fixture.jumps == ["{direction=\"back\"} 1", "{direction=\"forward\"} 0"])
        fixture.machine.pass(.hours(1))
        #expect(fixture.now == .hours(1) + .minutes(1))
        #expect(fixture.run(.confirmClock).output.contains("going slowly"))
        #expect(try fixture.story == ["clockStepped", "alarmRaised", "clockConfirmed", "alarmCleared"])
        fixture.machine.pass(.hours(2))
        #expect(fixture.now == .hours(2) + .minutes(1))
        // The wait goes on over a restart, and nobody is asked again.
        try fixture.reopen()
        try await fixture.look()
        #expect(fixture.alarms == [])
        let standing = try #require((fixture.daemon.workflow.clock as? AnchoredClock)?.standing)
        #expect(standing.doubt == nil)
        fixture.machine.pass(.hours(12))
        #expect(standing.isWaiting == (standing.ahead > .zero))
        #expect(fixture.now == .hours(9) + .minutes(1))
    }

    @Test func aClockBeforeTheRecordAtStartIsNotReadyUntilConfirmedWhileWorkGoesOn() async throws {
        let fixture = try RealClockFixture()
        _ = try fixture.ambulance()
        fixture.machine.set(by: -.hours(6))
        try fixture.reopen()
        try await fixture.look()
        #expect(fixture.daemon.alarms.notReady == [.clockUnconfirmed])
        #expect(fixture.run(.status).output.contains("NOT CONFIRMED (beforeRecord)"))
        // Nobody waits for the clock: the ladder runs, and notifications come in.
        #expect(fixture.now >= .zero)
        #expect(try fixture.ambulance().unchanged == 1)
        fixture.machine.pass(.hours(23))
        try fixture.daemon.scheduler.tick()
        #expect(fixture.now >= .hours(23))
        // A time server puts the clock right; a person still has to look.
        fixture.machine.set(by: .hours(6))
        try await fixture.look()
        #expect(fixture.daemon.alarms.notReady == [.clockUnconfirmed])
        #expect(fixture.run(.confirmClock).exitCode == 0)
        #expect(fixture.daemon.alarms.notReady == [])
        #expect(fixture.run(.verify).exitCode == 0)
    }

    @Test func aStartLongAfterTheRecordWantsConfirming() async throws {
        let fixture = try RealClockFixture()
        fixture.machine.pass(.days(31))
        try fixture.reopen()
        try await fixture.look()
        #expect(fixture.daemon.alarms.notReady == [.clockUnconfirmed])
        #expect(fixture.now >= .days(31))
        #expect(fixture.run(.confirmClock).exitCode == 0)
        try await fixture.look()
        #expect(fixture.daemon.alarms.notReady == [])
    }

    @Test func aRecordTooFarAheadCannotBeConfirmed() async throws {
        let fixture = try RealClockFixture()
        fixture.machine.set(by: .days(365))
        try await fixture.look()
        fixture.machine.set(by: -.days(365))
        try await fixture.look()
        let answer = fixture.run(.confirmClock)
        #expect(answer.exitCode == 1)
        #expect(answer.errors.first?.contains("[clockTooFarBehind]") == true)
        #expect(fixture.alarms == ["clockStep"])
        #expect(fixture.now == .days(365))
    }

    @Test func aStepThatAPersonIsFasterToConfirmIsCountedToo() throws {
        let fixture = try RealClockFixture()
        fixture.machine.set(by: .hours(6))
        #expect(fixture.run(.confirmClock).exitCode == 0)
        #expect(fixture.jumps == ["{direction=\"back\"} 0", "{direction=\"forward\"} 1"])
    }

    @Test func aSimulatedClockHasNothingToConfirm() throws {
        let scratch = try OperationScratch()
        let answer = scratch.run(.confirmClock)
        #expect(answer.exitCode == 2)
        #expect(answer.errors.first?.contains("[clockSimulated]") == true)
    }
}

extension RealClockFixture {
    /// How often `/metrics` says that the wall clock was set.
    fileprivate var jumps: [String] {
        let name = "nfo_clock_jump_total"
        return daemon.metrics.text.split(separator: "\n").filter { $0.hasPrefix(name) }.map {
            String($0.dropFirst(name.count))
        }
    }
}
