import NFODEngine
import NFODStore
import Testing

@testable import NFODDaemon

/// Rule 29: who is on duty is looked up when somebody must be told; nobody there is an alarm.
@Suite struct RosterGapTests {
    private func gaps(_ fixture: DaemonFixture) throws -> [AlarmSubject?] {
        try fixture.workflow.read { try $0.tx.alarms.standing() }.map(\.alarm).filter { $0.kind == .rosterGap }
            .map(\.subject)
    }

    @Test func rule29_aLevelThatFindsNobodyIsAlarmedAndTheNextFiresAtOnce() throws {
        let fixture = try DaemonFixture(
            start: "2021-03-01T08:30:00+00:00",
            [
                .init(
                    file: "team.yaml", from: "[monday, wednesday], from: 09:00, to: 17:00, worker: worker-1",
                    to: "[wednesday], from: 09:00, to: 17:00, worker: worker-1"),
                .init(
                    file: "team.yaml", from: "deputies: [coordinator-1, coordinator-2]\n  hospital-liaison",
                    to: "deputies: []\n  hospital-liaison"),
            ])
        try fixture.ambulance([:])
        // The night's duty worker is there until 09:00.
        try fixture.advance(hours: 1)
        #expect(try gaps(fixture) == [])
        try fixture.advance(hours: 7)
        #expect(try gaps(fixture) == [AlarmSubject("duty-worker")])
        let fired = try fixture.workflow.read { try $0.tx.events.events(of: .case(CaseID(1))) }
            .filter { $0.happenedAt == fixture.now }.compactMap { ($0.payload as? LevelFired)?.name }
        #expect(fired == ["owner, second call", "coordinator, a day gone"])
    }

    /// The last level tells the duty manager alone, who has a turn at noon and no deputy.
    @Test func rule29_aDigestThatFindsNobodyIsAlarmed() throws {
        let turn = "sunday, holiday], from: 08:30, to: 08:30, worker: coordinator-2}\n    deputies: [coordinator-1]"
        let noon = "sunday, holiday], from: 12:00, to: 13:00, worker: coordinator-2}\n    deputies: []"
        let due = "    at: { afterDue: 0h }\n    tell: "
        let fixture = try DaemonFixture([
            .init(file: "team.yaml", from: turn, to: noon),
            .init(
                file: "escalation.yaml", from: due + "[role:coordinator, role:duty-manager]",
                to: due + "[role:duty-manager]"),
        ])
        try fixture.ambulance([:])
        // Until Sunday morning; levels have found gaps of their own.
        try fixture.advance(hours: 24 * 6)
        try fixture.workflow.perform(as: .machine("test")) { work in
            for row in try work.tx.alarms.standing() { try work.clear(row.alarm.kind, row.alarm.subject) }
        }
        #expect(try gaps(fixture) == [])
        // Monday, half an hour after the huddle.
        try fixture.advance(hours: 24)
        #expect(try gaps(fixture) == [AlarmSubject("duty-manager")])
    }
}
