import NFODConfig
import NFODEngine
import Testing

/// `escalation.yaml`: the shipped ladder, and every dead end refused with its line.
@Suite struct LadderFileTests {
    private static func read(_ text: String) -> (ladder: LadderPolicy?, problems: [Problem]) {
        let list = ProblemList()
        return (LadderFile.read(text, list: list), list.problems)
    }

    private static func ladder(_ levels: String) -> String {
        "ladder: adult\nacknowledgementHolds: 4h\nrepeatLastEvery: 2h\nrepeatLastFor: 24h\nlevels:" + levels
    }

    private static func level(_ at: String, tell: String = "owner", last: Bool = false, gather: String? = nil) -> String
    {
        let more = (last ? ", last: true" : "") + (gather.map { ", gather: \($0)" } ?? "")
        return "\n  - { name: a, at: { \(at) }, tell: [\(tell)]\(more) }"
    }

    @Test func theShippedLadderIsAsItsCommentsSay() throws {
        let (ladder, problems) = Self.read(try ConfigurationCopy.text("escalation.yaml"))
        #expect(problems == [])
        let policy = try #require(ladder)
        #expect(
            policy.levels.map(\.start) == [
                .init(.overdose, .zero), .init(.levelBefore, .hours(8)), .init(.overdose, .hours(24)),
                .init(.contactDue, -.hours(24)), .init(.contactDue, -.hours(12)), .init(.contactDue, .zero),
            ])
        #expect(policy.levels.map(\.isLast) == [false, false, false, false, true, true])
        #expect(
            policy.levels.map(\.gathersFor) == [nil, .minutes(10), .minutes(10), nil, nil, nil],
            "neither the first news of a case nor what comes late")
        #expect(policy.levels.last?.audience == [.role(.coordinator), .role(RoleID("duty-manager"))])
        #expect(policy.levels.allSatisfy { $0.meanwhile != nil })
        #expect(policy.acknowledgementHolds == .hours(4))
        #expect(policy.lastLevelRepeatsEvery == .hours(2) && policy.lastLevelRepeatsFor == .hours(24))
    }

    struct DeadEnd: Sendable, CustomTestStringConvertible {
        let levels: String
        let line: Int
        let message: String
        var testDescription: String { message }
    }

    static let deadEnds = [
        DeadEnd(levels: " []", line: 1, message: "a ladder without levels tells nobody"),
        DeadEnd(levels: level("overdose: 0h"), line: 6, message: "the last level needs 'last: true'"),
        DeadEnd(
            levels: level("afterLevelBefore: 1h") + level("afterDue: 0h", last: true), line: 6,
            message: "the first level has no level before it"),
        DeadEnd(
            levels: level("overdose: 24h") + level("overdose: 12h", last: true), line: 7,
            message: "fires before a level that stands above it"),
        DeadEnd(
            levels: level("beforeDue: 4h") + level("beforeDue: 12h", last: true), line: 7,
            message: "fires before a level that stands above it"),
        DeadEnd(
            levels: level("overdose: 0h") + level("overdose: 4h", last: true) + level("overdose: 8h")
                + level("afterDue: 0h", last: true), line: 8, message: "stands after a level with 'last: true'"),
        DeadEnd(levels: level("overdose: 0h", tell: "", last: true), line: 6, message: "tells nobody"),
        DeadEnd(
            levels: level("overdose: 0h", tell: "owner, agency", last: true), line: 6,
            message: "expected owner, role:NAME, agency:NAME or worker:NAME, found 'agency'"),
        DeadEnd(
            levels: level("overdose: 0h", tell: "everybody", last: true), line: 6,
            message: "expected owner, role:NAME, agency:NAME or worker:NAME"),
        DeadEnd(levels: level("overdose: 0h, afterDue: 0h", last: true), line: 6, message: "give exactly one of"),
        DeadEnd(
            levels: level("overdose: 0h", last: true).replacing(
                "last", with: "meanwhile: \(String(repeating: "x", count: 161)), last"), line: 6,
            message: "expected one line of 160 characters at most"),
        DeadEnd(
            levels: level("overdose: 0h", last: true, gather: "10m"), line: 6,
            message: "a level with 'last: true' waits for nothing"),
        DeadEnd(
            levels: level("overdose: 0h", gather: "61m") + level("overdose: 2h", last: true), line: 6,
            message: "expected 1m to 1h"),
        DeadEnd(
            levels: level("overdose: 0h", gather: "59s") + level("overdose: 2h", last: true), line: 6,
            message: "expected 1m to 1h"),
        DeadEnd(
            levels: level("overdose: 0h", gather: "soon") + level("overdose: 2h", last: true), line: 6,
            message: "expected a length of time"),
        DeadEnd(levels: level("overdose: -1h", last: true), line: 6, message: "expected a length of time"),
        DeadEnd(levels: level("overdoze: 1h", last: true), line: 6, message: "did you mean 'overdose'?"),
    ]

    @Test(arguments: deadEnds) func aDeadEndIsRefusedWithItsLine(_ deadEnd: DeadEnd) {
        let (ladder, problems) = Self.read(Self.ladder(deadEnd.levels))
        #expect(ladder == nil)
        #expect(problems.contains { $0.message.contains(deadEnd.message) && $0.line == deadEnd.line }, "\(problems)")
    }

    /// A running ladder keeps the words it started with, this one too.
    @Test func whatGathersIsPartOfAPolicysName() throws {
        let names = try [nil, "10m", "20m"].map { gather in
            let text = Self.ladder(Self.level("overdose: 0h", gather: gather) + Self.level("overdose: 2h", last: true))
            return try #require(Self.read(text).ladder).hash
        }
        #expect(Set(names).count == 3)
    }

    @Test func everyKindOfAudienceIsRead() throws {
        let text = Self.ladder(Self.level("overdose: 0h", tell: "owner, role:a, agency:b, worker:c", last: true))
        let audience = try #require(Self.read(text).ladder?.levels.first?.audience)
        #expect(audience == [.owner, .role(RoleID("a")), .agency(AgencyID("b")), .worker(WorkerID("c"))])
        #expect(audience.map { Audience(text: $0.text) } == audience)
    }

    @Test func repeatsThatHelpNobodyAreRefused() {
        let text = Self.ladder(Self.level("overdose: 0h", last: true))
            .replacing("repeatLastEvery: 2h", with: "repeatLastEvery: 4m")
        #expect(Self.read(text).problems.map(\.line) == [3])
    }

    @Test func rule33_thePolicyIsNamedByWhatItSaysNotByHowItIsWritten() throws {
        let text = Self.ladder(Self.level("overdose: 0h", last: true))
        let policy = try #require(Self.read(text).ladder)
        #expect(Self.read("# a comment\n" + text).ladder?.hash == policy.hash)
        #expect(Self.read(text.replacing("overdose: 0h", with: "overdose: 1h")).ladder?.hash != policy.hash)
        #expect(Self.read(text.replacing("[owner]", with: "[role:coordinator]")).ladder?.hash != policy.hash)
        #expect(Self.read(text.replacing("repeatLastFor: 24h", with: "repeatLastFor: 25h")).ladder?.hash != policy.hash)
        #expect(Self.read(text.replacing("last: true", with: "last: true, meanwhile: x")).ladder?.hash != policy.hash)
    }
}
