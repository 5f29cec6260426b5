import Foundation
import NFODEngine
import NFODStore
import Testing

@testable import NFODDaemon

/// What becomes of a file in the inbox.
@Suite struct InboxTests {
    @Test func aCompleteFileIsTakenInAndMoved() async throws {
        let scratch = try InboxScratch()
        try scratch.dropRows([InboxScratch.row(1), InboxScratch.row(2)])
        let content = try scratch.text("feed.csv")
        await scratch.look()
        await scratch.look(after: 9)
        #expect(try scratch.names() == ["feed.csv"])
        await scratch.look(after: 1)
        #expect(try scratch.names() == [])
        let done = try scratch.names("done")
        #expect(done.count == 1)
        let digest = ContentDigest.of(content).prefix(12)
        #expect(done.first == "20210301T100000Z-\(digest)-feed.csv")
        #expect(try scratch.text("done/" + (done.first ?? "")) == content)
        #expect(try scratch.notifications == 2)
        let fed = try #require(try scratch.events("feedReceived").first as? FeedReceived)
        #expect((fed.rows, fed.accepted) == (2, 2))
        #expect(try scratch.underWay == 0)
        #expect(scratch.news == [.takenIn(SourceID("ambulance"), rows: 2)])
        #expect(await scratch.inbox.tally.done == 1)
    }

    @Test func theSameFileAgainChangesNothingButWasReceived() async throws {
        let scratch = try InboxScratch()
        for _ in 0..<2 {
            try scratch.dropRows([InboxScratch.row(1)])
            await scratch.settle()
        }
        #expect(try scratch.notifications == 1)
        let fed = try scratch.events("feedReceived").compactMap { $0 as? FeedReceived }
        #expect(fed.map(\.accepted) == [1, 0])
        #expect(fed.map(\.unchanged) == [0, 1])
        // The clock stands still: the same second, the same content, and nothing is written over.
        #expect(try scratch.names("done").count == 2)
    }

    @Test func twoFilesWithTheSameContentAreTwoFeeds() async throws {
        let scratch = try InboxScratch()
        for name in ["a.csv", "b.csv"] { try scratch.dropRows([], as: name) }
        await scratch.settle()
        #expect(try scratch.events("feedReceived").count == 2)
        #expect(try scratch.names("done").count == 2)
    }

    @Test func aGrowingFileAndUploadsUnderWayAreLeft() async throws {
        let scratch = try InboxScratch()
        let path = try scratch.drop(InboxScratch.header + "\n")
        for name in ["x.csv.part", "y.csv.tmp", "z.csv.filepart", ".hidden.csv", "~$w.csv"] {
            try Data(InboxScratch.header.utf8).write(to: URL(fileURLWithPath: scratch.path("ambulance", name)))
        }
        await scratch.look()
        for number in 1...3 {
            let file = try #require(FileHandle(forWritingAtPath: path))
            try file.seekToEnd()
            try file.write(contentsOf: Data((InboxScratch.row(number) + "\n").utf8))
            try file.close()
            await scratch.look(after: 10)
            #expect(try scratch.names().contains("feed.csv"))
        }
        await scratch.look(after: 10)
        #expect(try scratch.names() == [".hidden.csv", "x.csv.part", "y.csv.tmp", "z.csv.filepart", "~$w.csv"])
        #expect(try scratch.notifications == 3)
    }

    @Test func aFileStillOpenForWritingIsLeft() async throws {
        let scratch = try InboxScratch()
        let path = try scratch.drop(InboxScratch.header + "\n" + InboxScratch.row(1) + "\n")
        // Not for the children that other tests start meanwhile.
        let descriptor = open(path, O_WRONLY | O_CLOEXEC)
        try #require(descriptor >= 0)
        let writer = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        await scratch.settle()
        await scratch.look(after: 100)
        #expect(try scratch.names() == ["feed.csv"])
        #expect(scratch.news == [.writerBusy(SourceID("ambulance"))])
        try writer.close()
        // A child that another test is just starting may hold the file for a moment longer.
        for _ in 0..<100 where try !scratch.names().isEmpty {
            await scratch.look(after: 1)
            try await Task.sleep(for: .milliseconds(20))
        }
        #expect(try scratch.names() == [])
        #expect(try scratch.notifications == 1)
    }

    @Test func rule11_rowsPutAsideAreNamedAndTheOthersStay() async throws {
        let scratch = try InboxScratch()
        try scratch.dropRows([InboxScratch.row(1), InboxScratch.badRow, InboxScratch.row(2), "op\"en,1"])
        await scratch.settle()
        #expect(try scratch.notifications == 2)
        #expect(try scratch.names("done") == [])
        let reasons = try scratch.onlyReasons()
        #expect(reasons.contains("Source:    ambulance"))
        #expect(reasons.contains("2 rows were taken in and stay taken in: 2 new, 0 corrected, 0 known already."))
        #expect(reasons.contains("line 3 [wrong-cell-count]: The row has 3 cells and the header 18."))
        #expect(reasons.contains("line 5 ["))
        for told in ["Zebedee", "Testperson", "en,1", "SAS-", "Example"] { #expect(!reasons.contains(told)) }
        #expect(
            scratch.news == [.needsFixing(SourceID("ambulance"), rowsTaken: 2, rowsPutAside: 2)])
        #expect(try scratch.events("rowQuarantined").count == 2)
        #expect(try scratch.alerts > 0)
        #expect(scratch.inbox.status().sources["ambulance"] == .init(waiting: 0, needsFixing: 1))
    }

