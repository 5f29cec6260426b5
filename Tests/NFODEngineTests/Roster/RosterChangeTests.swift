import NFODEngine
import Testing

@Suite struct RosterChangeTests {
    /// Who holds the duty at some moments, with one change in force each.
    @Test(arguments: [
        ("nothing", "2027-06-08T10:00:00+01:00", "ana"), ("nothing", "2027-06-08T03:00:00+01:00", "ben"),
        // Leave for whole days: the night that begins on Tuesday is not worked, Monday's is worked to its end.
        ("ben away on Tuesday", "2027-06-08T08:59:00+01:00", "ben"),
        ("ben away on Tuesday", "2027-06-08T17:00:00+01:00", ""),
        ("ben away on Tuesday", "2027-06-09T08:00:00+01:00", ""),
        ("ben away on Tuesday", "2027-06-09T21:00:00+01:00", "ben"),
        // A part of a day.
        ("ana away from ten to twelve", "2027-06-08T09:59:59+01:00", "ana"),
        ("ana away from ten to twelve", "2027-06-08T10:00:00+01:00", ""),
        ("ana away from ten to twelve", "2027-06-08T12:00:00+01:00", "ana"),
        // An override goes before whoever the rota names; a swap changes only what was theirs.
        ("cal overrides", "2027-06-09T13:00:00+01:00", "cal"), ("cal overrides", "2027-06-08T10:00:00+01:00", "cal"),
        ("ben for ana", "2027-06-09T11:00:00+01:00", "ben"), ("ben for ana", "2027-06-09T13:00:00+01:00", "ben cal"),
        ("ben for ana", "2027-06-09T18:00:00+01:00", "ben cal"),
        // Somebody disabled can neither override nor stand in: the rota holds.
        ("dot overrides", "2027-06-08T10:00:00+01:00", "ana"), ("dot for ana", "2027-06-08T10:00:00+01:00", "ana"),
    ])
    func duty(change: String, at: String, expected: String) throws {
        let team = try RosterFixture.team(try Self.changes(change))
        let held = team.holders(of: .dutyWorker, at: try CalendarFixture.instant(at))
        #expect(held.map(\.name).sorted().joined(separator: " ") == expected)
    }

    private static func changes(_ name: String) throws -> [RosterChange] {
        let week = try RosterFixture.days("2027-06-07", "2027-06-14")
        switch name {
        case "ben away on Tuesday":
            return [.daysAway(RosterFixture.ben, try RosterFixture.days("2027-06-08", "2027-06-09"))]
        case "ana away from ten to twelve":
            let hours = try RosterFixture.hours("2027-06-08T10:00:00+01:00", "2027-06-08T12:00:00+01:00")
            return [.hoursAway(RosterFixture.ana, hours)]
        case "cal overrides": return [.duty(.dutyWorker, RosterFixture.cal, week)]
        case "dot overrides": return [.duty(.dutyWorker, RosterFixture.dot, week)]
        case "ben for ana":
            return [.standIn(.init(worker: RosterFixture.ben, insteadOf: RosterFixture.ana, role: nil, hours: week))]
        case "dot for ana":
            return [.standIn(.init(worker: RosterFixture.dot, insteadOf: RosterFixture.ana, role: nil, hours: week))]
        default: return []
        }
    }

    /// Ana's Tuesday for Ben's Friday night, shifts and duty alike; afterwards all is as before.
    @Test func aSwapIsTwoStandInsMadeAndEndedTogether() throws {
        let tuesday = try RosterFixture.days("2027-06-08", "2027-06-09")
        let friday = try RosterFixture.hours("2027-06-11T17:00:00+01:00", "2027-06-12T09:00:00+01:00")
        let (ana, ben) = (RosterFixture.ana, RosterFixture.ben)
        let swap = [
            RosterChange.standIn(.init(worker: ben, insteadOf: ana, role: nil, hours: tuesday)),
            .standIn(.init(worker: ana, insteadOf: ben, role: nil, hours: friday)),
        ]
        let team = try RosterFixture.team(entries: [RosterEntry(id: RosterEntryID(1), changes: swap)])
        let (noon, night) = (
            try CalendarFixture.instant("2027-06-08T12:00:00+01:00"),
            try CalendarFixture.instant("2027-06-11T23:00:00+01:00")
        )
        #expect(team.holders(of: .dutyWorker, at: noon) == [ben])
        #expect(team.isOnShift(ben, at: noon) && !team.isOnShift(ana, at: noon))
        #expect(team.holders(of: .dutyWorker, at: night) == [ana])
        #expect(team.isOnShift(ana, at: night) && !team.isOnShift(ben, at: night))
        let undone = try RosterFixture.team(
            entries: [RosterEntry(id: RosterEntryID(1), changes: swap, endedAt: tuesday.lowerBound)])
        #expect(undone.holders(of: .dutyWorker, at: noon) == [ana])
        #expect(undone.isOnShift(ana, at: noon) && undone.isOnShift(ben, at: night))
    }

    @Test func leaveThatIsEndedLetsThemWorkTheRestOfTheDay() throws {
        let away = RosterChange.daysAway(RosterFixture.ana, try RosterFixture.days("2027-06-08", "2027-06-10"))
        let back = try CalendarFixture.instant("2027-06-08T13:00:00+01:00")
        let team = try RosterFixture.team(
            entries: [RosterEntry(id: RosterEntryID(1), changes: [away], endedAt: back)])
        #expect(!team.isOnShift(RosterFixture.ana, at: back - .minutes(1)))
        #expect(team.shiftTimeLeft(RosterFixture.ana, at: back) == .hours(4))
        #expect(team.isOnShift(RosterFixture.ana, at: back + .hours(21)))
    }

    /// Turns out of a rota tool's calendar stand beside the weekly ones; its shifts beside the weekly shifts.
    @Test func calendarsOfRotaTools() throws {
        let sunday = try RosterFixture.hours("2027-06-13T09:00:00+01:00", "2027-06-13T17:00:00+01:00")
        let shift = CalendarShift(worker: RosterFixture.ana, hours: sunday)
        let base = try RosterFixture.team()
        let noon = sunday.lowerBound + .hours(3)
        #expect(base.holders(of: .dutyWorker, at: noon).isEmpty)
        let onDuty = base.changing(
            by: Roster(calendars: [RotaCalendarID("tool"): CalendarHours(role: .dutyWorker, shifts: [shift])]))
        #expect(onDuty.holders(of: .dutyWorker, at: noon) == [RosterFixture.ana])
        #expect(!onDuty.isOnShift(RosterFixture.ana, at: noon))
        let atWork = base.changing(
            by: Roster(calendars: [RotaCalendarID("tool"): CalendarHours(role: nil, shifts: [shift])]))
        #expect(atWork.isOnShift(RosterFixture.ana, at: noon))
        #expect(atWork.holders(of: .dutyWorker, at: noon).isEmpty)
    }
}
