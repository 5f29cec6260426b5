import Foundation
import Logging
import NFODEngine
import NFODStore
import Testing

@testable import NFODDaemon

@Suite struct ProgressLedgerTests {
    private let start = ContinuousClock.now

    @Test func `the watchdog is fed only when every watched part has got something done since the last time`() {
        var ledger = ProgressLedger()
        ledger.expect(Set(Part.allCases))
        let watched = Part.allCases.filter(\.isWatched)
        for missing in watched {
            for part in watched where part != missing { ledger.note(part, at: start) }
            let without = ledger.takeFeed()
            ledger.note(missing, at: start)
            let (with, again) = (ledger.takeFeed(), ledger.takeFeed())
            #expect(!without, "without \(missing)")
            #expect(with, "with \(missing)")
            #expect(!again, "nothing since")
        }
    }

    @Test func `what listens has to begin once and is not watched afterwards`() {
        var ledger = ProgressLedger()
        ledger.expect([.pages, .store])
        #expect(ledger.notBegun == [.pages, .store])
        ledger.note(.store, at: start)
        let isFed = ledger.takeFeed()
        #expect(isFed)
        #expect(ledger.notBegun == [.pages])
        ledger.note(.pages, at: start)
        #expect(ledger.notBegun.isEmpty)
        #expect(ledger.silent(at: start + .seconds(3_600), patience: .seconds(20)) == [.store])
    }

    @Test func `a part is silent when its last word is older than the patience, not before`() {
        var ledger = ProgressLedger()
        ledger.expect([.scheduler, .store])
        ledger.note(.scheduler, at: start)
        ledger.note(.store, at: start + .seconds(5))
        let patience = Duration.seconds(20)
        #expect(ledger.silent(at: start + .seconds(20), patience: patience).isEmpty)
        #expect(ledger.silent(at: start + .seconds(21), patience: patience) == [.scheduler])
        #expect(ledger.silent(at: start + .seconds(26), patience: patience) == [.scheduler, .store])
    }
}

@Suite struct NotifySocketTests {
    @Test(arguments: [false, true])
    func `messages arrive over a path and over an abstract name`(isAbstract: Bool) throws {
        let receiver = try NotifyReceiver(isAbstract: isAbstract)
        let socket = try #require(NotifySocket(environment: ["NOTIFY_SOCKET": receiver.place]))
        socket.send(.ready, .status("two\nlines"))
        socket.send(.reloading(monotonicMicroseconds: 42))
        #expect(receiver.messages == ["READY=1\nSTATUS=two lines", "RELOADING=1\nMONOTONIC_USEC=42"])
    }

    @Test(arguments: [
        [:], ["NOTIFY_SOCKET": ""], ["NOTIFY_SOCKET": "@"], ["NOTIFY_SOCKET": "relative"],
        ["NOTIFY_SOCKET": "/" + String(repeating: "x", count: 120)],
    ])
    func `without a socket that can be used nobody is told`(environment: [String: String]) {
        #expect(NotifySocket(environment: environment) == nil)
    }

    @Test func `a supervisor that has gone stops nobody`() throws {
        try #require(NotifySocket(environment: ["NOTIFY_SOCKET": "/nonexistent/notify"])).send(.watchdog)
    }

    @Test func `the watchdog is somebody else's when another process is named`() {
        #expect(!Supervision.hasWatchdog([:]))
        #expect(!Supervision.hasWatchdog(["WATCHDOG_USEC": "0"]))
        #expect(Supervision.hasWatchdog(["WATCHDOG_USEC": "30000000"]))
        #expect(Supervision.hasWatchdog(["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "\(getpid())"]))
        #expect(!Supervision.hasWatchdog(["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "1"]))
    }
}

@Suite struct SupervisionTests {
    private let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    private func environment(_ receiver: NotifyReceiver) -> [String: String] {
        ["NOTIFY_SOCKET": receiver.place, "WATCHDOG_USEC": "30000000"]
    }

    @Test func `the start is over once, when every part has begun`() throws {
        let (receiver, board) = (try NotifyReceiver(), ProgressBoard())
        board.expect([.scheduler, .commands])
        let supervision = Supervision(board, environment: environment(receiver), log: quiet) { [] }
        board.note(.scheduler)
        #expect(!supervision.look())
        #expect(receiver.count("READY=1") == 0)
        board.note(.commands)
        #expect(supervision.look())
        #expect(supervision.look())
        #expect(receiver.count("READY=1") == 1)
        #expect(receiver.count("STATUS=ready") == 1)
        supervision.stop()
        #expect(receiver.count("STOPPING=1") == 1)
    }

