import Foundation
import GRDB
import Glibc
import NFODEngine
import Testing

@testable import NFODDaemon

/// A daemon that is killed again and again while clients post, files are dropped for several sources, its clock moves
/// and its alerts go out.
struct KillLoop {
    let daemon: EndToEndDaemon
    let crowd = KillLoopCrowd()
    let seed: UInt64
    private var random: SeededGenerator
    /// The content of each file that was dropped, by its place in the inbox.
    private(set) var files: [String: String] = [:]
    /// What the files told of.
    private(set) var dropped: [(source: SourceID, number: Int)] = []
    private(set) var kills = 0
    private(set) var killsWhileStarting = 0
    /// From the start of the process until it called itself ready.
    private(set) var ready: [Duration] = []
    /// Until it listened.
    private(set) var listening: [Duration] = []
    private(set) var integrityChecks = 0

    init(seed: UInt64) async throws {
        self.seed = seed
        random = SeededGenerator(seed: seed)
        daemon = try await EndToEndDaemon(settings: ["settle: 10s": "settle: 0s", "lookEvery: 5s": "lookEvery: 1s"])
    }

    /// Lives through so many kills, then until everything has arrived, and stops.
    mutating func live(kills: Int) async throws {
        let crowd = crowd
        async let posting: Void = crowd.run()
        do {
            for round in 1...max(kills, 1) {
                try await self.round(killWhileStarting: round.isMultiple(of: 8))
                if round.isMultiple(of: 5) { try checkIntegrity() }
            }
            try await begin()
        } catch {
            crowd.end()
            throw error
        }
        crowd.end()
        try await posting
        // File by file: how long all of them take depends on the machine.
        while case let before = try waiting(), before > 0 {
            try await eventually("one file less than \(before) in the inbox, \(told)") { try waiting() < before }
        }
        try await daemon.settle()
    }

    /// For whoever has to find out why it failed.
    var told: String { "seed \(seed), \(kills) kills" }

    private mutating func round(killWhileStarting: Bool) async throws {
        // What lies there at a start is taken in at once, what comes later at the next look.
        try drop(Int.random(in: 0...2, using: &random))
        let instant = Duration.milliseconds(Int.random(in: 0...500, using: &random))
        kills += 1
        if killWhileStarting {
            killsWhileStarting += 1
            _ = try daemon.spawn()
            try await Task.sleep(for: instant)
            return try await daemon.killNow()
        }
        try await begin()
        let minutes = Int64.random(in: 0...30, using: &random)
        let moved = daemon.beginAdvance(minutes: minutes)
        if Bool.random(using: &random) { try drop(1) }
        try await Task.sleep(for: instant)
        try await daemon.killNow()
        await moved.value
    }

    /// Starts the daemon, waits until it is ready, and lets the clients in.
    private mutating func begin() async throws {
        let start = ContinuousClock.now
        try await daemon.serve()
        listening.append(.now - start)
        try await eventually("the daemon is ready, \(told)") {
            try await daemon.ask("GET", "/readyz", as: "morag").status == 200
        }
        ready.append(.now - start)
        let clients = KillLoopOverdose.sources.prefix(2).map { ($0, daemon.client($0.name)) }
        crowd.open(Dictionary(uniqueKeysWithValues: clients))
    }

    /// Files with overdoses that nobody has told of, and some that another source has posted or is posting.
    private mutating func drop(_ count: Int) throws {
        for _ in 0..<count {
            let source = KillLoopOverdose.sources.randomElement(using: &random) ?? SourceID("ambulance")
            var numbers = Array(crowd.newNumbers(Int.random(in: 1...60, using: &random)))
            let told = Set(dropped.filter { $0.source == source }.map(\.number))
            numbers += crowd.posts.suffix(40).filter { $0.source != source && !told.contains($0.number) }
                .prefix(numbers.count / 4).map(\.number)
            try drop(numbers, of: source)
        }
    }

    private mutating func drop(_ numbers: [Int], of source: SourceID) throws {
        let rows = numbers.map { KillLoopOverdose(number: $0).row(of: source).cells }
        let columns = rows.first.map { $0.keys.sorted() } ?? []
        let lines = [columns] + rows.map { row in columns.map { row[$0] ?? "" } }
        let text = lines.map(CSVWriter.verbatimLine).joined()
        let path = "\(Inbox.path(in: daemon.data))/\(source)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        let name = "feed-\(files.count).csv"
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(path)/\(name).part"))
        guard rename("\(path)/\(name).part", "\(path)/\(name)") == 0 else {
            throw EndToEndFault(what: "cannot drop a file")
        }
        files["\(source)/\(name)"] = text
        dropped += numbers.map { (source, $0) }
    }

    private func waiting() throws -> Int {
        try KillLoopOverdose.sources.reduce(0) { sum, source in
            sum
                + (try FileManager.default.contentsOfDirectory(atPath: "\(Inbox.path(in: daemon.data))/\(source)"))
                .count { $0.hasSuffix(".csv") }
        }
    }

    /// Of a copy, so that recovering after the kill stays the daemon's own work.
    private mutating func checkIntegrity() throws {
        let copy = NSTemporaryDirectory() + "/nfod-copy-" + UUID().uuidString.prefix(8)
        defer { try? FileManager.default.removeItem(atPath: copy) }
        try FileManager.default.createDirectory(atPath: copy, withIntermediateDirectories: true)
        for name in ["nfodd.db", "nfodd.db-wal"] {
            let path = "\(daemon.data)/\(name)"
            guard FileManager.default.fileExists(atPath: path) else { continue }
            try FileManager.default.copyItem(atPath: path, toPath: "\(copy)/\(name)")
        }
        let queue = try DatabaseQueue(path: copy + "/nfodd.db")
        defer { try? queue.close() }
        let found = try queue.read { try String.fetchAll($0, sql: "PRAGMA integrity_check") }
        guard found == ["ok"] else { throw EndToEndFault(what: "\(told): integrity_check says \(found.prefix(5))") }
        integrityChecks += 1
    }
}
