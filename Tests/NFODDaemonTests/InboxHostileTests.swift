import Foundation
import Glibc
import NFODEngine
import NFODStore
import Testing

@testable import NFODDaemon

/// Things in an inbox that are no files, and files that do not hold still.
@Suite struct InboxHostileTests {
    @Test func aLinkIsNeverFollowed() async throws {
        let scratch = try InboxScratch()
        let secret = scratch.root + "/elsewhere.csv"
        try Data((InboxScratch.header + "\n" + InboxScratch.row(1)).utf8).write(to: URL(fileURLWithPath: secret))
        symlink(secret, scratch.path("ambulance", "feed.csv"))
        await scratch.settle()
        #expect(try scratch.onlyReasons().contains("[file-is-link]"))
        #expect(try scratch.notifications == 0)
        #expect(FileManager.default.fileExists(atPath: secret))
        #expect(try scratch.names() == [])
    }

    @Test func aPipeAndAFolderStopNobody() async throws {
        let scratch = try InboxScratch()
        mkfifo(scratch.path("ambulance", "feed.csv"), 0o600)
        mkdir(scratch.path("police", "2021.csv"), 0o700)
        try Data("x".utf8).write(to: URL(fileURLWithPath: scratch.path("police", "2021.csv/inside")))
        try scratch.dropRows([InboxScratch.row(1)], as: "right.csv")
        await scratch.settle()
        #expect(try scratch.onlyReasons().contains("[file-not-regular]"))
        #expect(try scratch.onlyReasons(of: "police").contains("[file-is-folder]"))
        #expect(try scratch.notifications == 1)
    }

    /// Bytes that are no text, and those that could forge a line of a log.
    @Test func aNameOfOddBytesIsTakenAndKeptInSafeLetters() async throws {
        let scratch = try InboxScratch()
        let name = DropName(bytes: Array("a\n".utf8) + [0xFF, 0x1B, 0x2F ^ 0x80] + Array("é.csv".utf8))
        let path = Array(scratch.path("ambulance").utf8CString.dropLast()) + name.path
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
        try #require(file >= 0)
        let content = InboxScratch.header + "\n" + InboxScratch.row(1) + "\n"
        #expect(write(file, content, content.utf8.count) == content.utf8.count)
        close(file)
        await scratch.settle()
        #expect(try scratch.notifications == 1)
        #expect(try scratch.names("done").map { $0.hasSuffix("-a______.csv") } == [true])
    }

    @Test func aFileWeMayNotReadIsPutAside() throws {
        let scratch = try InboxScratch()
        let path = try scratch.drop(InboxScratch.header)
        chmod(path, 0)
        for folder in [scratch.root, scratch.data, scratch.data + "/inbox", scratch.path("ambulance")] {
            chmod(folder, 0o755)
        }
        let folder = try scratch.folder()
        // An administrator may read everything, so for a moment this thread is somebody else.
        let nobody: UInt32 = 65_534
        let before = setFileUser(nobody)
        defer { setFileUser(before) }
        #expect(throws: DropRefusal.unreadable) { try folder.open(DropName("feed.csv")) }
        #expect(try folder.open(DropName("gone.csv")) == nil)
    }

    @Test func whatCannotBeReadIsRefusedAndMoved() async throws {
        let scratch = try InboxScratch()
        let file = try scratch.change { tx in
            try tx.inbox.begin(
                SourceID("ambulance"), content: scratch.daemon.store.blinder.blind(.inboxFile, "x"), inode: 1,
                at: Instant(milliseconds: 0))
        }
        try scratch.daemon.workflow.perform(as: .source(file.source)) { try $0.refuse(file, .unreadable) }
        let stored = try #require(try scratch.stored { try $0.inbox.file(file.id) })
        #expect(stored.outcome == .needsFixing)
        let reasons = try scratch.stored { try $0.inbox.reasons(of: file.id, after: -1, limit: 9) }
        #expect(reasons.map(\.code) == ["file-unreadable"])
    }

    @Test func aFileThatChangesBetweenSightAndReadingIsLeft() async throws {
        let scratch = try InboxScratch()
        let path = try scratch.drop(InboxScratch.header + "\n" + InboxScratch.row(1) + "\n")
        let folder = try scratch.folder()
        let name = DropName("feed.csv")
        let seen = try #require(try folder.entries()[name])
        try scratch.dropRows([InboxScratch.row(2)])
        let intake = DropIntake(daemon: scratch.daemon, folder: folder)
        #expect(try intake.take(name, seen) == .changed)
        unlink(path)
        #expect(try intake.take(name, seen) == .changed)
        #expect(try scratch.notifications == 0)
        #expect(try scratch.underWay == 0)
    }

    @Test func onlyWhatWasReadIsMoved() throws {
        let scratch = try InboxScratch()
        let path = try scratch.drop("one")
        let (folder, name, kept) = (try scratch.folder(), DropName("feed.csv"), DropName("kept.csv"))
        let seen = try #require(try folder.entries()[name])
        try scratch.drop("another")
        #expect(try folder.move(name, seen, to: .done, as: kept) == .changed)
        #expect(try scratch.text("feed.csv") == "another")
        unlink(path)
        #expect(try folder.move(name, seen, to: .done, as: kept) == .gone)
        #expect(try scratch.names("done") == [])
    }

    @Test func aFileTakenAwayBeforeItIsMovedIsStillTakenIn() async throws {
        let scratch = try InboxScratch()
        let path = try scratch.drop(InboxScratch.header + "\n" + InboxScratch.row(1) + "\n" + InboxScratch.badRow)
        let taken = Once()
        scratch.daemon.workflow.onChange { taken.run { unlink(path) } }
        await scratch.settle()
        #expect(try scratch.notifications == 1)
        #expect(scratch.news.contains(.goneBeforeMove(SourceID("ambulance"))))
        #expect(try scratch.names("needs-fixing") == [], "no reasons are left without their file")
        #expect(try scratch.underWay == 0)
    }

    @Test func aSourceWhoseFolderIsALinkIsNotUsedAndOthersAre() async throws {
        let scratch = try InboxScratch()
        try FileManager.default.removeItem(atPath: scratch.path("police"))
        symlink(scratch.root, scratch.data + "/inbox/police")
        try scratch.dropRows([InboxScratch.row(1)])
        await scratch.settle()
        #expect(try scratch.notifications == 1)
        let trouble = InboxNews.folderFailed(SourceID("police"), why: "openFolder: Not a directory")
        #expect(scratch.news.filter { $0 == trouble }.count == 1, "told once, not at every look")
        #expect(await scratch.inbox.tally.failures == 2)
        #expect(!FileManager.default.fileExists(atPath: scratch.root + "/done"))
    }

    @Test func theHeaderOfNobodyIsNotRepeated() async throws {
        let scratch = try InboxScratch()
        try scratch.drop("Ailsa,Testperson,Dundee\n")
        await scratch.settle()
        let reasons = try scratch.onlyReasons()
        #expect(reasons.contains("Perhaps the file has no header."))
        for told in ["Ailsa", "Testperson", "Dundee"] { #expect(!reasons.contains(told)) }
    }

    /// The thread's identity towards the file system.
    @discardableResult
    private func setFileUser(_ user: UInt32) -> UInt32 {
        typealias Function = @convention(c) (UInt32) -> Int32
        guard let symbol = dlsym(nil, "setfsuid") else { return user }
        return UInt32(bitPattern: unsafeBitCast(symbol, to: Function.self)(user))
    }
}
