import NFODEngine
import NFODStore
import Testing

@testable import NFODDaemon

/// A case that waits for nothing is a person nobody would hear of: said as an alarm, not only as a number.
@Suite struct OrphanCaseTests {
    @Test func aResponseThatWaitsForNothingIsAlarmedUntilItsLadderRunsAgain() async throws {
        let fixture = try RealClockFixture()
        _ = try fixture.ambulance()
        try await fixture.look()
        #expect(fixture.alarms == [])
        try fixture.daemon.workflow.perform(as: .machine("test")) { work in
            for row in try work.tx.responses.all() { try work.tx.due.replace(.case(row.id), with: []) }
        }
        try await fixture.look()
        #expect(fixture.alarms == ["orphanCase"])
        #expect(try fixture.told.contains("1 response waits for nothing: nobody would be told"))
        let orphan = try #require(try fixture.daemon.workflow.read { try $0.tx.responses.withoutLadder() }.first)
        var restart = CaseRequest(action: .restartLadder, code: orphan.name)
        restart.reason = "other"
        let answer = fixture.run(.response(restart))
        #expect(answer.exitCode == 0, "\(answer.errors)")
        try await fixture.look()
        #expect(fixture.alarms == [])
    }
}
