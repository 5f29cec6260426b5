import NFODEngine
import NFODStore
import Testing

@testable import NFODDaemon

/// The machine joins two people because of a later record, and says so (rule 17).
@Suite struct SettledDoubtTests {
    private let ailsa = DaemonFixture.people[0]

    /// The ambulance tells of Ailsa; the police tell of somebody of her name at another door; then a record has both.
    private func settled() throws -> (DaemonFixture, HuddleInput.Review) {
        let fixture = try DaemonFixture()
        try fixture.ambulance(ailsa, "SAS-1", day: 1, time: "02:00", ["CHI": "0211165794"])
        let elsewhere = ["Home Address": "9 Far Lane, Dundee DD5 5EE", "Locus": "9 Far Lane, Dundee DD5 5EE"]
        try fixture.police(ailsa, "PS-1", day: 1, time: "07:00", elsewhere.merging(["Date of Birth": ""]) { $1 })
        let question = try #require(try fixture.reviewList().questions.first)
        try fixture.advance(hours: 1)
        try fixture.ambulance(
            ailsa, "SAS-2", day: 1, time: "07:10",
            [
                "CHI": "0211165794", "Home Address": "9 Far Lane", "Home Postcode": "DD5 5EE",
                "Incident Address": "9 Far Lane", "Incident Postcode": "DD5 5EE",
            ])
        return (fixture, question)
    }

    @Test func rule17_aLateStrongRecordSettlesADoubtAndTheMachineSaysSo() throws {
        let (fixture, question) = try settled()
        #expect(question.candidates.map(\.person) == [PersonID(1)])
        let list = try fixture.reviewList()
        #expect(list.questions.isEmpty)
        let join = try #require(list.joins.first)
        #expect(join.settled == [question.id])
        #expect(Set([join.absorbed, join.into]) == [PersonID(1), PersonID(2)])
        #expect(join.evidence?.sentence.contains("same ") == true)
        let report = try ReportService(fixture.workflow).render(
            .init(kind: .huddle, at: nil, format: "text", withNames: false), by: .user("rhona"))
        let words = report.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(words.contains("FOUND TO BE ONE PERSON (1)"))
        #expect(words.contains("It settles question \(question.id.number)."))
        let shown = try fixture.workflow.read { reading in
            try reading.identity(of: fixtureCase(reading), at: fixture.now)
        }
        #expect(shown.joins == [join])
        #expect(shown.links.map(\.status).contains(.automatic) || shown.links.map(\.status).contains(.exact))
        #expect(shown.links.allSatisfy { $0.evidence != nil || $0.status == .new || $0.status == .automatic })
    }

    private func fixtureCase(_ reading: Reading) throws -> CaseState {
        let all = try reading.tx.responses.all().compactMap { try reading.loadCase($0.id)?.state }
        return try #require(all.first { $0.isOpen && $0.notifications.count > 1 })
    }

    @Test func rule17_takenApartTheQuestionIsAnsweredTheOtherWay() throws {
        let (fixture, _) = try settled()
        let join = try #require(try fixture.reviewList().joins.first)
        try fixture.say(.separate, PageText.label(of: join.absorbed))
        let list = try fixture.reviewList()
        #expect(list.joins.isEmpty)
        #expect(list.questions.isEmpty)
        #expect(try fixture.holds() == [])
    }

    @Test func rule40_anEarlierReportStillAsks() throws {
        let (fixture, question) = try settled()
        let then = fixture.now + .minutes(-30)
        let reviews = try fixture.workflow.read { reading in
            try IdentityView(reading, at: then, isPast: true).questions { _ in nil }
        }
        #expect(reviews.map(\.id) == [question.id])
    }
}
