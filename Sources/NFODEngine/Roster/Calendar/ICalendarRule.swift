/// How an event repeats: by days or weeks (RFC 5545, 3.3.10), which is what rota tools write.
struct ICalendarRule: Hashable {
    enum Frequency { case daily, weekly }
    enum End: Hashable {
        case never
        case count(Int)
        case until(ICalendarTime)
    }

    let frequency: Frequency
    let interval: Int
    let end: End
    /// Empty: every day, or the day of the week on which it began.
    let days: Set<Weekday>
    let weekStart: Weekday

    /// `FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU;UNTIL=20271231T235959Z`
    init(_ line: ICalendarLine, _ limits: ICalendarLimits) throws(ICalendarProblem) {
        let unreadable = ICalendarProblem(.ruleUnreadable, line: line.number)
        let tooHard = ICalendarProblem(.ruleTooHard, line: line.number)
        var parts: [String: Substring] = [:]
        for part in line.value.split(separator: ";") {
            let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard halves.count == 2, parts.updateValue(halves[1], forKey: halves[0].uppercased()) == nil else {
                throw unreadable
            }
        }
        switch parts.removeValue(forKey: "FREQ")?.uppercased() {
        case "DAILY": frequency = .daily
        case "WEEKLY": frequency = .weekly
        case nil: throw unreadable
        default: throw tooHard
        }
        interval = try Self.number(parts.removeValue(forKey: "INTERVAL"), in: 1...1_000, unreadable) ?? 1
        let count = try Self.number(parts.removeValue(forKey: "COUNT"), in: 1...limits.count, unreadable)
        let until = parts.removeValue(forKey: "UNTIL")
        end = try Self.end(count, until, unreadable)
        days = Set(try Self.days(parts.removeValue(forKey: "BYDAY"), unreadable, tooHard))
        weekStart = try Self.days(parts.removeValue(forKey: "WKST"), unreadable, tooHard).first ?? .monday
        // BYMONTH, BYHOUR, BYSETPOS and their like: to leave one out would be to repeat at other times than meant.
        guard parts.isEmpty else { throw tooHard }
    }

    private static func number(
        _ text: Substring?, in range: ClosedRange<Int>, _ problem: ICalendarProblem
    ) throws(ICalendarProblem) -> Int? {
        guard let text else { return nil }
        guard let number = Int(text), range.contains(number) else { throw problem }
        return number
    }

    private static func end(
        _ count: Int?, _ until: Substring?, _ problem: ICalendarProblem
    ) throws(ICalendarProblem) -> End {
        guard let until else { return count.map { .count($0) } ?? .never }
        guard count == nil, let time = ICalendarTime(until, zone: nil) else { throw problem }
        return .until(time)
    }

    private static func days(
        _ text: Substring?, _ unreadable: ICalendarProblem, _ tooHard: ICalendarProblem
    ) throws(ICalendarProblem) -> [Weekday] {
        guard let text else { return [] }
        var days: [Weekday] = []
        for part in text.uppercased().split(separator: ",", omittingEmptySubsequences: false) {
            let names = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
            guard let index = names.firstIndex(of: String(part.suffix(2))) else { throw unreadable }
            // The second Monday of a month is no day of the week.
            guard part.count == 2 else { throw tooHard }
            days.append(Weekday.allCases[index])
        }
        return days
    }

    /// The local days on which it takes place, in order, the first one included.
    ///
    /// - Parameters:
    ///   - first: the day of its beginning.
    ///   - earliest: days before it are not asked for; they are counted all the same.
    ///   - latest: nothing after it is asked for.
    ///   - isPast: whether the day lies after the rule's UNTIL.
    func days(
        from first: CivilDate, asked earliest: CivilDate, through latest: CivilDate, isPast: (CivilDate) -> Bool
    ) -> [CivilDate] {
        var left = Int.max
        if case .count(let count) = end { left = count }
        var found: [CivilDate] = []
        var day = first
        let anchor = weekAnchor(of: first)
        if left == .max, earliest > day {
            // Nothing is counted: what nobody asks for can be passed over, by whole periods.
            let length = frequency == .daily ? interval : 7 * interval
            day = first.adding(days: (earliest.dayNumber - first.dayNumber) / length * length)
            if frequency == .weekly, day > first { day = day.adding(days: -7) }
            day = max(day, first)
        }
        while day <= latest, left > 0, !isPast(day) {
            if day == first || takesPlace(on: day, first, anchor) {
                left -= 1
                if day >= earliest { found.append(day) }
            }
            day = day.adding(days: 1)
        }
        return found
    }

    private func takesPlace(on day: CivilDate, _ first: CivilDate, _ anchor: Int) -> Bool {
        switch frequency {
        case .daily:
            (day.dayNumber - first.dayNumber).isMultiple(of: interval) && (days.isEmpty || days.contains(day.weekday))
        case .weekly:
            ((weekAnchor(of: day) - anchor) / 7).isMultiple(of: interval)
                && (days.isEmpty ? day.weekday == first.weekday : days.contains(day.weekday))
        }
    }

    /// The day number on which the week of `day` begins.
    private func weekAnchor(of day: CivilDate) -> Int {
        let order = Weekday.allCases
        let (today, start) = (order.firstIndex(of: day.weekday) ?? 0, order.firstIndex(of: weekStart) ?? 0)
        return day.dayNumber - (today - start + 7) % 7
    }
}
