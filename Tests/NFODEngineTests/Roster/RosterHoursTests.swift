import NFODEngine
import Testing

/// Patterns and changes, held against an oracle that only compares what the clock on the wall shows.
@Suite struct RosterHoursTests {
    private static let workers = ["ana", "ben", "cal", "dot"].map { WorkerID($0) }

    private func compare(_ team: Team, _ entries: [RosterEntry], _ days: Range<Instant>) {
        let oracle = RosterOracle(team: team, entries: entries)
        let window = days.lowerBound - .days(2)..<days.upperBound
        let work = Dictionary(
            uniqueKeysWithValues: Self.workers.map { ($0, team.workHours(of: $0, in: window)) })
        for moment in RosterFixture.quarters(of: days) {
            for worker in Self.workers {
                let isAtWork = oracle.isAtWork(worker, at: moment)
                #expect(team.isOnShift(worker, at: moment) == isAtWork, "\(worker) at \(moment.milliseconds)")
                #expect(work[worker]?.contains { $0.contains(moment) } == isAtWork, "\(worker) \(moment.milliseconds)")
            }
            for role in [RoleID.dutyWorker, .coordinator] {
                let held = Set(team.holders(of: role, at: moment))
                #expect(held == oracle.holders(of: role, at: moment), "\(role) at \(moment.milliseconds)")
            }
        }
    }

    /// Ordinary weeks, holidays, the turn of the year, and the weeks in which the clocks change.
    @Test(arguments: [
        ("2027-06-07", "2027-06-14"), ("2027-03-22", "2027-03-30"), ("2026-10-19", "2026-10-27"),
        ("2027-10-25", "2027-11-02"), ("2026-12-23", "2027-01-06"), ("2027-04-01", "2027-04-08"),
    ])
    func everyQuarterHourOfAWeek(from: String, to: String) throws {
        compare(try RosterFixture.team(), [], try RosterFixture.days(from, to))
    }

    /// Random leave, swaps, part days and overrides, some ended early, some before they began.
    @Test(arguments: 1...40)
    func randomRosters(seed: UInt64) throws {
        var numbers = TeamSeededNumbers(seed: seed)
        let weeks = ["2027-03-24", "2026-10-21", "2027-06-07", "2027-04-02"]
        let start = CalendarFixture.london.startOfDay(try CalendarFixture.date(weeks[Int(seed) % weeks.count]))
        let days = start..<start + .days(6)
        let entries = (1...Int.random(in: 1...9, using: &numbers)).map { id in
            let change = Self.change(in: days, &numbers)
            let isEnded = Int.random(in: 0..<4, using: &numbers) == 0
            let end = change.hours.lowerBound + .minutes(30 * Int64.random(in: -4...40, using: &numbers))
            return RosterEntry(id: RosterEntryID(Int64(id)), changes: [change], endedAt: isEnded ? end : nil)
        }
        let day = CalendarFixture.london.local(start + .days(2)).date
        let leave = seed.isMultiple(of: 3) ? [day...day] : []
        compare(try RosterFixture.team(entries: entries, leave), entries, days)
    }

    private static func change(in days: Range<Instant>, _ numbers: inout TeamSeededNumbers) -> RosterChange {
        let from = days.lowerBound + .minutes(30 * Int64.random(in: 0..<288, using: &numbers))
        let most: Int64 = Int.random(in: 0..<4, using: &numbers) == 0 ? 240 : 60
        let hours = from..<from + .minutes(30 * Int64.random(in: 1...most, using: &numbers))
        let (one, other) = (
            workers[Int.random(in: 0..<4, using: &numbers)], workers[Int.random(in: 0..<4, using: &numbers)]
        )
        let role = [nil, RoleID.dutyWorker, .coordinator][Int.random(in: 0..<3, using: &numbers)]
        switch Int.random(in: 0..<5, using: &numbers) {
        case 0: return .daysAway(one, hours)
        case 1: return .hoursAway(one, hours)
        case 2: return .shift(one, hours)
        case 3: return .duty(role ?? .dutyWorker, one, hours)
        default: return .standIn(.init(worker: one, insteadOf: other, role: role, hours: hours))
        }
    }
}
