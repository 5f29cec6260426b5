import Foundation
import Glibc
import NFODEngine
import NFODStore
import Synchronization
import Testing

@testable import NFODDaemon

/// What was begun and not finished: at the next look each row was taken in once, and no file is lost.
@Suite struct InboxRecoveryTests {
    /// Several batches; with long remarks also several pieces of the file.
    private static func rows(remarkBytes: Int = 0) -> [String] {
        (1...1_240).map { number in
            number % 100 == 7
                ? InboxScratch.badRow : InboxScratch.row(number, remark: String(repeating: "x", count: remarkBytes))
        }
    }

    private func expectWhole(_ scratch: InboxScratch) throws {
        let rows = InboxRecoveryTests.rows()
        let bad = rows.count { $0 == InboxScratch.badRow }
        let good = rows.count - bad
        #expect(try scratch.notifications == good, "\(scratch.news)")
        #expect(try scratch.events("rowQuarantined").count == bad)
        let fed = try scratch.events("feedReceived").compactMap { $0 as? FeedReceived }
        #expect(fed.map(\.rows) == [good + bad])
        #expect(fed.map(\.accepted) == [good])
        #expect(fed.map(\.quarantined) == [bad])
        let lines = try scratch.onlyReasons().split(separator: "\n").filter { $0.hasPrefix("line ") }
        #expect(lines.count == bad)
        #expect(try scratch.underWay == 0)
        #expect(OperationRunner(scratch.daemon).run(.verify, by: .user("test")).exitCode == 0)
    }

    /// Between pieces of a long file, and between batches of one piece.
    @Test(arguments: [1, 2], [1_000, 0])
    func aReadingThatEndsAfterSomeBatchesIsGoneOnWith(batches: Int, remarkBytes: Int) async throws {
        let scratch = try InboxScratch()
        try scratch.dropRows(InboxRecoveryTests.rows(remarkBytes: remarkBytes))
        let box = Countdown(batches)
        scratch.daemon.workflow.onChange {
            // In the task that does the work: it ends at the next piece of the file.
            if box.next() == 0 { withUnsafeCurrentTask { $0?.cancel() } }
        }
        await scratch.look()
        let inbox = scratch.inbox
        scratch.wait(10)
        await Task { await inbox.look() }.value
        #expect(try scratch.names() == ["feed.csv"])
        #expect(try scratch.notifications > 0)
        #expect(try scratch.events("feedReceived").isEmpty)
        try scratch.restart()
        await scratch.settle()
        try expectWhole(scratch)
    }

    @Test func aFileTakenInAndNotMovedIsOnlyMoved() async throws {
        let scratch = try InboxScratch()
        try scratch.dropRows(InboxRecoveryTests.rows())
        let folder = try scratch.folder()
        let name = DropName("feed.csv")
        let seen = try #require(try folder.entries()[name])
        // Its place goes away in the middle, so that the move fails.
        rmdir(scratch.path("ambulance", "needs-fixing"))
        #expect(throws: DropFault.self) {
            try DropIntake(daemon: scratch.daemon, folder: folder).take(name, seen)
        }
        #expect(try scratch.underWay == 1)
        let before = try scratch.events("rowQuarantined").count
        #expect(before > 0)
        try scratch.restart()
        await scratch.settle()
        try expectWhole(scratch)
    }

    @Test func aFilePutAsideWholeIsAlarmedOnce() async throws {
        let scratch = try InboxScratch()
        try scratch.drop("")
        let folder = try scratch.folder()
        let seen = try #require(try folder.entries()[DropName("feed.csv")])
        rmdir(scratch.path("ambulance", "needs-fixing"))
        for _ in 0..<2 {
            #expect(throws: DropFault.self) {
                try DropIntake(daemon: scratch.daemon, folder: folder).take(DropName("feed.csv"), seen)
            }
        }
        let alarms = try scratch.alerts
        try scratch.restart()
        await scratch.settle()
        #expect(try scratch.events("feedRefused").count == 1)
        #expect(try scratch.alerts == alarms)
        #expect(try scratch.onlyReasons().contains("[file-empty]"))
    }

    @Test func aMoveThatWasNotNotedDoesNotSwallowTheNextFile() async throws {
        let scratch = try InboxScratch()
        try scratch.dropRows([])
        await scratch.settle()
        let done = try #require(try scratch.names("done").first)
        let inode = try inode(of: scratch.path("ambulance", "done/" + done))
        // As a crash right after the move leaves it.
        try scratch.change { tx in
            let content = scratch.daemon.store.blinder.blind(.inboxFile, ContentDigest.of(InboxScratch.header + "\n"))
            let file = try tx.inbox.begin(
                SourceID("ambulance"), content: content, inode: inode, at: Instant(milliseconds: 0))
            try tx.inbox.settle(file.id, as: .done)
        }
        try scratch.restart()
        try scratch.dropRows([])
        await scratch.settle()
        #expect(try scratch.events("feedReceived").count == 2)
        #expect(try scratch.names("done").count == 2)
        #expect(try scratch.underWay == 0)
    }

    private func inode(of path: String) throws -> UInt64 {
        var status = stat()
        try #require(stat(path, &status) == 0)
        return UInt64(status.st_ino)
    }

    @Test func aFaultIsTriedAgainAndToldWithoutTheFilesName() async throws {
        let scratch = try InboxScratch()
        try scratch.dropRows([InboxScratch.row(1)])
        // The place for copies is a file: as good as a full disk.
        let spool = scratch.data + "/spool"
        try Data().write(to: URL(fileURLWithPath: spool))
        await scratch.settle()
        await scratch.look(after: 4)
        #expect(scratch.news.count == 1)
        await scratch.look(after: 1)
        #expect(scratch.news.count == 2)
        await scratch.look(after: 5)
        #expect(scratch.news.count == 2, "the pause grows")
        for case .failed(_, let why) in scratch.news {
            #expect(why.contains("[fileFull]"))
            #expect(!why.contains("feed.csv"))
        }
        let tally = await scratch.inbox.tally
        #expect((tally.failures, tally.stuck) == (2, 1))
        #expect(try scratch.names() == ["feed.csv"])
        unlink(spool)
        await scratch.look(after: 5)
        #expect(try scratch.names() == [])
        #expect(try scratch.notifications == 1)
        #expect(await scratch.inbox.tally.stuck == 0)
    }
}

/// Counts down over threads.
final class Countdown: Sendable {
    private let left: Mutex<Int>

    init(_ count: Int) { left = Mutex(count) }

    func next() -> Int {
        left.withLock {
            $0 -= 1
            return $0
        }
    }
}

/// Does something the first time only.
final class Once: Sendable {
    private let isDone = Mutex(false)

    func run(_ body: () -> Void) {
        let isFirst = isDone.withLock { done in
            defer { done = true }
            return !done
        }
        if isFirst { body() }
    }
}
