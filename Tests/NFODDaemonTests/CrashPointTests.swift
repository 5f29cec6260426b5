import Testing

/// `kill -9` between commit, send, answer and mark: every alert arrives, at most one copy too many for each kill, under
/// the same id and with the bytes that were written.
@Suite struct CrashPointTests {
    static let crashes = 20

    @Test(arguments: CrashPoint.allCases)
    func `every alert arrives whenever the power fails, and one copy too many at most`(point: CrashPoint) async throws {
        var life = try await CrashingDaemon(point)
        for crash in 1...Self.crashes {
            let before = life.extraCopies
            try await life.crash()
            #expect(life.extraCopies <= before + 1, "crash \(crash)")
        }
        // What was with the receiver is sent again each time: with none of these the kill was not where it should be.
        #expect(life.extraCopies == Self.crashes)
        #expect(try await life.daemon.stop() == 0)
        // Ids, bytes, signatures, and what the record says of each.
        let trace = try EndToEndTrace(of: life.daemon, blowsOnTheWay: 0, verified: "")
        #expect(trace.faults == [])
        #expect(trace.unfinished == 0)
        #expect(trace.delivered == Self.crashes * (point == .written ? 2 : 1))
        try await life.daemon.run(["verify"])
    }
}
