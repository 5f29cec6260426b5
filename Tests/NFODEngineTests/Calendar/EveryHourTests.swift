import NFODEngine
import Testing

/// Issue 5: every hour of 2019 to 2028, both clock changes of each year included, against ``NaiveWall``.
@Suite struct EveryHourTests {
    static let wall = NaiveWall()

    /// What one team's calendar is, said twice: for the engine and for the oracle.
    struct Huddles: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let calendar: HuddleCalendar
        /// By weekday, Monday first.
        let times: [[String]]
        let holidays: Set<String>
        let extra: Set<String>
    }

    static let huddles: [Huddles] = (try? made()) ?? []

    private static func made() throws -> [Huddles] {
        func extra(_ text: String) throws -> CivilDateTime {
            let halves = text.split(separator: " ").map(String.init)
            return CivilDateTime(date: try CalendarFixture.date(halves[0]), time: try CalendarFixture.time(halves[1]))
        }
        let (half, three, eleven) = (
            try CalendarFixture.time("09:30"), try CalendarFixture.time("15:00"), try CalendarFixture.time("11:00")
        )
        let (night, worldCup, goodFriday) = (
            try CalendarFixture.time("01:30"), try CalendarFixture.date("2026-06-15"),
            try CalendarFixture.date("2027-03-26")
        )
        let dundee = HuddleCalendar(
            weekdays: CalendarFixture.weekdays, time: half, holidays: CalendarFixture.dundee,
            zone: CalendarFixture.london)
        let scotland = try CalendarFixture.scotland().changed(adding: [:], removing: [worldCup, goodFriday])
        let mixed = HuddleCalendar(
            times: [.monday: [half], .wednesday: [half], .friday: [half, three], .saturday: [eleven]],
            holidays: scotland, zone: CalendarFixture.london, extraHuddles: [try extra("2026-12-27 14:00")]
        ).calling([try extra("2026-12-28 10:00"), try extra("2021-07-06 16:15")])
        let nightly = HuddleCalendar(
            weekdays: Set(Weekday.allCases), time: night, holidays: CalendarFixture.dundee,
            zone: CalendarFixture.london)
        return [
            Huddles(
                testDescription: "Dundee, Monday to Friday", calendar: dundee,
                times: Array(repeating: ["09:30"], count: 5) + [[], []], holidays: NaiveHolidays.dundee, extra: []),
            Huddles(
                testDescription: "Scotland without two of its days, four days, five times, three more", calendar: mixed,
                times: [["09:30"], [], ["09:30"], [], ["09:30", "15:00"], ["11:00"], []],
                holidays: NaiveHolidays.scotland.subtracting(["2026-06-15", "2027-03-26"]),
                extra: ["2026-12-27 14:00", "2026-12-28 10:00", "2021-07-06 16:15"]),
            Huddles(
                testDescription: "half past one at night, which is skipped in spring and comes twice in autumn",
                calendar: nightly, times: Array(repeating: ["01:30"], count: 7), holidays: NaiveHolidays.dundee,
                extra: []),
        ]
    }

    /// Looks at the wall each quarter of an hour and writes down when a huddle begins.
    private func held(_ team: Huddles) -> [Instant] {
        var begun: Set<String> = []
        var held: [Instant] = []
        for quarter in Self.wall.quarters {
            let isOpen = !team.holidays.contains(quarter.date)
            for time in isOpen ? team.times[quarter.weekday] : [] where quarter.time == time {
                // What the wall shows twice is held once.
                if begun.insert("\(quarter.date) \(time)").inserted { held.append(quarter.at) }
            }
            // The clock jumps from one to two: who was to meet at half past one meets at half past two.
            if isOpen, quarter.time == "02:30", team.times[quarter.weekday].contains("01:30"),
                begun.insert("\(quarter.date) 01:30").inserted
            {
                held.append(quarter.at)
            }
            if team.extra.contains("\(quarter.date) \(quarter.time)"), held.last != quarter.at {
                held.append(quarter.at)
            }
        }
        return held
    }

    @Test(arguments: EveryHourTests.huddles)
    func nextAndPreviousHuddle(team: Huddles) {
        let held = held(team)
        var past = 0
        var hours = 0
        for index in Self.wall.everyHour {
            // Off the hour too: a huddle is never its own next or previous one.
            for offset in [Span.zero, .minutes(30), .seconds(1_801)] {
                let now = Self.wall.quarters[index].at + offset
                while held[past] < now { past += 1 }
                let next = held[past] == now ? held[past + 1] : held[past]
                let previous = team.calendar.previousHuddle(before: now)
                guard team.calendar.nextHuddle(after: now) == next, previous == held[past - 1] else {
                    Issue.record("wrong at \(CalendarFixture.london.iso8601(now))")
                    return
                }
            }
            hours += 1
        }
        #expect(hours == 87_672)
    }

    @Test func thereAreThreeTeams() { #expect(Self.huddles.count == 3) }

    // MARK: working time

    struct Agency: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let calendar: WorkingCalendar
        let weekdays: Set<Int>
        let hours: Range<Int>
        let holidays: Set<String>

        func works(_ quarter: NaiveWall.Quarter) -> Bool {
            weekdays.contains(quarter.weekday) && hours.contains(quarter.hour) && !holidays.contains(quarter.date)
        }
    }

    static let agencies: [Agency] = (try? madeAgencies()) ?? []

    private static func madeAgencies() throws -> [Agency] {
        func agency(
            _ words: String, _ days: Set<Weekday>, _ hours: LocalHours, _ holidays: HolidayCalendar,
            _ naive: Agency.Naive
        ) -> Agency {
            Agency(
                testDescription: words,
                calendar: WorkingCalendar(
                    weekdays: days, hours: hours, holidays: holidays, zone: CalendarFixture.london),
                weekdays: naive.weekdays, hours: naive.hours, holidays: naive.holidays)
        }
        // An agency that keeps Scotland's days, works on 2 January 2026 and has a day of its own.
        let changed = try CalendarFixture.scotland().changed(
            adding: [try CalendarFixture.date("2026-09-14"): "Away day"],
            removing: [try CalendarFixture.date("2026-01-02")])
        return [
            agency(
                "office", CalendarFixture.weekdays, try CalendarFixture.hours("09:00", "17:00"), CalendarFixture.dundee,
                (Set(0...4), 9..<17, NaiveHolidays.dundee)),
            agency(
                "Monday to Saturday until the evening, days added and removed",
                CalendarFixture.weekdays.union([.saturday]), try CalendarFixture.hours("10:00", "20:00"), changed,
                (Set(0...5), 10..<20, NaiveHolidays.scotland.subtracting(["2026-01-02"]).union(["2026-09-14"]))),
            agency(
                "always, but not on holidays", Set(Weekday.allCases), .wholeDay, CalendarFixture.dundee,
                (Set(0...6), 0..<24, NaiveHolidays.dundee)),
        ]
    }

    @Test(arguments: EveryHourTests.agencies)
    func workingTimeBetween(agency: Agency) {
        let quarters = Self.wall.quarters
        var worked = [0]
        worked.reserveCapacity(quarters.count + 1)
        for quarter in quarters { worked.append((worked.last ?? 0) + (agency.works(quarter) ? 1 : 0)) }
        for (hour, index) in Self.wall.everyHour.enumerated() {
            // Spans of an hour to ten days, all of them in turn.
            let end = index + 4 * (1 + hour * 7 % 240)
            let expected = Span.minutes(Int64(worked[end] - worked[index]) * 15)
            let (from, to) = (quarters[index].at, quarters[end].at)
            guard agency.calendar.workingTime(between: from, and: to) == expected else {
                let zone = CalendarFixture.london
                Issue.record("wrong from \(zone.iso8601(from)) to \(zone.iso8601(to))")
                return
            }
        }
    }

    /// Rule 5 on paper: go on to the first quarter in which somebody works, then to the same time on the next such day.
    @Test(arguments: EveryHourTests.agencies.prefix(2))
    func oneWorkingDay(agency: Agency) {
        let quarters = Self.wall.quarters
        for index in Self.wall.everyHour {
            let received = quarters[index...].first(where: agency.works) ?? quarters[index]
            let due = quarters[Self.wall.index(of: received.at)...].first { later in
                later.date != received.date && later.time == received.time && agency.works(later)
            }
            guard agency.calendar.oneWorkingDay(after: quarters[index].at) == due?.at else {
                Issue.record("wrong from \(CalendarFixture.london.iso8601(quarters[index].at))")
                return
            }
        }
    }
}

extension EveryHourTests.Agency {
    typealias Naive = (weekdays: Set<Int>, hours: Range<Int>, holidays: Set<String>)
}
