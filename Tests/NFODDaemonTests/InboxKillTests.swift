import Foundation
import Glibc
import NFODEngine
import NFODStore
import Testing

@testable import NFODDaemon

/// `kill -9` of the real daemon, again and again, while files are dropped: no row is lost or taken twice, no file is
/// lost, and each bad row is named once. `NFOD_INBOX_KILLS` asks for more than the 20 of every day.
@Suite struct InboxKillTests {
    @Test func killedAgainAndAgainNothingIsLostOrDoubled() async throws {
        let kills = ProcessInfo.processInfo.environment["NFOD_INBOX_KILLS"].flatMap { Int($0) } ?? 20
        let seed =
            ProcessInfo.processInfo.environment["NFOD_INBOX_SEED"].flatMap { UInt64($0) } ?? .random(in: 1...9_999)
        var life = try await InboxKillLife(seed: seed)
        try await life.live(kills: kills)
        let found = try life.found()
        let told = "\(kills) kills, \(life.told)"
        #expect(found == life.expected, "\(told)")
        #expect(life.killsOnTheWay > 0, "\(told): no kill hit a file on its way")
        #expect(try life.faults() == [], "\(told)")
        print("inbox, kill -9:", told)
    }
}

/// A daemon that is killed at random moments while somebody drops files into its inbox.
struct InboxKillLife {
    /// What is in the store and in the folders in the end, or should be.
    struct Tally: Equatable {
        var notifications = 0
        var versions = 0
        var rowsPutAside = 0
        var feeds = 0
        var rowsOfFeeds = 0
        var filesDone = 0
        var filesNeedingFixing = 0
        var filesRefused = 0
    }

    private let daemon: EndToEndDaemon
    private let seed: UInt64
    private var random: SeededGenerator
    private(set) var expected = Tally()
    private(set) var killsOnTheWay = 0
    private var contents: [String] = []
    private var badLines: [[Int]] = []
    private var nextRow = 1

    init(seed: UInt64) async throws {
        self.seed = seed
        random = SeededGenerator(seed: seed)
        daemon = try await EndToEndDaemon(settings: ["settle: 10s": "settle: 0s", "lookEvery: 5s": "lookEvery: 1s"])
    }

    var told: String {
        "seed \(seed): \(expected.rowsOfFeeds) rows in \(contents.count) files, "
            + "\(killsOnTheWay) kills with a file under way"
    }

    mutating func live(kills: Int) async throws {
        try await daemon.serve()
        for _ in 0..<kills {
            for _ in 0..<Int.random(in: 0...2, using: &random) where try waiting() < 4 { try drop() }
            try await Task.sleep(for: .milliseconds(Int.random(in: 0...1_200, using: &random)))
            try await daemon.killNow()
            if try isUnderWay() { killsOnTheWay += 1 }
            try await daemon.serve()
        }
        // File by file: how long all of them take depends on the machine.
        while case let before = try waiting(), before > 0 {
            try await eventually("one file less than \(before) in the inbox, \(told)") { try waiting() < before }
        }
        guard try await daemon.stop() == 0 else { throw EndToEndFault(what: "the daemon did not stop well") }
    }

    /// A file with good and bad rows, sometimes one that is nobody's.
    private mutating func drop() throws {
        let number = contents.count
        var text: String
        var bad: [Int] = []
        switch Int.random(in: 0..<8, using: &random) {
        case 0:
            text = "Number;Seen\n\(number)\n"
            expected.filesRefused += 1
            expected.filesNeedingFixing += 1
        default:
            text = InboxScratch.header + "\n"
            let rows = Int.random(in: 0...400, using: &random)
            for line in 2..<2 + rows {
                if Int.random(in: 0..<40, using: &random) == 0 {
                    bad.append(line)
                    text += InboxScratch.badRow + "\n"
                } else {
                    text += InboxScratch.row(nextRow) + "\n"
                    nextRow += 1
                }
            }
            expected.notifications += rows - bad.count
            expected.versions += rows - bad.count
            expected.rowsPutAside += bad.count
            expected.feeds += 1
            expected.rowsOfFeeds += rows
            if bad.isEmpty { expected.filesDone += 1 } else { expected.filesNeedingFixing += 1 }
        }
        contents.append(text)
        badLines.append(bad)
        let path = "\(Inbox.path(in: daemon.data))/ambulance/feed-\(number).csv"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path + ".part"))
        guard rename(path + ".part", path) == 0 else { throw EndToEndFault(what: "cannot drop a file") }
    }

    private func waiting() throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: Inbox.path(in: daemon.data) + "/ambulance").count - 2
    }

    /// The daemon is dead, so its directory can be opened.
    private func isUnderWay() throws -> Bool {
        let opened = try ReplayLife.open(daemon.data)
        defer { try? opened.close() }
        return try opened.store.read { try !$0.inbox.all().isEmpty }
    }

    func found() throws -> Tally {
        let opened = try ReplayLife.open(daemon.data)
        defer { try? opened.close() }
        var tally = Tally()
        try opened.store.read { tx in
            tally.notifications = try tx.notifications.count()
            for event in try tx.events.events(after: 0, limit: 10_000_000) {
                switch event.payload {
                case is NotificationReceived: tally.versions += 1
                case is RowQuarantined: tally.rowsPutAside += 1
                case is FeedRefused: tally.filesRefused += 1
                case let feed as FeedReceived:
                    tally.feeds += 1
                    tally.rowsOfFeeds += feed.rows
                default: break
                }
            }
        }
        tally.filesDone = try names(in: "done").count
        tally.filesNeedingFixing = try names(in: "needs-fixing").filter { !$0.hasSuffix(".reasons.txt") }.count
        return tally
    }

    /// Whatever else is not as it must be: content, reasons, the record itself.
    func faults() throws -> [String] {
        var faults: [String] = []
        let places = try ["done", "needs-fixing"].flatMap { folder in try names(in: folder).map { folder + "/" + $0 } }
        for (number, content) in contents.enumerated() {
            let own = places.filter { $0.hasSuffix("-feed-\(number).csv") }
            guard own.count == 1, let place = own.first, try text(place) == content else {
                faults.append("file \(number) is not there once as it was: \(own)")
                continue
            }
            guard place.hasPrefix("needs-fixing/"), !badLines[number].isEmpty else { continue }
            let named = try text(place + ".reasons.txt").split(separator: "\n").compactMap { line in
                line.hasPrefix("line ") ? Int(line.dropFirst(5).prefix { $0.isNumber }) : nil
            }
            if named != badLines[number] {
                faults.append("file \(number): \(named) are named, not \(badLines[number])")
            }
        }
        let opened = try ReplayLife.open(daemon.data)
        defer { try? opened.close() }
        if try !opened.store.read({ try $0.inbox.all().isEmpty }) { faults.append("files are still under way") }
        let verified = try Verification(opened).run()
        return faults + (verified.holds ? [] : verified.lines)
    }

    private func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "\(Inbox.path(in: daemon.data))/ambulance/\(folder)")
    }

    private func text(_ name: String) throws -> String {
        try String(contentsOfFile: "\(Inbox.path(in: daemon.data))/ambulance/\(name)", encoding: .utf8)
    }
}
