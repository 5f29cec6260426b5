import Foundation
import NFODEngine

@testable import NFODDaemon

/// What a kill loop has left behind, held against what its clients and files were told. Goes by `nfodd export links`
/// and the folders of the inbox alone: what somebody sees from outside.
struct KillLoopAudit: Sendable {
    private(set) var acknowledged = 0
    private(set) var rowsDropped = 0
    private(set) var unknown = 0
    private(set) var unknownButStored = 0
    /// Notifications that were answered for, or whose file was taken in, and that are not there.
    private(set) var lost: [String] = []
    /// Notifications that are there twice, overdoses with two cases, and what nobody ever told.
    private(set) var doubled: [String] = []
    /// Cases that hold two overdoses, files that are not where they belong, and whatever else is wrong.
    private(set) var faults: [String] = []

    private var copies: [String: Int] = [:]
    private var cases: [Int: Set<String>] = [:]
    private var overdoses: [String: Set<Int>] = [:]

    init(_ loop: KillLoop) async throws {
        try await read(loop.daemon.run(["export", "links"]).output)
        var told: Set<String> = []
        for post in loop.crowd.posts {
            let reference = KillLoopOverdose.reference(post.number, of: post.source)
            told.insert(reference)
            guard post.answer == nil else {
                acknowledged += 1
                expect(reference)
                continue
            }
            unknown += 1
            unknownButStored += min(1, copies[reference] ?? 0)
        }
        for (source, number) in loop.dropped {
            let reference = KillLoopOverdose.reference(number, of: source)
            told.insert(reference)
            rowsDropped += 1
            expect(reference)
        }
        doubled += copies.filter { $0.value > 1 }.map { "\($0.key) is there \($0.value) times" }
        doubled += copies.keys.filter { !told.contains($0) }.map { "\($0) was never told" }
        doubled += cases.filter { $0.value.count > 1 }.map { "overdose \($0.key) has cases \($0.value.sorted())" }
        faults += overdoses.filter { $0.value.count > 1 }.map { "\($0.key) holds overdoses \($0.value.sorted())" }
        try lookForFiles(loop)
        try await askAgain(loop)
    }

    private mutating func read(_ links: String) throws {
        var reader = CSVReader(rowBytesMax: 65_536)
        for row in try reader.feed(Array(links.utf8)) + reader.finish() {
            guard case .cells(let cells) = row.content, cells.count == 6, cells[0] != "source" else { continue }
            copies[cells[1], default: 0] += 1
            guard let number = KillLoopOverdose.number(of: cells[1]), !cells[2].isEmpty else {
                faults.append("\(cells[1]) has no case")
                continue
            }
            cases[number, default: []].insert(cells[2])
            overdoses[cells[2], default: []].insert(number)
        }
    }

    private mutating func expect(_ reference: String) {
        if copies[reference] == nil { lost.append(reference) }
    }

    /// Each file lies in `done`, once and as it was.
    private mutating func lookForFiles(_ loop: KillLoop) throws {
        var found: [String: [String]] = [:]
        for source in KillLoopOverdose.sources {
            let inbox = "\(Inbox.path(in: loop.daemon.data))/\(source)"
            let names = (try? FileManager.default.contentsOfDirectory(atPath: inbox + "/done")) ?? []
            for name in names {
                let own = name.split(separator: "-").suffix(2).joined(separator: "-")
                found["\(source)/\(own)", default: []].append(
                    try String(contentsOfFile: "\(inbox)/done/\(name)", encoding: .utf8))
            }
            let wrong = (try? FileManager.default.contentsOfDirectory(atPath: inbox + "/needs-fixing")) ?? []
            faults += wrong.map { "\(source): \($0) needs fixing" }
        }
        for (place, text) in loop.files where found[place] != [text] {
            faults.append("\(place) is there \(found[place]?.count ?? 0) times, or not as it was")
        }
    }

    /// Whoever asks again gets the very answer that was given before the kill.
    private mutating func askAgain(_ loop: KillLoop) async throws {
        for post in loop.crowd.posts.suffix(400) {
            guard let before = post.answer else { continue }
            let cells = KillLoopOverdose(number: post.number).row(of: post.source).cells
            let again = try await loop.daemon.post([cells], key: post.key, from: post.source.name)
            if again.status != 201 || again.body != before { faults.append("\(post.key) is answered otherwise") }
        }
    }
}

extension KillLoop {
    /// What a run comes to, in one line.
    func figures(_ audit: KillLoopAudit, _ trace: EndToEndTrace) -> String {
        """
        \(audit.acknowledged) posts acknowledged, \(audit.unknown) unknown (\(audit.unknownButStored) of them stored), \
        \(audit.rowsDropped) rows in \(files.count) files, \(trace.delivered) alerts; \
        \(kills) kills (\(killsWhileStarting) while starting), \
        \(audit.lost.count) lost, \(audit.doubled.count) doubled, \
        \(trace.extraCopies) alerts twice with the same bytes; integrity_check ok \(integrityChecks) times; \
        ready p50 \(milliseconds(0.5)) ms, p99 \(milliseconds(0.99)) ms, max \(milliseconds(1)) ms; seed \(seed)
        """
    }

    private func milliseconds(_ quantile: Double) -> Int {
        let sorted = ready.sorted()
        guard !sorted.isEmpty else { return 0 }
        return Int(sorted[min(sorted.count - 1, Int(Double(sorted.count) * quantile))] / .milliseconds(1))
    }
}
