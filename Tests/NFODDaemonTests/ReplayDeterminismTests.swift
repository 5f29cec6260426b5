import Foundation
import NFODEngine
import NFODStore
import Testing

@testable import NFODDaemon

/// The same feeds and seed give the same bytes: in one process, in another (where every set and dictionary is ordered
/// otherwise), and, but for case codes, with another seed.
@Suite struct ReplayDeterminismTests {
    private static let last = "2020-01-31"

    @Test func theSeedDecidesEverythingAndNothingElseDoes() async throws {
        async let first = Self.replayHere(seed: 1)
        async let second = Self.replayElsewhere(seed: 1)
        let (here, elsewhere) = (try await first, try await second)
        #expect(here.summary.result.rows > 100)
        #expect(here.links == elsewhere.links)
        #expect(here.firstDifference(from: elsewhere.story) == nil)
        #expect(here.codes == elsewhere.codes)
        let other = try await Self.replayElsewhere(seed: 2)
        #expect(Set(here.codes).isDisjoint(with: other.codes))
        #expect(here.links == other.links)
        #expect(here.withoutCodes.firstDifference(from: other.withoutCodes.story) == nil)
    }

    /// One replay's whole trace.
    struct Trace: Sendable {
        var summary = Replay.Summary()
        var links = ""
        var codes: [String] = []
        /// Each event with all it holds, and each alert with its bytes.
        var story: [String] = []

        /// Codes stand in alerts' ids, by which alerts are sorted.
        var withoutCodes: Trace {
            let places = Dictionary(uniqueKeysWithValues: zip(codes, codes.indices))
            var plain = self
            plain.story = story.map { line in
                line.split(separator: "\"", omittingEmptySubsequences: false).map { piece in
                    piece.split(separator: "-", omittingEmptySubsequences: false).map { part in
                        let word = part.split(separator: "/").last.map(String.init) ?? ""
                        return places[word].map { "case\($0)" } ?? String(part)
                    }.joined(separator: "-")
                }.joined(separator: "\"")
            }.sorted()
            return plain
        }

        func firstDifference(from other: [String]) -> String? {
            if let pair = zip(story, other).first(where: { $0 != $1 }) { return "\(pair.0)\nand\n\(pair.1)" }
            return story.count == other.count ? nil : "\(story.count) lines and \(other.count)"
        }

        init() {}

        init(of root: String) throws {
            let daemon = try ReplayLife.open(root)
            defer { try? daemon.close() }
            links = try LinkExport(daemon.workflow).csv()
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            try daemon.workflow.read { reading in
                story = try reading.tx.events.events(after: 0, limit: 1_000_000).map { event in
                    let payload = try event.payload.map { String(decoding: try encoder.encode($0), as: UTF8.self) }
                    return "\(event.stream) \(event.version) \(event.type) \(event.happenedAt.milliseconds) "
                        + "\(event.stamp.knownAt.milliseconds) \(event.stamp.actor.text) \(payload ?? "")"
                }
                for row in try reading.tx.responses.all() {
                    codes.append(row.code.name)
                    story += try reading.tx.outbox.entries(of: row.id).map {
                        "alert \"\($0.message.id)\" \($0.message.recipient) "
                            + String(decoding: $0.message.body, as: UTF8.self)
                    }
                }
            }
        }
    }

    private static func replayHere(seed: UInt64) async throws -> Trace {
        try await onOwnThread {
            let root = OperationScratch.newPath()
            defer { try? FileManager.default.removeItem(atPath: root) }
            let summary = try ReplayLife.replay(into: root, through: last, seed: seed)
            var trace = try Trace(of: root)
            trace.summary = summary
            return trace
        }
    }

    private static func replayElsewhere(seed: UInt64) async throws -> Trace {
        try await onOwnThread {
            let root = OperationScratch.newPath()
            defer { try? FileManager.default.removeItem(atPath: root) }
            let feeds = ReplayLife.sources.map { "\($0)=" + ReplayLife.path(of: $0) }
            let run = try Program.run(
                ["replay", "--from", ReplayLife.from, "--to", last, "--seed", "\(seed)", "--data", root]
                    + ["--config", OperationScratch.config] + feeds)
            guard run.code == 0 else { throw EndToEndFault(what: "replay: \(run.errors)") }
            return try Trace(of: root)
        }
    }
}
