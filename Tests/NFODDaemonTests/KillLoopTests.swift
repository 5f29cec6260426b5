import Foundation
import Testing

/// `kill -9` at any moment, while eight clients post and files of three sources are dropped: what was answered for, or
/// lay in the inbox, is there once, with one case each. `NFOD_KILLS` asks for another number of kills than that of
/// every day, `NFOD_KILL_SEED` for the same files and moments again.
@Suite struct KillLoopTests {
    @Test(.timeLimit(.minutes(30))) func nothingAnsweredForIsLostOrDoubledHoweverOftenTheDaemonIsKilled() async throws {
        let environment = ProcessInfo.processInfo.environment
        let kills = environment["NFOD_KILLS"].flatMap { Int($0) } ?? 12
        let seed = environment["NFOD_KILL_SEED"].flatMap { UInt64($0) } ?? .random(in: 1...9_999)
        var loop = try await KillLoop(seed: seed)
        try await loop.live(kills: kills)
        let audit = try await KillLoopAudit(loop)
        #expect(try await loop.daemon.stop() == 0, "\(loop.told)")
        let verified = try await loop.daemon.run(["verify"]).output
        let trace = try EndToEndTrace(of: loop.daemon, blowsOnTheWay: 0, verified: verified)
        let figures = loop.figures(audit, trace)
        #expect(audit.lost.isEmpty, "\(audit.lost.prefix(10)): \(figures)")
        #expect(audit.doubled.isEmpty, "\(audit.doubled.prefix(10)): \(figures)")
        #expect(audit.faults.isEmpty, "\(audit.faults.prefix(10)): \(figures)")
        #expect(trace.faults.isEmpty, "\(trace.faults.prefix(10)): \(figures)")
        #expect(trace.unfinished == 0, "\(figures)")
        #expect(audit.acknowledged > 0 && audit.rowsDropped > 0, "\(figures)")
        print("kill loop:", figures)
    }
}
