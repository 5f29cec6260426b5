import NFODEngine
import Testing

/// Leave within a turn of several days: a week on call, an override of a fortnight (rule 29).
@Suite struct LongTurnTests {
    private let week = ("2027-06-07", "2027-06-14")

    private func holders(_ changes: [RosterChange], on day: String, leave: [ClosedRange<CivilDate>] = []) throws
        -> [String]
    {
        let entries = changes.enumerated().map { RosterEntry(id: RosterEntryID(Int64($0 + 1)), changes: [$1]) }
        let team = try RosterFixture.team(entries: entries, leave)
        return team.holders(of: .dutyWorker, at: try CalendarFixture.instant(day + "T12:00:00+01:00")).map(\.name)
    }

    @Test func theDaysOfLeaveFallOutOfItAndTheOthersStay() throws {
        let cal = WorkerID("cal")
        let turn = RosterChange.duty(.dutyWorker, cal, try RosterFixture.days(week.0, week.1))
        let thursday = RosterChange.daysAway(cal, try RosterFixture.days("2027-06-10", "2027-06-11"))
        #expect(try holders([turn], on: "2027-06-10") == ["cal"])
        #expect(try holders([turn, thursday], on: "2027-06-09") == ["cal"])
        #expect(try !holders([turn, thursday], on: "2027-06-10").contains("cal"))
        #expect(try holders([turn, thursday], on: "2027-06-11") == ["cal"])
        let monday = RosterChange.daysAway(cal, try RosterFixture.days("2027-06-07", "2027-06-08"))
        #expect(try !holders([turn, monday], on: "2027-06-07").contains("cal"))
        #expect(try holders([turn, monday], on: "2027-06-08") == ["cal"], "a Monday of leave is no week of it")
    }
}
