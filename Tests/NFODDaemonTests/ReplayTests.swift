import Foundation
import NFODEngine
import Testing

@testable import NFODDaemon

/// The four Dundee feeds, 18 November 2019 to 31 May 2021, lived through day by day with nobody acting.
@Suite struct ReplayTests {
    @Test func rule11_everyRowIsAcceptedUnchangedCorrectedOrQuarantined() async throws {
        let outcome = try await ReplayOutcome.whole.value
        let result = outcome.summary.result
        #expect(result.rows == 1_624)
        #expect(result.rows == result.accepted + result.unchanged + result.corrected + result.quarantined)
        #expect(outcome.summary.outsideDays == 0)
        #expect(outcome.summary.alerts > outcome.summary.cases)
    }

    @Test func nothingIsLostAndNobodyIsTakenForSomebodyElse() async throws {
        let outcome = try await ReplayOutcome.whole.value
        let score = try ReplayScore(outcome.links, truth: ReplayLife.path(of: "truth"))
        #expect(score.missing == [])
        #expect(score.unexpected == [])
        #expect(score.falseMerges == [])
        #expect(score.falseIncidentMerges == [])
        #expect(score.personRecall >= 0.90, "recall of people \(score.personRecall)")
        #expect(score.incidentRecall >= 0.85, "recall of overdoses \(score.incidentRecall)")
        print("replay: recall of people \(score.personRecall), of overdoses \(score.incidentRecall)")
    }

    @Test func aScoreThatCannotFailWouldBeNoTest() throws {
        let path = OperationScratch.newPath()
        defer { try? FileManager.default.removeItem(atPath: path) }
        let truth = "source,reference,incident,person,note\na,1,I1,P1,\na,2,I2,P1,\na,3,I3,P2,\na,4,I4,P3,\n"
        try truth.write(toFile: path, atomically: true, encoding: .utf8)
        let links = [("1", "I1", "P1"), ("2", "I1", "P2"), ("3", "I3", "P2"), ("5", "I5", "P5")].map {
            ReplayLink(source: "a", reference: $0, incident: $1, person: $2, status: "new")
        }
        let score = try ReplayScore(links, truth: path)
        #expect(score.missing == ["a 4"])
        #expect(score.unexpected == ["a 5"])
        #expect(score.falseMerges == [#"P2 holds ["P1", "P2"]"#])
        #expect(score.falseIncidentMerges == [#"I1 holds ["I1", "I2"]"#])
        #expect(score.personRecall == 0)
    }

    @Test func verificationHoldsAfterwards() async throws {
        let report = try await ReplayOutcome.whole.value.verification
        #expect(report.holds, "\(report.lines)")
    }

    @Test(
        arguments: [
            (ReplayOutcome.monday, "2021-02-26T09:30:00+00:00", "2021-03-02T09:30:00+00:00"),
            (ReplayOutcome.afterHoliday, "2021-04-02T09:30:00+01:00", "2021-04-07T09:30:00+01:00"),
        ])
    func rule37_theHuddleKnowsTheOneBeforeWhatIsNewAndWhoFellDueUnseen(
        at text: String, previous: String, next: String
    ) async throws {
        let outcome = try await ReplayOutcome.whole.value
        let report = try JSONDecoder().decode(ReplayHuddle.self, from: try #require(outcome.huddles[text]))
        #expect((report.at, report.previousHuddle, report.nextHuddle) == (text, previous, next))
        let at = try #require(Instant(iso8601: text))
        let before = try #require(Instant(iso8601: previous))
        let open = outcome.cases.filter { $0.isOpen(at: at) }

        let new = Set(open.filter { $0.openedAt > before }.map(\.code))
        #expect(new.count >= 3)
        #expect(Set(report.new.map(\.code)) == new)
        #expect(report.new.count == new.count)

        let unseen = open.filter { one in
            guard let due = one.due(knownAt: at) else { return false }
            return due < min(ReplayHuddle.first(after: one.openedAt), at)
        }.map(\.code)
        #expect(!unseen.isEmpty)
        #expect(Set(report.fellDueUnseen) == Set(unseen))
        let overdue = open.filter { ($0.due(knownAt: at) ?? at) < at }.map(\.code)
        #expect(Set(report.overdue.map(\.code)) == Set(overdue))
        #expect(Set(report.overdue.filter(\.fellDueUnseen).map(\.code)) == Set(unseen))
    }

    /// What a source sent between the two huddles stands in a case that is new, or that was there already.
    @Test func theWeekendsRowsAreInTheReport() async throws {
        let outcome = try await ReplayOutcome.whole.value
        let before = try #require(Instant(iso8601: "2021-02-26T09:30:00+00:00"))
        let at = try #require(Instant(iso8601: ReplayOutcome.monday))
        let report = try JSONDecoder().decode(
            ReplayHuddle.self, from: try #require(outcome.huddles[ReplayOutcome.monday]))
        let new = Set(report.new.map(\.code))
        var sent = 0
        for source in ReplayLife.sources {
            let lines = try String(contentsOfFile: ReplayLife.path(of: source), encoding: .utf8)
                .split(whereSeparator: \.isNewline)
            for line in lines where ["2021-02-27", "2021-02-28", "2021-03-01"].contains(where: line.hasSuffix) {
                let key = "\(source) \(line.prefix { $0 != "," })"
                let holder = try #require(outcome.cases.first { $0.notifications.contains(key) && $0.isOpen(at: at) })
                #expect(new.contains(holder.code) || holder.openedAt <= before, "\(key)")
                sent += 1
            }
        }
        #expect(sent >= 3)
    }
}

/// What a test reads of the huddle's report.
struct ReplayHuddle: Decodable {
    struct Item: Decodable {
        let code: String
        let fellDueUnseen: Bool

        enum CodingKeys: String, CodingKey { case fellDueUnseen, code = "case" }
    }

    let at: String
    let previousHuddle: String
    let nextHuddle: String
    let fellDueUnseen: [String]
    let new: [Item]
    let overdue: [Item]

    /// The Mondays to Fridays of these months on which Dundee City Council was closed.
    private static let closed: Set<String> = [
        "2019-12-25", "2019-12-26", "2020-01-01", "2020-04-06", "2020-05-04", "2020-05-25", "2020-07-27", "2020-10-05",
        "2020-12-25", "2020-12-28", "2021-01-01", "2021-04-05", "2021-05-03", "2021-05-31",
    ]

    /// By Foundation's calendar, not by ours: 09:30 on the next working day.
    static func first(after instant: Instant) -> Instant {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(identifier: "Europe/London") ?? .gmt
        let moment = Date(timeIntervalSince1970: Double(instant.milliseconds) / 1_000)
        var day = calendar.startOfDay(for: moment)
        while true {
            let parts = calendar.dateComponents([.year, .month, .day, .weekday], from: day)
            let isWeekend = parts.weekday == 1 || parts.weekday == 7
            let name = [parts.year ?? 0, parts.month ?? 0, parts.day ?? 0]
                .map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: "-")
            if !isWeekend, !closed.contains(name),
                let huddle = calendar.date(bySettingHour: 9, minute: 30, second: 0, of: day), huddle > moment
            {
                return Instant(milliseconds: Int64(huddle.timeIntervalSince1970) * 1_000)
            }
            day = calendar.date(byAdding: .day, value: 1, to: day) ?? day.addingTimeInterval(86_400)
        }
    }
}
