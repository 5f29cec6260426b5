import NFODEngine
import NFODStore
import Testing

@testable import NFODDaemon

/// A machine that slept, a process that was stopped, a service that nobody had started: somebody is told.
@Suite struct StandstillTests {
    private func fixture() throws -> RealClockFixture { try RealClockFixture(stoodStillAfter: "2m") }

    @Test func whoeverFindsThatNobodyLookedForAWhileSaysSoEachTimeAndAPersonEndsIt() async throws {
        let fixture = try fixture()
        try await fixture.look()
        fixture.machine.pass(.minutes(2))
        try await fixture.look()
        #expect(fixture.alarms == [])
        fixture.machine.pass(.minutes(10))
        try await fixture.look()
        try await fixture.look()
        #expect(fixture.alarms == ["stoodStill"])
        #expect(fixture.daemon.alarms.notReady == [])
        #expect(fixture.daemon.metrics.text.contains("nfo_alarms{alarm=\"stoodStill\"} 1\n"))
        fixture.machine.pass(.minutes(5))
        try await fixture.look()
        #expect(
            try fixture.told == ["the service stood still for 10 minutes", "the service stood still for 5 minutes"])
        #expect(fixture.run(.settleAlarm(alarm: "stoodStill", subject: nil)).exitCode == 0)
        try await fixture.look()
        #expect(fixture.alarms == [])
        #expect(fixture.run(.verify).exitCode == 0)
    }

    @Test(arguments: [(1, []), (30, ["stoodStill"])] as [(Int64, [String])])
    func aServiceThatWasNotRunningSaysSoWhenItStarts(minutes: Int64, alarms: [String]) async throws {
        let fixture = try fixture()
        try await fixture.look()
        fixture.machine.pass(.minutes(minutes))
        try fixture.reopen()
        try await fixture.look()
        #expect(fixture.alarms == alarms)
    }

    @Test func aClockThatIsSetIsNoStandstill() async throws {
        let fixture = try fixture()
        try await fixture.look()
        fixture.machine.set(by: .hours(2))
        try await fixture.look()
        #expect(fixture.alarms == ["clockStep"])
        // Long after the record: who knows how long.
        fixture.machine.set(by: .days(60))
        try fixture.reopen()
        try await fixture.look()
        #expect(!fixture.alarms.contains("stoodStill"))
    }
}
