/// The events of an iCalendar file, as it holds them: the subset that rota tools write. Everything that is no event
/// (zones, alarms, tasks) is passed over.
struct ICalendarFile {
    private(set) var events: [ICalendarEvent] = []
    /// Of single events, each with its line.
    private(set) var problems: [ICalendarProblem] = []
    private let limits: ICalendarLimits

    /// - Throws: what makes the whole file unusable.
    init(_ bytes: [UInt8], limits: ICalendarLimits) throws(ICalendarProblem) {
        self.limits = limits
        let lines = try ICalendarLine.all(of: bytes, limits)
        guard case .line(let first)? = lines.first, first.begins("VCALENDAR") else {
            throw ICalendarProblem(.notACalendar, line: lines.isEmpty ? 0 : 1)
        }
        try read(lines)
    }

    private mutating func read(_ lines: [ICalendarLine.Result]) throws(ICalendarProblem) {
        var open: [(name: String, line: Int)] = []
        var event: [ICalendarLine]?
        var unreadable: Int?
        for result in lines {
            guard case .line(let line) = result else {
                if case .unreadable(let number) = result, event != nil { unreadable = unreadable ?? number }
                continue
            }
            switch line.name {
            case "BEGIN":
                // Several calendars may follow each other; within one another they may not.
                guard open.count < 8 else { throw ICalendarProblem(.halfWritten, line: line.number) }
                open.append((line.value.uppercased(), line.number))
                if open.count == 2, line.begins("VEVENT") { (event, unreadable) = ([line], nil) }
            case "END":
                guard let last = open.popLast(), last.name == line.value.uppercased() else {
                    throw ICalendarProblem(.halfWritten, line: line.number)
                }
                guard open.count == 1, let whole = event else { continue }
                event = nil
                try take(whole, unreadable)
            // What stands in an alarm within the event is not the event's.
            default: if open.count == 2 { event?.append(line) }
            }
        }
        if let last = open.last { throw ICalendarProblem(.halfWritten, line: last.line) }
    }

    private mutating func take(_ lines: [ICalendarLine], _ unreadable: Int?) throws(ICalendarProblem) {
        guard events.count + problems.count < limits.events else {
            throw ICalendarProblem(.tooManyEvents, line: lines[0].number)
        }
        if let unreadable {
            problems.append(ICalendarProblem(.lineUnreadable, line: unreadable))
            return
        }
        do throws(ICalendarProblem) {
            events.append(try ICalendarEvent(lines, limits))
        } catch {
            problems.append(error)
        }
    }
}

extension ICalendarLine {
    fileprivate func begins(_ component: String) -> Bool { name == "BEGIN" && value.uppercased() == component }
}
