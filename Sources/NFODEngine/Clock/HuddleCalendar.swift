/// When the huddle meets: on some weekdays at local times of theirs, not on holidays, and whenever an extra one is
/// called.
public struct HuddleCalendar: Equatable, Sendable {
    /// The local times of each weekday on which it meets; never an empty set.
    public let times: [Weekday: Set<CivilTime>]
    public let holidays: HolidayCalendar
    public let zone: ZoneRules
    /// Huddles beside the pattern, in local time; they are held on holidays and weekends too.
    public let extraHuddles: Set<CivilDateTime>
    /// How long a huddle is taken to last from its start, since nobody says when it is over; zero: not at all.
    public let lasts: Span

    /// At least one weekday with a time: a team that never meets has no huddle calendar.
    public init(
        times: [Weekday: Set<CivilTime>], holidays: HolidayCalendar, zone: ZoneRules,
        extraHuddles: Set<CivilDateTime> = [], lasts: Span = .zero
    ) {
        self.times = times.filter { !$0.value.isEmpty }
        precondition(!self.times.isEmpty, "a huddle calendar without weekdays has no next huddle")
        self.holidays = holidays
        self.zone = zone
        self.extraHuddles = extraHuddles
        self.lasts = lasts
    }

    /// At one time on all its weekdays.
    public init(
        weekdays: Set<Weekday>, time: CivilTime, holidays: HolidayCalendar, zone: ZoneRules,
        extraHuddles: Set<CivilDateTime> = []
    ) {
        self.init(
            times: Dictionary(uniqueKeysWithValues: weekdays.map { ($0, [time]) }), holidays: holidays, zone: zone,
            extraHuddles: extraHuddles)
    }

    /// The days of the week on which it meets.
    public var weekdays: Set<Weekday> { Set(times.keys) }

    /// The time at which it meets on most weekdays; of several the earliest.
    public var usualTime: CivilTime {
        let days = Dictionary(times.values.joined().map { ($0, 1) }, uniquingKeysWith: +)
        return days.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key ?? .midnight
    }

    public func isHuddleDay(_ date: CivilDate) -> Bool {
        isInPattern(date) || extraHuddles.contains { $0.date == date }
    }

    /// The huddles of one local day in order: usually none or one.
    public func huddles(on date: CivilDate) -> [Instant] {
        var wall = Set(extraHuddles.filter { $0.date == date })
        if isInPattern(date) {
            for time in times[date.weekday] ?? [] { wall.insert(CivilDateTime(date: date, time: time)) }
        }
        return Set(wall.map(zone.instant)).sorted()
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

    /// When the huddle began that is on at `instant`; nil where none is.
    public func underWay(at instant: Instant) -> Instant? {
        guard lasts > .zero else { return nil }
        let last = previousHuddle(before: instant + Span(milliseconds: 1))
        return instant < last + lasts ? last : nil
    }

    /// The same local time on the next day of the pattern; from a day on which nobody works, counted from the first
    /// huddle of the pattern after it. An extra huddle makes no working day.
    public func oneWorkingDay(after instant: Instant) -> Instant {
        let local = zone.local(instant)
        let isWorked = isInPattern(local.date)
        let from = isWorked ? local.date : nextInPattern(after: local.date)
        let time = isWorked ? local.time : times[from.weekday]?.min() ?? usualTime
        return zone.instant(CivilDateTime(date: nextInPattern(after: from), time: time))
    }

    private func nextInPattern(after date: CivilDate) -> CivilDate {
        var next = date.adding(days: 1)
        while !isInPattern(next) { next = next.adding(days: 1) }
        return next
    }

    /// The same calendar with one more huddle.
    public func calling(_ extra: CivilDateTime) -> HuddleCalendar { calling([extra]) }

    /// The same calendar with these huddles beside its own.
    public func calling(_ extra: some Sequence<CivilDateTime>) -> HuddleCalendar {
        HuddleCalendar(
            times: times, holidays: holidays, zone: zone, extraHuddles: extraHuddles.union(extra), lasts: lasts)
    }

    /// The years touched between the two instants whose holidays nobody has entered.
    public func holidayGaps(from start: Instant, through end: Instant) -> [HolidayGap] {
        let first = zone.local(start).date.year
        return holidays.gaps(in: first...max(first, zone.local(end).date.year))
    }

    /// A day on which it would meet if it were no holiday.
    public func isClosed(_ date: CivilDate) -> Bool { times[date.weekday] != nil && !isHuddleDay(date) }

    private func isInPattern(_ date: CivilDate) -> Bool {
        times[date.weekday] != nil && !holidays.isHoliday(date)
    }
}
