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
        try fixture.daemon.store.write { try $0.db.execute(sql: "DELETE FROM due WHERE stream_kind = 'case'") }
        try await fixture.look()
        #expect(fixture.alarms == ["orphanCase"])
        #expect(try fixture.told.contains("1 response waits for nothing: nobody would be told"))
        let orphan = try #require(try fixture.daemon.workflow.read { try $0.tx.responses.withoutLadder() }.first)
        fixture.run(.response(CaseRequest(action: .restartLadder, code: orphan.name)))
        try await fixture.look()
        #expect(fixture.alarms == [])
    }
}
