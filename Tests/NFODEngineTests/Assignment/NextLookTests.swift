import Testing

@testable import NFODEngine

/// Rule 27: nobody could take a response; when is it looked again?
@Suite struct NextLookTests {
    /// Ann Monday to Friday 09:00 to 17:00, Ben Tuesdays from 14:00 to 20:00; looked again each hour.
    @Test(arguments: [
        // An hour later somebody is at work.
        ("2021-03-01T10:00:00Z", "2021-03-01T11:00:00Z"),
        // Nobody is then; the next shift begins the day after.
        ("2021-03-01T16:30:00Z", "2021-03-02T09:00:00Z"),
        ("2021-03-01T22:00:00Z", "2021-03-02T09:00:00Z"),
        // Somebody's shift begins before the hour is over.
        ("2021-03-02T13:30:00Z", "2021-03-02T14:00:00Z"),
        ("2021-03-02T08:30:00Z", "2021-03-02T09:00:00Z"),
        // What begins at the very instant has been looked at.
        ("2021-03-02T14:00:00Z", "2021-03-02T15:00:00Z"),
        // Over a weekend, and over the night in which clocks go forward.
        ("2021-03-05T17:00:00Z", "2021-03-08T09:00:00Z"),
        ("2021-03-26T18:00:00Z", "2021-03-29T08:00:00Z"),
    ]) func asShiftsBeginAndEachHourWhileSomebodyIsAtWork(from: String, next: String) throws {
        let team = try TeamFixture.team([
            TeamFixture.worker("ann"),
            TeamFixture.worker("ben", shifts: [TeamFixture.weekly([.tuesday], "14:00", "20:00")]),
        ])
        #expect(team.nextLook(after: ExampleHuddle.instant(from), every: .hours(1)) == ExampleHuddle.instant(next))
    }

    @Test func aDayLaterWhereNobodyHasAShift() throws {
        let start = ExampleHuddle.instant("2021-03-01T10:00:00Z")
        let team = try TeamFixture.team([TeamFixture.worker("ann", isDisabled: true)])
        #expect(team.nextLook(after: start, every: .hours(1)) == start + .days(1))
    }
}
