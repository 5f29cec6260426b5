import Foundation
import NFODConfig
import NFODEngine

/// `nfodd link`: finds people who stand more than once in a list, or in two. Needs no data directory; writes nothing
/// but the files it is told to, for their owner only.
public struct ListLinking: Sendable {
    private let lists: [String]
    private let profilePath: String
    private let outputs: [String]
    private let evidencePath: String?

    /// - Parameters:
    ///   - lists: one or two files.
    ///   - outputs: one file, or one for each list.
    ///   - evidence: nil: reasons are not wanted.
    public init(lists: [String], profile: String, outputs: [String], evidence: String?) {
        precondition((1...2).contains(lists.count) && (1...lists.count).contains(outputs.count))
        self.lists = lists
        profilePath = profile
        self.outputs = outputs
        evidencePath = evidence
    }

    public func run() async -> Answer {
        do { return try await linked() } catch let problems as ListProblems {
            return Answer(errors: problems.lines, exitCode: Failure.wrongUseExit)
        } catch { return Failure.answer(error) }
    }

    private func linked() async throws -> Answer {
        guard let data = FileManager.default.contents(atPath: profilePath),
            let text = String(data: data, encoding: .utf8)
        else { throw DaemonError.fileUnreadable(profilePath) }
        let profile = try ListProfileFile.read(text, file: profilePath)
        let records = try await read(profile)
        // The reader of profiles has looked whether there is room for all its fields.
        guard let linkage = ListLinkage(records: records, profile: profile) else {
            throw DaemonError.fileUnreadable(profilePath)
        }
        let compared = await ListLinking.inParallel(linkage.chunks) { linkage.compare($0) }
        let learnt = linkage.learn(compared)
        let scorer = PairScorer(linkage, model: learnt.model)
        let scored = await ListLinking.inParallel(compared) { scorer.score($0) }
        let list = linkage.group(
            scored, scorer, learnt, pairsCompared: compared.reduce(0) { $0 + $1.pairsCompared },
            withEvidence: evidencePath != nil)
        try write(list)
        return Answer(output: ListSummary(list: list, outputs: outputs, evidence: evidencePath).text)
    }

    private func read(_ profile: ListProfile) async throws -> RecordTable {
        var reading = ListReading(profile: profile)
        for path in lists { try await reading.read(path) }
        let records = try reading.table()
        if outputs.count == 1, let line = doubledName(records) {
            throw ListProblems(problems: [ListProblem(file: lists[1], line: 0, message: line)])
        }
        return records
    }

    /// Two lists that call different records by one name cannot share a file of links.
    private func doubledName(_ records: RecordTable) -> String? {
        guard records.secondListStart < records.count else { return nil }
        let first = Set(records.names[..<records.secondListStart])
        guard records.names[records.secondListStart...].contains(where: first.contains) else { return nil }
        return "records of both lists have the same names; give --out twice, once for each list"
    }

    /// Results in the order of the parts, whichever core was the first.
    private static func inParallel<Part: Sendable, Result: Sendable>(
        _ parts: [Part], _ work: @escaping @Sendable (Part) -> Result
    ) async -> [Result] {
        await withTaskGroup(of: (Int, Result).self) { group in
            for (index, part) in parts.enumerated() { group.addTask { (index, work(part)) } }
            var results: [Result?] = Array(repeating: nil, count: parts.count)
            for await (index, result) in group { results[index] = result }
            return results.compactMap { $0 }
        }
    }

    // MARK: files

    private func write(_ list: LinkedList) throws {
        let label = list.labels
        let ranges =
            outputs.count == 1
            ? [0..<list.records.count] : [0..<list.secondListStart, list.secondListStart..<list.records.count]
        for (path, range) in zip(outputs, ranges) {
            var csv = CSVWriter()
            csv.write(["record", "person"])
            for record in range { csv.write([list.records[record], label[list.person[record]]]) }
            try ReportFile.write(csv.text, as: .text(.csv), to: path)
        }
        guard let evidencePath else { return }
        var csv = CSVWriter()
        csv.write(["record", "other", "outcome", "bits", "why"])
        for pair in list.evidence {
            csv.write([
                list.records[pair.left], list.records[pair.right], pair.outcome.rawValue, ListLinking.tenth(pair.bits),
                pair.sentence,
            ])
        }
        try ReportFile.write(csv.text, as: .text(.csv), to: evidencePath)
    }

    /// With one digit after the point.
    static func tenth(_ bits: Double) -> String {
        let tenths = Int((bits * 10).rounded())
        return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
    }
}

/// What the command says when it is done.
struct ListSummary {
    let list: LinkedList
    let outputs: [String]
    let evidence: String?

    var text: String {
        var lines = [
            "records: \(list.records.count); people: \(list.people); pairs compared: \(list.pairsCompared)",
            learning,
        ]
        if list.blocksDivided > 0 {
            lines.append("\(list.blocksDivided) groups under one key were large and were divided by further fields")
        }
        if list.blocksWindowed > 0 {
            lines.append(
                "\(list.blocksWindowed) groups could not be divided enough: there not every record met every other "
                    + "one; raise blockRecordsMax in the profile, or give more fields")
        }
        if list.unreadableDates > 0 {
            lines.append("\(list.unreadableDates) cells are no date as the profile writes them, and counted as missing")
        }
        let files = (outputs + [evidence].compactMap { $0 }).joined(separator: ", ")
        lines.append("written, for you alone: \(files) (names of records and of people, nothing else from the list)")
        return lines.joined(separator: "\n") + "\n"
    }

    private var learning: String {
        let matches = Int(list.learnt.matches.rounded())
        return switch list.learnt.ending {
        case .converged:

            "learnt from the list itself in \(list.learnt.rounds) rounds: about \(matches) pairs of one person"
        case .roundsUsedUp: "learnt from the list itself, not quite settled: about \(matches) pairs of one person"
        case .tooFewMatches: "too few pairs to learn from: the shipped weights were used"
        case .degenerate:
            "what was learnt contradicts itself, so the shipped weights were used; look whether the columns are right"
        }
    }
}
