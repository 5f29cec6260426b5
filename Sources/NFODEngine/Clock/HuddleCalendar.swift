/// When the huddle meets: on some weekdays at one local time, not on holidays, and whenever an extra one is called.
public struct HuddleCalendar: Equatable, Sendable {
    public let weekdays: Set<Weekday>
    public let time: CivilTime
    public let holidays: HolidayCalendar
    public let zone: ZoneRules
    /// Huddles beside the pattern, in local time; they are held on holidays and weekends too.
    public let extraHuddles: Set<CivilDateTime>

    /// At least one weekday: a team that never meets has no huddle calendar.
    public init(
        weekdays: Set<Weekday>, time: CivilTime, holidays: HolidayCalendar, zone: ZoneRules,
        extraHuddles: Set<CivilDateTime> = []
    ) {
        precondition(!weekdays.isEmpty, "a huddle calendar without weekdays has no next huddle")
        self.weekdays = weekdays
        self.time = time
        self.holidays = holidays
        self.zone = zone
        self.extraHuddles = extraHuddles
    }

    public func isHuddleDay(_ date: CivilDate) -> Bool {
        isInPattern(date) || extraHuddles.contains { $0.date == date }
    }

    /// The huddles of one local day in order: usually none or one.
    public func huddles(on date: CivilDate) -> [Instant] {
        var times = Set(extraHuddles.filter { $0.date == date })
        if isInPattern(date) { times.insert(CivilDateTime(date: date, time: time)) }
        return Set(times.map(zone.instant)).sorted()
    }

    /// The first huddle strictly after `instant`.
    public func nextHuddle(after instant: Instant) -> Instant {
        var date = zone.local(instant).date
        while true {
            if let huddle = huddles(on: date).first(where: { $0 > instant }) { return huddle }
            date = date.adding(days: 1)
        }
    }

    /// The last huddle strictly before `instant`, as the calendar stands now.
    public func previousHuddle(before instant: Instant) -> Instant {
        var date = zone.local(instant).date
        while true {
            if let huddle = huddles(on: date).last(where: { $0 < instant }) { return huddle }
            date = date.adding(days: -1)
        }
    }

    /// The same local time on the next day of the pattern; from a day on which nobody works, counted from the next
    /// huddle of the pattern.
    public func oneWorkingDay(after instant: Instant) -> Instant {
        let local = zone.local(instant)
        let isWorked = isInPattern(local.date)
        let from = isWorked ? local.date : nextInPattern(after: local.date)
        let due = CivilDateTime(date: nextInPattern(after: from), time: isWorked ? local.time : time)
        return zone.instant(due)
    }

    private func nextInPattern(after date: CivilDate) -> CivilDate {
        var next = date.adding(days: 1)
        while !isInPattern(next) { next = next.adding(days: 1) }
        return next
    }

    /// The same calendar with one more huddle.
    public func calling(_ extra: CivilDateTime) -> HuddleCalendar {
        HuddleCalendar(
            weekdays: weekdays, time: time, holidays: holidays, zone: zone, extraHuddles: extraHuddles.union([extra]))
    }

    /// The years touched between the two instants whose holidays nobody has entered.
    public func holidayGaps(from start: Instant, through end: Instant) -> [HolidayGap] {
        let first = zone.local(start).date.year
        return holidays.gaps(in: first...max(first, zone.local(end).date.year))
    }

    private func isInPattern(_ date: CivilDate) -> Bool {
        weekdays.contains(date.weekday) && !holidays.isHoliday(date)
    }
}
