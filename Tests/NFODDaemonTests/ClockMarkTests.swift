import Foundation
import NFODEngine
import NFODStore
import Testing

@testable import NFODDaemon

/// Which clock a directory is on after a start that came to nothing: the channel's secret is missing.
@Suite struct ClockMarkTests {
    private final class Scratch {
        let root = OperationScratch.newPath()

        deinit { try? FileManager.default.removeItem(atPath: root) }

        /// - Parameter isServing: a daemon, which wants its secrets; otherwise a command, which does without.
        func now(_ clock: Daemon.ClockChoice, isServing: Bool) throws -> Instant {
            let daemon = try Daemon(
                Daemon.Options(
                    dataDirectory: root, configDirectory: OperationScratch.config, clock: clock,
                    createIfMissing: true, secretsMayBeMissing: !isServing))
            defer { try? daemon.close() }
            return daemon.workflow.clock.now()
        }

        func fails(_ clock: Daemon.ClockChoice) throws {
            let error = #expect(throws: DaemonError.self) { try self.now(clock, isServing: true) }
            #expect(error?.code == "secretMissing")
        }
    }

    private let start = OperationScratch.start

    @Test func theNextCommandStandsAtTheInstantThatWasChosen() throws {
        let scratch = Scratch()
        try scratch.fails(.simulated(start))
        #expect(try scratch.now(.asBefore, isServing: false) == start)
        // From now on the directory has a history, and time goes forward only.
        #expect(try scratch.now(.simulated(start - .days(1)), isServing: false) == start)
        let error = #expect(throws: DaemonError.self) { try scratch.now(.real, isServing: false) }
        #expect(error == .clockMixed(isSimulated: false))
    }

    @Test func whereNothingHasHappenedTheClockIsChosenAgain() throws {
        let scratch = Scratch()
        try scratch.fails(.simulated(start + .days(9)))
        try scratch.fails(.real)
        try scratch.fails(.simulated(start))
        #expect(try scratch.now(.asBefore, isServing: false) == start)
    }

    @Test func aDirectoryThatRanOnRealTimeStaysOnIt() throws {
        let scratch = Scratch()
        #expect(try scratch.now(.asBefore, isServing: false) > start)
        let error = #expect(throws: DaemonError.self) { try scratch.now(.simulated(self.start), isServing: false) }
        #expect(error == .clockMixed(isSimulated: true))
    }
}