    @Test func aFilePutRightComesBackAndIsDone() async throws {
        let scratch = try InboxScratch()
        try scratch.dropRows([InboxScratch.row(1), InboxScratch.badRow])
        await scratch.settle()
        let kept = try #require(try scratch.names("needs-fixing").first)
        let wrong = try scratch.text("needs-fixing/" + kept)
        try FileManager.default.removeItem(atPath: scratch.path("ambulance", "needs-fixing/" + kept))
        try FileManager.default.removeItem(atPath: scratch.path("ambulance", "needs-fixing/\(kept).reasons.txt"))
        try scratch.drop(wrong.replacingOccurrences(of: InboxScratch.badRow, with: InboxScratch.row(2)), as: kept)
        await scratch.settle()
        #expect(try scratch.notifications == 2)
        #expect(try scratch.names("done").map { $0.hasSuffix("-feed.csv") && $0.count == kept.count } == [true])
    }

    @Test func anotherSourcesFileSaysWhose() async throws {
        let scratch = try InboxScratch()
        let police = try String(
            contentsOf: DaemonFixture.feeds.appendingPathComponent("police.csv"), encoding: .utf8)
        try scratch.drop(police)
        await scratch.settle()
        let reasons = try scratch.onlyReasons()
        #expect(reasons.contains("Nothing of the file was taken in."))
        #expect(reasons.contains("the whole file [header-does-not-fit]: The header does not fit this source."))
        #expect(reasons.contains("It looks like a file of source police."))
        #expect(try scratch.notifications == 0)
        #expect(try scratch.events("feedReceived").isEmpty)
        let refused = try #require(try scratch.events("feedRefused").first as? FeedRefused)
        #expect(refused.code == "header-does-not-fit")
        let alarms = try scratch.alerts
        #expect(alarms > 0, "the coordinator is alarmed")
        let report = OperationRunner(scratch.daemon).run(
            .report(.init(kind: .huddle, at: nil, format: "text", withNames: false)), by: .user("test"))
        #expect(report.output.contains("a whole file: nothing of it was taken in"))
        #expect(OperationRunner(scratch.daemon).run(.verify, by: .user("test")).exitCode == 0)
    }

    @Test(arguments: [
        ("", "feed.csv", "file-empty"), ("\n\n", "feed.csv", "file-empty"),
        ("PK\u{3}\u{4}rest", "feed.csv", "workbook-damaged"),
        (InboxScratch.header + "\n\"half", "feed.csv", "file-half-written"),
        ("text", "feed.txt", "file-format-unknown"),
        ("text", "feed", "file-format-unknown"),
    ])
    func aFileThatIsNoneIsPutAside(content: String, name: String, code: String) async throws {
        let scratch = try InboxScratch()
        try scratch.drop(content, as: name)
        await scratch.settle()
        #expect(try scratch.onlyReasons().contains("[\(code)]"))
        #expect(try scratch.events("feedRefused").count == 1)
        #expect(try scratch.names() == [])
    }

    @Test func anEnormousFileIsPutAsideUnread() async throws {
        let scratch = try InboxScratch(settings: ["fileBytesAtMost: 268435456": "fileBytesAtMost: 4096"])
        try scratch.dropRows((1...40).map { InboxScratch.row($0) })
        await scratch.settle()
        #expect(try scratch.onlyReasons().contains("[file-too-large]: The file is larger than 4096 bytes."))
        #expect(try scratch.notifications == 0)
    }

    @Test func aFileOfManyRowsIsTakenInWhole() async throws {
        let scratch = try InboxScratch()
        try scratch.dropRows((1...620).map { InboxScratch.row($0) })
        await scratch.settle()
        #expect(try scratch.notifications == 620)
        #expect(try scratch.events("feedReceived").compactMap { ($0 as? FeedReceived)?.accepted } == [620])
    }

    @Test func aFolderNobodyHasIsToldOnceEverywhere() async throws {
        let scratch = try InboxScratch()
        mkdir(scratch.data + "/inbox/ambulanc", 0o750)
        await scratch.look()
        await scratch.look(after: 5)
        #expect(scratch.news == [.unknownFolder("ambulanc")])
        let status = OperationRunner(scratch.daemon).run(.status, by: .user("test"))
        #expect(status.output.contains("warning: inbox/ambulanc belongs to no source"))
        #expect(status.output.contains("inbox ambulance  0 waiting, 0 in needs-fixing"))
        let report = StartUpReport(
            daemon: scratch.daemon, directories: Directories(data: scratch.data, config: ""), socket: "", withWeb: false
        )
        #expect(report.text.contains("warning  inbox: inbox/ambulanc belongs to no source"))
    }

    @Test func theFoldersAreTheirOwnersAndKeepTheRightsTheyWereGiven() throws {
        let scratch = try InboxScratch()
        func rights(_ folder: String) throws -> Int? {
            try FileManager.default.attributesOfItem(atPath: scratch.data + "/inbox" + folder)[.posixPermissions]
                as? Int
        }
        for folder in ["", "/police", "/police/done", "/police/needs-fixing"] {
            #expect(try rights(folder) == 0o750, "\(folder)")
        }
        chmod(scratch.path("police"), 0o770)
        scratch.inbox.prepare()
        #expect(try rights("/police") == 0o770)
    }
}
