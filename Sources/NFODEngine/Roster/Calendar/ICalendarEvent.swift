/// One event of an iCalendar file, or a change of one repetition of it.
struct ICalendarEvent: Hashable {
    /// Where it begins in the file.
    let line: Int
    let uid: String
    let start: ICalendarTime
    let startLine: Int
    let length: Length
    let rule: ICalendarRule?
    let ruleLine: Int
    /// Repetitions that do not take place.
    let except: [ICalendarTime]
    /// The repetition whose place this takes.
    let replaces: ICalendarTime?
    let isCancelled: Bool
    /// Whom it names: attendees' addresses and names, in lower-case letters. Those who have declined do not come.
    let attendees: [String]
    /// Everybody who was asked has declined.
    let isDeclined: Bool
    let summary: String
    let sequence: Int

    /// How long it lasts. A length in days, or one given by an end, is by the clock on the wall: a night from 17:00 to
    /// 09:00 ends at 09:00 in the night of a clock change, too.
    enum Length: Hashable {
        case days(Int, endingAt: CivilTime)
        case exact(Span)
        /// An end in another zone than the beginning, or in UTC: worked out for the first one, the same for all.
        case until(ICalendarTime)
    }

    init(_ lines: [ICalendarLine], _ limits: ICalendarLimits) throws(ICalendarProblem) {
        func line(_ name: String) -> ICalendarLine? { lines.first { $0.name == name } }
        self.line = lines[0].number
        guard let begin = line("DTSTART") else { throw ICalendarProblem(.startMissing, line: lines[0].number) }
        start = try Self.time(begin)
        startLine = begin.number
        length = try Self.length(from: start, end: line("DTEND"), duration: line("DURATION"), begin)
        if let written = line("RDATE") { throw ICalendarProblem(.datesTooHard, line: written.number) }
        let repetition = line("RRULE")
        rule = try repetition.map { written throws(ICalendarProblem) in try ICalendarRule(written, limits) }
        ruleLine = repetition?.number ?? 0
        if let second = lines.filter({ $0.name == "RRULE" }).dropFirst().first {
            throw ICalendarProblem(.ruleTooHard, line: second.number)
        }
        var except: [ICalendarTime] = []
        for written in lines where written.name == "EXDATE" { except += try Self.times(written) }
        self.except = except
        let replaced = line("RECURRENCE-ID")
        if let replaced, replaced.parameters["RANGE"] != nil {
            throw ICalendarProblem(.changeTooHard, line: replaced.number)
        }
        replaces = try replaced.map { written throws(ICalendarProblem) in try Self.time(written) }
        isCancelled = line("STATUS")?.value.uppercased() == "CANCELLED"
        uid = line("UID")?.value ?? "line \(lines[0].number)"
        summary = line("SUMMARY").map { Self.plain($0.value) } ?? ""
        sequence = line("SEQUENCE").flatMap { Int($0.value) } ?? 0
        let invited = lines.filter { $0.name == "ATTENDEE" }
        let coming = invited.filter { $0.parameters["PARTSTAT"]?.uppercased() != "DECLINED" }
        isDeclined = coming.isEmpty && !invited.isEmpty
        attendees = coming.flatMap { written -> [String] in
            let address = written.value.lowercased()
            let mail = address.hasPrefix("mailto:") ? String(address.dropFirst("mailto:".count)) : address
            return [mail, written.parameters["CN"]?.lowercased()].compactMap { $0 }
        }
    }

    private static func time(_ line: ICalendarLine) throws(ICalendarProblem) -> ICalendarTime {
        guard let time = ICalendarTime(line) else { throw ICalendarProblem(.timeUnreadable, line: line.number) }
        return time
    }

    private static func times(_ line: ICalendarLine) throws(ICalendarProblem) -> [ICalendarTime] {
        var times: [ICalendarTime] = []
        for part in line.value.split(separator: ",", omittingEmptySubsequences: false) {
            guard let time = ICalendarTime(part, zone: line.parameters["TZID"]) else {
                throw ICalendarProblem(.timeUnreadable, line: line.number)
            }
            times.append(time)
        }
        return times
    }

    private static func length(
        from start: ICalendarTime, end: ICalendarLine?, duration: ICalendarLine?, _ begin: ICalendarLine
    ) throws(ICalendarProblem) -> Length {
        if let end {
            let time = try time(end)
            switch (start, time) {
            case (.day(let first), .day(let last)):
                return .days(last.dayNumber - first.dayNumber, endingAt: .midnight)
            case (.local(let first, let one), .local(let last, let other)) where one == other:
                return .days(last.date.dayNumber - first.date.dayNumber, endingAt: last.time)
            case (.utc, .utc), (.local, .utc), (.utc, .local), (.local, .local): return .until(time)
            case (.day, _), (_, .day): throw ICalendarProblem(.endUnclear, line: end.number)
            }
        }
        if let duration {
            guard let length = Length(duration: duration.value, endingAt: start.time) else {
                throw ICalendarProblem(.endUnclear, line: duration.number)
            }
            return length
        }
        // A day without an end is that day; a time without one lasts no time at all.
        guard start.isDay else { throw ICalendarProblem(.endUnclear, line: begin.number) }
        return .days(1, endingAt: .midnight)
    }

    /// Without the escapes of text values.
    private static func plain(_ text: String) -> String {
        var plain = ""
        var isEscaped = false
        for letter in text {
            if letter == "\\", !isEscaped {
                isEscaped = true
                continue
            }
            plain.append(isEscaped && (letter == "n" || letter == "N") ? " " : letter)
            isEscaped = false
        }
        return plain.lowercased()
    }
}

extension ICalendarEvent.Length {
    /// `P7D`, `P1W`, `PT16H`, `P1DT12H30M`; nil for anything else. Days alone go by the wall, hours by the clock.
    init?(duration text: String, endingAt time: CivilTime) {
        var rest = Substring(text.uppercased())
        if rest.first == "+" { rest.removeFirst() }
        guard rest.popFirst() == "P", !rest.isEmpty else { return nil }
        var (days, seconds) = (0, 0)
        var isTime = false
        var digits = ""
        var units: Set<String> = []
        for letter in rest {
            if letter.isASCII, letter.isNumber, digits.count < 6 {
                digits.append(letter)
                continue
            }
            if letter == "T", !isTime, digits.isEmpty {
                isTime = true
                continue
            }
            guard let number = Int(digits), units.insert("\(isTime)\(letter)").inserted else { return nil }
            digits = ""
            switch (letter, isTime) {
            case ("W", false): days += 7 * number
            case ("D", false): days += number
            case ("H", true): seconds += 3_600 * number
            case ("M", true): seconds += 60 * number
            case ("S", true): seconds += number
            default: return nil
            }
        }
        guard digits.isEmpty, !units.isEmpty else { return nil }
        self = seconds == 0 ? .days(days, endingAt: time) : .exact(.seconds(Int64(days * 86_400 + seconds)))
    }
}
