/// The events of a file worked out for some weeks: repetitions, exceptions, changes of single ones.
struct ICalendarExpansion {
    /// The hours of one event within the window.
    struct Found {
        /// The event that says whom they belong to.
        let named: ICalendarEvent
        let hours: [Range<Instant>]
    }

    private let file: ICalendarFile
    private let window: Range<Instant>
    private let zones: ICalendarZones
    private let limits: ICalendarLimits
    private(set) var found: [Found] = []
    private(set) var problems: [ICalendarProblem] = []
    private var occurrences = 0

    init(_ file: ICalendarFile, window: Range<Instant>, zones: ICalendarZones, limits: ICalendarLimits) {
        self.file = file
        self.window = window
        self.zones = zones
        self.limits = limits
    }

    /// - Throws: what makes the whole file unusable.
    mutating func run() throws(ICalendarProblem) {
        var masters: [String: ICalendarEvent] = [:]
        var changes: [String: [ICalendarEvent]] = [:]
        var order: [String] = []
        for event in file.events {
            if changes[event.uid] == nil, masters[event.uid] == nil { order.append(event.uid) }
            if event.replaces != nil {
                changes[event.uid, default: []].append(event)
            } else if masters[event.uid].map({ $0.sequence <= event.sequence }) ?? true {
                masters[event.uid] = event
            }
        }
        for uid in order { try expand(masters[uid], changes[uid] ?? []) }
    }

    private mutating func expand(_ master: ICalendarEvent?, _ changes: [ICalendarEvent]) throws(ICalendarProblem) {
        var replaced = Passed()
        if master?.isCancelled != true {
            for change in newest(changes) {
                do throws(ICalendarProblem) {
                    if let time = change.replaces { try pass(over: time, line: change.line, &replaced) }
                    guard !change.isCancelled else { continue }
                    let hours = try single(change)
                    // A change that says nothing of whose it is leaves that as it was.
                    let isSilent = change.attendees.isEmpty && change.summary.isEmpty
                    try add(isSilent ? master ?? change : change, [hours], change.line)
                } catch {
                    guard !error.isAboutWholeFile else { throw error }
                    problems.append(error)
                }
            }
        }
        guard let master, !master.isCancelled else { return }
        do throws(ICalendarProblem) {
            try add(master, try repetitions(of: master, without: replaced), master.line)
        } catch {
            guard !error.isAboutWholeFile else { throw error }
            problems.append(error)
        }
    }

    /// Of several changes of one repetition the newest.
    private func newest(_ changes: [ICalendarEvent]) -> [ICalendarEvent] {
        var newest: [ICalendarTime: ICalendarEvent] = [:]
        for change in changes {
            guard let replaced = change.replaces else { continue }
            if newest[replaced].map({ $0.sequence <= change.sequence }) ?? true { newest[replaced] = change }
        }
        return newest.values.sorted { $0.line < $1.line }
    }

    private mutating func add(
        _ event: ICalendarEvent, _ hours: [Range<Instant>], _ line: Int
    ) throws(ICalendarProblem) {
        let within = hours.filter { $0.overlaps(window) }
        occurrences += within.count
        guard occurrences <= limits.occurrences else { throw ICalendarProblem(.tooManyOccurrences, line: line) }
        if !within.isEmpty { found.append(Found(named: event, hours: within)) }
    }

    // MARK: times

    private func zone(of time: ICalendarTime, _ line: Int) throws(ICalendarProblem) -> ZoneRules {
        guard let zone = zones.zone(of: time) else { throw ICalendarProblem(.zoneUnknown, line: line) }
        return zone
    }

    /// Repetitions that do not take place as the event itself says.
    private struct Passed {
        var instants: Set<Instant> = []
        /// Some tools write a day where they mean that day's repetition.
        var days: Set<CivilDate> = []
    }

    private func pass(over time: ICalendarTime, line: Int, _ passed: inout Passed) throws(ICalendarProblem) {
        if time.isDay {
            passed.days.insert(time.date)
        } else {
            let shown = CivilDateTime(date: time.date, time: time.time)
            passed.instants.insert(try zone(of: time, line).instant(shown))
        }
    }

    private func single(_ event: ICalendarEvent) throws(ICalendarProblem) -> Range<Instant> {
        try hours(of: event, on: event.start.date, zone(of: event.start, event.startLine))
    }

    /// The hours of the repetition that begins on `day`.
    private func hours(
        of event: ICalendarEvent, on day: CivilDate, _ zone: ZoneRules
    ) throws(ICalendarProblem) -> Range<Instant> {
        let start = zone.instant(CivilDateTime(date: day, time: event.start.time))
        let end: Instant
        switch event.length {
        case .days(let days, let time):
            end = zone.instant(CivilDateTime(date: day.adding(days: days), time: time))
        case .exact(let span): end = start + span
        case .until(let time):
            let first = zone.instant(CivilDateTime(date: event.start.date, time: event.start.time))
            let last = try self.zone(of: time, event.startLine).instant(
                CivilDateTime(date: time.date, time: time.time))
            end = start + (last - first)
        }
        guard start < end else { throw ICalendarProblem(.endsBeforeItBegins, line: event.line) }
        guard end - start <= limits.longest + .hours(1) else { throw ICalendarProblem(.tooLong, line: event.line) }
        return start..<end
    }

    private func repetitions(
        of event: ICalendarEvent, without replaced: Passed
    ) throws(ICalendarProblem) -> [Range<Instant>] {
        let zone = try zone(of: event.start, event.startLine)
        let first = try single(event)
        var passed = replaced
        for time in event.except { try pass(over: time, line: event.line, &passed) }
        guard let rule = event.rule else {
            let isPassed = passed.instants.contains(first.lowerBound) || passed.days.contains(event.start.date)
            return isPassed ? [] : [first]
        }
        let until = try end(of: rule, event, zone)
        let reach = limits.longest + .days(2)
        let asked = zone.local(window.lowerBound - reach).date
        let last = zone.local(window.upperBound).date
        let begin = rule.days(from: event.start.date, asked: asked, through: last) { day in
            until.map { $0 < zone.instant(CivilDateTime(date: day, time: event.start.time)) } ?? false
        }
        var found: [Range<Instant>] = []
        for day in begin where !passed.days.contains(day) {
            let hours = try hours(of: event, on: day, zone)
            if !passed.instants.contains(hours.lowerBound) { found.append(hours) }
        }
        return found
    }

    /// The last instant at which a repetition may begin; nil: there is none.
    private func end(
        of rule: ICalendarRule, _ event: ICalendarEvent, _ zone: ZoneRules
    ) throws(ICalendarProblem) -> Instant? {
        guard case .until(let time) = rule.end else { return nil }
        switch time {
        case .day(let day): return Instant(milliseconds: zone.startOfDay(day.adding(days: 1)).milliseconds - 1)
        case .local(let shown, _): return zone.instant(shown)
        case .utc(let shown): return ZoneRules.utc.instant(shown)
        }
    }
}
