import NFODEngine
import Testing

@testable import NFODDaemon

/// Rule 2, where a source tells no time at all: the due time must not be later than the truth allows.
@Suite struct UnknownTimeTests {
    /// A notification of the hospital's that came alone.
    private func attendance(_ number: String, _ arrived: String, to fixture: DaemonFixture) throws {
        let cells = [
            "Attendance": number, "Patient": "TESTPERSON, Ailsa \(number)", "Birth Date": "1985-02-01",
            "Arrived": arrived,
        ]
        _ = try fixture.daemon.intake.ingest(
            SourceID("hospital"), cells: cells, by: .source(SourceID("hospital")))
    }

    @Test func rule2_aNotificationThatCameAloneSaysNothingOfWhenTheNextOverdoseWas() throws {
        let fixture = try DaemonFixture()
        try attendance("A1", "2021-03-01T08:00+00:00", to: fixture)
        try fixture.daemon.scheduler.advance(to: fixture.now + .minutes(5))
        try attendance("A2", "", to: fixture)
        let state = try #require(try fixture.cases().last)
        #expect(state.overdose.earliest == fixture.now - .hours(48))
        #expect(try Verification(fixture.daemon).run().holds)
    }

    @Test func rule2_aSecondFileMinutesAfterTheDailyOneSaysNothingEither() throws {
        let fixture = try DaemonFixture()
        let header =
            "Attendance,CHI Number,Patient,Birth Date,Sex,Arrived,Departed,Diagnosis,Self Harm,Postcode,"
            + "Outcome,Sent\n"
        _ = try fixture.ingest("hospital", header)
        try fixture.daemon.scheduler.advance(to: fixture.now + .minutes(5))
        _ = try fixture.ingest("hospital", header + "A2,,\"TESTPERSON, Ailsa\",1985-02-01,F,,,,,,,\n")
        #expect(try fixture.onlyCase().overdose.earliest == fixture.now - .hours(48))
        #expect(try Verification(fixture.daemon).run().holds)
    }
}
