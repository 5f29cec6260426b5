/// A calendar that a rota tool keeps, and what it means here (from `team.yaml`).
public struct RotaCalendar: Hashable, Sendable {
    public let id: RotaCalendarID
    /// The duty whose turns its events are; nil: they are the workers' shifts.
    public let role: RoleID?
    /// By what the tool calls them: an attendee's address or name, or words of an event's title.
    public let people: [String: WorkerID]
    /// Words of titles of events that are no hours of anybody's.
    public let ignored: [String]
    public let place: Place
    /// How often it is read.
    public let every: Span
    /// Not written anew, or not fetched, for longer than this, it is alarmed; nil: it may be as old as it likes.
    public let staleAfter: Span?

    /// Where it is found.
    public enum Place: Hashable, Sendable {
        /// A path; relative to the configuration's folder, or whole.
        case file(String)
        /// An address from which it is fetched.
        case address(String, plainLoopback: Bool)
        /// The same; the address is as good as a password and stands in this file, which lies where secrets do.
        case addressFile(String, plainLoopback: Bool)
    }

    public init(
        id: RotaCalendarID, role: RoleID?, people: [String: WorkerID], ignored: [String] = [], place: Place,
        every: Span, staleAfter: Span? = nil
    ) {
        self.id = id
        self.role = role
        self.people = people
        self.ignored = ignored
        self.place = place
        self.every = every
        self.staleAfter = staleAfter
    }

    /// Six weeks from the Monday of `now` on, so that the same file says the same for a week.
    public static func window(at now: Instant, in zone: ZoneRules) -> Range<Instant> {
        let today = zone.local(now).date
        let monday = today.adding(days: -(Weekday.allCases.firstIndex(of: today.weekday) ?? 0))
        return zone.startOfDay(monday.adding(days: -1))..<zone.startOfDay(monday.adding(days: 49))
    }
}

/// What a rota tool's calendar holds in some weeks, and what of it could not be read.
public struct RotaCalendarReading: Hashable, Sendable {
    /// In order.
    public let shifts: [CalendarShift]
    /// Of single events.
    public let problems: [ICalendarProblem]
    /// The file holds an event, in these weeks or not, readable or not.
    public let hasEvents: Bool

    /// - Parameters:
    ///   - zone: of days and of times without a zone.
    ///   - zones: other zones, by the names that files use.
    /// - Throws: what makes the whole file unusable.
    public init(
        _ bytes: [UInt8], as calendar: RotaCalendar, within window: Range<Instant>, zone: ZoneRules,
        zones: (String) -> ZoneRules?, limits: ICalendarLimits = ICalendarLimits()
    ) throws(ICalendarProblem) {
        let file = try ICalendarFile(bytes, limits: limits)
        self = try withoutActuallyEscaping(zones) { zones throws(ICalendarProblem) in
            let zones = ICalendarZones(own: zone, named: zones)
            return try RotaCalendarReading(file, calendar, window, zones, limits)
        }
    }

    private init(
        _ file: ICalendarFile, _ calendar: RotaCalendar, _ window: Range<Instant>, _ zones: ICalendarZones,
        _ limits: ICalendarLimits
    ) throws(ICalendarProblem) {
        var expansion = ICalendarExpansion(file, window: window, zones: zones, limits: limits)
        try expansion.run()
        var shifts: Set<CalendarShift> = []
        var problems = file.problems + expansion.problems
        for event in expansion.found {
            let workers = calendar.workers(of: event.named)
            if workers.isEmpty, !calendar.isIgnored(event.named) {
                problems.append(ICalendarProblem(.nobodyKnown, line: event.named.line))
            }
            for worker in workers {
                for hours in event.hours { shifts.insert(CalendarShift(worker: worker, hours: hours)) }
            }
        }
        self.shifts = shifts.sorted {
            ($0.hours.lowerBound, $0.hours.upperBound, $0.worker) < (
                $1.hours.lowerBound, $1.hours.upperBound, $1.worker
            )
        }
        self.problems = Set(problems).sorted()
        hasEvents = !file.events.isEmpty || !file.problems.isEmpty
    }
}

extension RotaCalendar {
    /// Everybody an event names: its attendees, or where it has none that are known, whoever its title names.
    fileprivate func workers(of event: ICalendarEvent) -> Set<WorkerID> {
        let people = people.map { (name: $0.key.lowercased(), worker: $0.value) }
        let attending = people.filter { event.attendees.contains($0.name) }
        let named = attending.isEmpty && !event.isDeclined ? people.filter { event.summary.holds($0.name) } : attending
        return Set(named.map(\.worker))
    }

    fileprivate func isIgnored(_ event: ICalendarEvent) -> Bool {
        ignored.contains { event.summary.holds($0.lowercased()) }
    }
}

extension String {
    /// Whether these words stand in the text, not as a part of longer ones.
    fileprivate func holds(_ words: String) -> Bool {
        guard !words.isEmpty, words.utf8.count <= utf8.count else { return false }
        let (text, sought) = (Array(self), Array(words))
        guard sought.count <= text.count else { return false }
        return (0...text.count - sought.count).contains { start in
            let end = start + sought.count
            guard text[start] == sought[0], text[start..<end].elementsEqual(sought) else { return false }
            return (start == 0 || !text[start - 1].isWordLike) && (end == text.count || !text[end].isWordLike)
        }
    }
}

extension Character {
    fileprivate var isWordLike: Bool { isLetter || isNumber }
}
