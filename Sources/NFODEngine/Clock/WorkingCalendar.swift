/// When one agency works: some weekdays, one stretch of hours, not on its holidays.
public struct WorkingCalendar: Equatable, Sendable {
    public let weekdays: Set<Weekday>
    /// Belong to the day they begin on. Not empty on any day of the zone, clock changes included.
    public let hours: LocalHours
    public let holidays: HolidayCalendar
    public let zone: ZoneRules

    public init(weekdays: Set<Weekday>, hours: LocalHours, holidays: HolidayCalendar, zone: ZoneRules) {
        precondition(!weekdays.isEmpty, "an agency that never works has no next working day")
        self.weekdays = weekdays
        self.hours = hours
        self.holidays = holidays
        self.zone = zone
    }

    public func isWorkingDay(_ date: CivilDate) -> Bool {
        weekdays.contains(date.weekday) && !holidays.isHoliday(date)
    }

    /// The softer clock of rule 5: one working day from a referral.
    ///
    /// A referral counts as received at once in working hours, otherwise when the agency next opens. It is due at the
    /// same local time on the working day after the one it counts as received on. Monday 14:00 is due on Tuesday 14:00;
    /// Friday 18:00 counts from Monday 09:00 and is due on Tuesday 09:00.
    public func oneWorkingDay(after referral: Instant) -> Instant {
        var day = zone.local(referral).date.adding(days: -1)
        while !isWorkingDay(day) || hours.stretch(from: day, in: zone).upperBound <= referral {
            day = day.adding(days: 1)
        }
        let received = zone.local(max(referral, hours.stretch(from: day, in: zone).lowerBound))
        var next = day.adding(days: 1)
        while !isWorkingDay(next) { next = next.adding(days: 1) }
        let daysIn = received.date.dayNumber - day.dayNumber
        return zone.instant(CivilDateTime(date: next.adding(days: daysIn), time: received.time))
    }

    /// Elapsed time inside working hours from `start` to `end`; zero when `end` is not after `start`.
    public func workingTime(between start: Instant, and end: Instant) -> Span {
        guard start < end else { return .zero }
        var total = Span.zero
        var day = zone.local(start).date.adding(days: -1)
        let lastDay = zone.local(end).date
        while day <= lastDay {
            if isWorkingDay(day) {
                let inside = hours.stretch(from: day, in: zone).clamped(to: start..<end)
                total = total + (inside.upperBound - inside.lowerBound)
            }
            day = day.adding(days: 1)
        }
        return total
    }
}
