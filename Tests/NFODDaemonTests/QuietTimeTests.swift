import NFODEngine
import NFODStore
import Testing

@testable import NFODDaemon

@Suite struct QuietTimeTests {
    @Test func itBeginsOnceAfterSoManyLooksWithoutWorkAndAnewAfterWork() {
        var quiet = QuietTime(looks: 2)
        let activity: [(Int64, UInt64)] = [(1, 0), (1, 0), (1, 0), (1, 0), (2, 0), (2, 0), (2, 1), (2, 1), (2, 1)]
        let begins = activity.map { quiet.begins(at: .init(events: $0.0, requests: $0.1)) }
        #expect(begins == [false, false, true, false, false, false, false, false, true])
    }

    @Test func aServiceThatHasGivenMemoryBackGoesOn() async throws {
        let fixture = try RealClockFixture()
        _ = try fixture.ambulance()
        for _ in 0..<30 { try await fixture.look() }
        try fixture.daemon.store.releaseMemory()
        #expect(try fixture.daemon.workflow.read { try $0.tx.responses.counts().open } == 1)
        #expect(fixture.run(.verify).exitCode == 0)
    }
}
