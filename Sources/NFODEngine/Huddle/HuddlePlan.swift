/// The huddles of the coming days, why some days have none, and what is not known about them. A pure value.
public struct HuddlePlan: Equatable, Sendable {
    public struct Meeting: Hashable, Sendable {
        public let at: Instant
        public let origin: Origin
    }

    /// Why there is a huddle.
    public enum Origin: Hashable, Sendable {
        /// By its weekday.
        case calendar
        /// The configuration names it.
        case extra
        /// A person called it.
        case called(HuddleCalled.Why)
    }

    /// A day of the calendar on which nobody meets.
    public struct Closed: Hashable, Sendable {
        public let date: CivilDate
        /// Of the holiday.
        public let name: String
    }

    public let from: Instant
    public let days: Int
    /// Soonest first.
    public let meetings: [Meeting]
    public let closed: [Closed]
    /// Years touched whose holidays nobody has entered.
    public let gaps: [HolidayGap]
    private let zone: ZoneRules

    /// - Parameters:
    ///   - calendar: with those that were called.
    ///   - configured: as it is without them.
    ///   - called: by instant.
    ///   - days: the local day of `now` is the first.
    public init(
        _ calendar: HuddleCalendar, configured: HuddleCalendar, called: [Instant: HuddleCalled.Why], from now: Instant,
        days: Int
    ) {
        let first = calendar.zone.local(now).date
        let dates = (0..<max(1, days)).map { first.adding(days: $0) }
        from = now
        self.days = days
        zone = calendar.zone
        meetings = dates.flatMap { date in
            let own = Set(configured.huddles(on: date))
            let pattern = HuddlePlan.pattern(configured, on: date)
            return calendar.huddles(on: date).filter { $0 > now }.map { at in
                let why = own.contains(at) ? nil : called[at]
                let origin = why.map(Origin.called) ?? (pattern.contains(at) ? .calendar : .extra)
                return Meeting(at: at, origin: origin)
            }
        }
        closed = dates.filter(calendar.isClosed).compactMap { date in
            calendar.holidays.names[date].map { Closed(date: date, name: $0) }
        }
        gaps = calendar.holidays.gaps(in: first.year...(dates.last ?? first).year)
    }

    private static func pattern(_ calendar: HuddleCalendar, on date: CivilDate) -> Set<Instant> {
        guard !calendar.holidays.isHoliday(date) else { return [] }
        let times = calendar.times[date.weekday] ?? []
        return Set(times.map { calendar.zone.instant(CivilDateTime(date: date, time: $0)) })
    }
}

extension HuddlePlan {
    /// One line a huddle or closed day, in order of date; what is not known comes last.
    public var text: String {
        let held = meetings.map { meeting in
            (zone.local(meeting.at), TimePhrase.fullMoment(meeting.at, in: zone) + meeting.origin.words)
        }
        let none = closed.map { closed in
            let midnight = CivilDateTime(date: closed.date, time: .midnight)
            return (midnight, TimePhrase.day(closed.date, thisYear: 0) + " no huddle: " + closed.name)
        }
        let lines = (held + none).sorted { $0.0 < $1.0 }.map(\.1)
        return (lines + gaps.map { "warning: " + $0.message }).joined(separator: "\n")
    }

    /// `{at, days, huddles: [{at, origin, why}], closed: [{date, name}], warnings}`
    public var json: JSONValue {
        .object([
            "at": .string(zone.iso8601(from)), "days": .integer(days), "warnings": .strings(gaps.map(\.message)),
            "closed": .array(
                closed.map { .object(["date": .string($0.date.iso8601), "name": .string($0.name)]) }),
            "huddles": .array(
                meetings.map { meeting in
                    .object([
                        "at": .string(zone.iso8601(meeting.at)), "origin": .string(meeting.origin.code),
                        "why": .string(meeting.origin.why?.rawValue),
                    ])
                }),
        ])
    }
}

extension HuddlePlan.Origin {
    fileprivate var why: HuddleCalled.Why? { if case .called(let why) = self { why } else { nil } }

    fileprivate var code: String {
        switch self {
        case .calendar: "calendar"
        case .extra: "extra"
        case .called: "called"
        }
    }

    fileprivate var words: String {
        switch self {
        case .calendar: ""
        case .extra: " (extra)"
        case .called(let why): " (called: \(why.words))"
        }
    }
}

extension HuddleCalled.Why {
    /// For people.
    public var words: String {
        switch self {
        case .longGap: "a long gap"
        case .manyWaiting: "many wait"
        case .oneResponse: "a response that cannot wait"
        case .other: "another reason"
        }
    }
}
