import NFODDaemon
import NFODEngine
import NFODStore
import Testing

/// Rule 40: a report for an earlier instant shows what was known then, about people as well as about responses.
@Suite struct PastReportTests {
    private func reviews(_ fixture: DaemonFixture, at: Instant? = nil) throws -> Int {
        (try fixture.report(at: at)["reviews"] as? [Any])?.count ?? -1
    }

    private func person(_ fixture: DaemonFixture, _ code: CaseCode, at: Instant? = nil) throws -> String? {
        try fixture.line(code, at: at)["person"] as? String
    }

    private func overdoses(_ fixture: DaemonFixture, _ code: CaseCode, at: Instant? = nil) throws -> Int? {
        try fixture.line(code, at: at)["overdosesThisYear"] as? Int
    }

    @Test func rule40_mergesReviewsAndWishesAreShownAsTheyWereKnownThen() throws {
        let fixture = try DaemonFixture()
        let (first, second, review) = try fixture.twoPeopleWhoMayBeOne()
        try fixture.run(.wishes, first.code) {
            $0.way = "spoken"
            $0.femaleWorker = "yes"
        }
        let apart = fixture.now
        try fixture.advance(hours: 1)
        try fixture.confirm(review)
        let together = fixture.now
        try fixture.advance(hours: 1)
        #expect(try reviews(fixture) == 0)
        #expect(try person(fixture, second.code) == person(fixture, first.code))
        #expect(try overdoses(fixture, second.code) == 2)

        #expect(try reviews(fixture, at: apart) == 1)
        #expect(try person(fixture, second.code, at: apart) != person(fixture, first.code, at: apart))
        #expect(try overdoses(fixture, second.code, at: apart) == 1)
        #expect(try fixture.cautions(second.code, at: apart) == [])
        #expect(try fixture.line(second.code, at: apart)["hasOpenReview"] as? Bool == true)

        try fixture.undo(review)
        try fixture.advance(hours: 1)
        #expect(try reviews(fixture) == 1)
        #expect(try fixture.cautions(second.code) == [])
        #expect(try reviews(fixture, at: together) == 0)
        #expect(try overdoses(fixture, second.code, at: together) == 2)
        #expect(try fixture.cautions(second.code, at: together) == ["femaleWorker"])
        #expect(try fixture.line(second.code, at: together)["hasOpenReview"] as? Bool == false)
    }

    @Test func rule4and5_theGoalsBesideTheDueTimeStandInTheReport() throws {
        let fixture = try DaemonFixture()
        // Told on Monday of an overdose on Friday morning: an hour is left.
        try fixture.ambulance(["Call Date": "26/02/2021", "Call Time": "11:00"])
        let code = try fixture.onlyCase().code
        try fixture.run(.assign, code) { $0.worker = "worker-1" }
        func goals() throws -> [String: String] {
            let goals = try fixture.line(code)["goals"] as? [[String: Any]] ?? []
            return Dictionary(
                uniqueKeysWithValues: goals.compactMap { goal in
                    guard let kind = goal["kind"] as? String, let standing = goal["standing"] as? String else {
                        return nil
                    }
                    return (kind, standing)
                })
        }
        let before = try goals()
        #expect(before["contactAfterNotification"] == "running")
        #expect(before["contactAfterReferral"] == "running")
        try fixture.advance(hours: 30)
        #expect(try goals()["contactAfterNotification"] == "missed")
        #expect(try goals()["contactAfterReferral"] == "missed")
        let text = try ReportService(fixture.workflow).render(
            .init(kind: .overdue, at: nil, format: "text", withNames: false), by: .user("morag"))
        #expect(text.contains("Goal: spoken with within a working day of the referral: missed"))
    }
}
