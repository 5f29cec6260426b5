/// Times as people say them. Whole units are rounded down, so that nobody is shown more time than there is.
public enum TimePhrase {
    /// `45 min`, `2 h 10 min` (under three hours), `15 h`, `1 d 3 h`. A day is 24 elapsed hours. The sign is ignored.
    public static func length(_ span: Span) -> String {
        let minutes = span.milliseconds.magnitude / 60_000
        let (hours, days) = (minutes / 60, minutes / 1_440)
        switch minutes {
        case 0: return "less than 1 min"
        case 1..<60: return "\(minutes) min"
        case 60..<180: return "\(hours) h" + (minutes % 60 == 0 ? "" : " \(minutes % 60) min")
        case 180..<1_440: return "\(hours) h"
        default: return "\(days) d" + (hours % 24 == 0 ? "" : " \(hours % 24) h")
        }
    }

    /// `8 h left`, `due now`, `overdue by 1 d 3 h`.
    public static func remaining(until due: Instant, at now: Instant) -> String {
        if due == now { return "due now" }
        return due > now ? length(due - now) + " left" : "overdue by " + length(now - due)
    }

    /// `Mon 1 Mar 09:30`; with the year where `now` is given and lies in another one.
    public static func moment(_ instant: Instant, in zone: ZoneRules, now: Instant? = nil) -> String {
        let shown = zone.local(instant)
        return day(shown.date, thisYear: now.map { zone.local($0).date.year }) + " " + shown.time.hourAndMinute
    }

    /// `Mon 1 Mar 2021 09:30`
    public static func fullMoment(_ instant: Instant, in zone: ZoneRules) -> String {
        let shown = zone.local(instant)
        return day(shown.date, thisYear: 0) + " " + shown.time.hourAndMinute
    }

    /// `Sun 14:05` for a moment within the next six days, otherwise with its date: a weekday in the past, or more than
    /// six days ahead, would be mistaken for the coming one.
    public static func coming(_ instant: Instant, in zone: ZoneRules, now: Instant) -> String {
        let (shown, today) = (zone.local(instant), zone.local(now).date)
        guard instant >= now, shown.date.dayNumber - today.dayNumber <= 6 else {
            return moment(instant, in: zone, now: now)
        }
        return short(shown.date.weekday) + " " + shown.time.hourAndMinute
    }

    /// `Mon 1 Mar`, or with the year where `thisYear` is given and is another.
    static func day(_ date: CivilDate, thisYear: Int?) -> String {
        let year = thisYear.map { $0 == date.year ? "" : " \(date.year)" } ?? ""
        return "\(short(date.weekday)) \(date.day) \(months[date.month - 1])\(year)"
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private static func short(_ weekday: Weekday) -> String {
        switch weekday {
        case .monday: "Mon"
        case .tuesday: "Tue"
        case .wednesday: "Wed"
        case .thursday: "Thu"
        case .friday: "Fri"
        case .saturday: "Sat"
        case .sunday: "Sun"
        }
    }
}