    /// Ladders run and alerts go out while the clock is not confirmed: a supervisor that was never told of the start
    /// would kill them every few minutes.
    @Test func `who is not ready has started all the same, and the status says why`() throws {
        let (receiver, board) = (try NotifyReceiver(), ProgressBoard())
        board.expect([.scheduler])
        board.note(.scheduler)
        var doubts = [AlarmKind.clockUnconfirmed, .diskFull]
        let supervision = Supervision(board, environment: environment(receiver), log: quiet) { doubts }
        #expect(supervision.look())
        #expect(receiver.count("READY=1") == 1)
        #expect(receiver.count("STATUS=not ready: clockUnconfirmed,diskFull") == 1)
        doubts = []
        supervision.look()
        doubts = [.storeCheckFailed]
        supervision.look()
        supervision.look()
        let told = receiver.lines.filter { $0.hasPrefix("STATUS=") }
        #expect(told.dropFirst() == ["STATUS=ready", "STATUS=not ready: storeCheckFailed"])
        #expect(receiver.count("READY=1") == 1)
    }

    @Test func `a part that hangs is named and not fed for; when it goes on, both end`() throws {
        let (receiver, board, start) = (try NotifyReceiver(), ProgressBoard(), ContinuousClock.now)
        board.expect([.scheduler, .store])
        let supervision = Supervision(board, environment: environment(receiver), log: quiet) { [] }
        for part in [Part.scheduler, .store] { board.note(part, at: start) }
        supervision.look(at: start)
        #expect(receiver.count("WATCHDOG=1") == 1)
        for second in 1...60 {
            board.note(.store, at: start + .seconds(second))
            supervision.look(at: start + .seconds(second))
        }
        #expect(receiver.count("WATCHDOG=1") == 1)
        #expect(receiver.lines.last == "STATUS=hangs: scheduler")
        board.note(.scheduler, at: start + .seconds(61))
        supervision.look(at: start + .seconds(61))
        #expect(receiver.count("WATCHDOG=1") == 2)
        #expect(receiver.count("STATUS=ready") == 2)
    }

    @Test func `without a watchdog nothing is fed`() throws {
        let (receiver, board) = (try NotifyReceiver(), ProgressBoard())
        let supervision = Supervision(board, environment: ["NOTIFY_SOCKET": receiver.place], log: quiet) { [] }
        board.expect([.store])
        board.note(.store)
        supervision.look()
        #expect(receiver.count("READY=1") == 1)
        #expect(receiver.count("WATCHDOG=1") == 0)
    }

    /// Fault 15: the real scheduler and the real store, and somebody who holds the writer.
    @Test func `a writer that hangs stops the feeding, and nothing else does`() async throws {
        let (fixture, receiver) = (try DaemonFixture(), try NotifyReceiver())
        let daemon = fixture.daemon
        daemon.workflow.progress.expect([.scheduler, .store])
        let supervision = Supervision(daemon.workflow.progress, environment: environment(receiver), log: quiet) { [] }
        try daemon.scheduler.tick()
        supervision.look()
        let (fed, held, go) = (receiver.count("WATCHDOG=1"), DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        #expect(fed == 1)
        let holder = Task.detached {
            try await onOwnThread {
                try daemon.store.write { _ in
                    held.signal()
                    go.wait()
                }
            }
        }
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                held.wait()
                continuation.resume()
            }
        }
        let turn = Task.detached { try await onOwnThread { try daemon.scheduler.tick() } }
        for _ in 0..<100 { supervision.look() }
        #expect(receiver.count("WATCHDOG=1") == fed)
        go.signal()
        try await holder.value
        _ = try await turn.value
        supervision.look()
        #expect(receiver.count("WATCHDOG=1") == fed + 1)
    }

    @Test func `a refusal leaves the store at work`() throws {
        let fixture = try DaemonFixture()
        fixture.workflow.progress.expect([.store])
        _ = fixture.workflow.progress.takeFeed()
        #expect(throws: CaseRefusal.noSuchCase) { try fixture.run(.accept, CaseCode("NONESUCH")) }
        #expect(fixture.workflow.progress.takeFeed())
        #expect(StoreError.closed.leavesStoreAtWork)
    }
}
