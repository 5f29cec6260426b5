import Testing

@testable import NFODEngine

@Suite struct LastShiftTests {
    /// Monday to Friday 09:00 to 17:00, Tuesdays again from 17:00 to 20:00.
    @Test(arguments: [
        // start, due, end of the last shift
        ("2021-03-01T10:00:00Z", "2021-03-01T20:00:00Z", "2021-03-01T17:00:00Z"),
        // It begins before the due time, and ends after it.
        ("2021-03-01T10:00:00Z", "2021-03-01T12:00:00Z", "2021-03-01T17:00:00Z"),
        ("2021-03-01T10:00:00Z", "2021-03-02T09:00:00Z", "2021-03-01T17:00:00Z"),
        ("2021-03-01T10:00:00Z", "2021-03-02T09:00:01Z", "2021-03-02T20:00:00Z"),
        ("2021-03-05T16:00:00Z", "2021-03-08T08:00:00Z", "2021-03-05T17:00:00Z"),
        ("2021-03-01T18:00:00Z", "2021-03-03T08:00:00Z", "2021-03-02T20:00:00Z"),
        ("2021-03-05T18:00:00Z", "2021-03-08T08:00:00Z", nil),
        ("2021-03-01T10:00:00Z", "2021-03-01T10:00:00Z", nil),
        // The night in which clocks go forward lies between.
        ("2021-03-26T12:00:00Z", "2021-03-29T12:00:00Z", "2021-03-29T16:00:00Z"),
    ]) func theLastShiftBeforeContactIsDue(start: String, due: String, end: String?) throws {
        let shifts = [
            try TeamFixture.weekly(TeamFixture.monToFri, "09:00", "17:00"),
            try TeamFixture.weekly([.tuesday], "17:00", "20:00"),
        ]
        let team = try TeamFixture.team([TeamFixture.worker("ann", shifts: shifts)])
        let found = team.lastShiftEnd(
            of: WorkerID("ann"), after: ExampleHuddle.instant(start), before: ExampleHuddle.instant(due))
        #expect(found == end.map(ExampleHuddle.instant))
    }
}
