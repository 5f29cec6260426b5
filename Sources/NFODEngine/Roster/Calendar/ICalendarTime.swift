/// A day or a time as an iCalendar file writes it.
enum ICalendarTime: Hashable {
    case day(CivilDate)
    /// In a zone of the file's; nil: wherever one is (floating), which here is the team's zone.
    case local(CivilDateTime, zone: String?)
    case utc(CivilDateTime)

    /// `20270607`, `20270607T090000`, `20270607T080000Z`; of a list the caller gives the elements.
    init?(_ text: some StringProtocol, zone: String?) {
        let digits = Array(text.utf8)
        guard digits.count >= 8, let date = ICalendarTime.date(digits[..<8]) else { return nil }
        if digits.count == 8 {
            self = .day(date)
            return
        }
        guard digits.count == 15 || (digits.count == 16 && digits[15] == 0x5A), digits[8] == 0x54,
            let hour = ICalendarTime.number(digits[9..<11]), let minute = ICalendarTime.number(digits[11..<13]),
            let second = ICalendarTime.number(digits[13..<15]),
            // A leap second is the last one of its minute here.
            let time = CivilTime(hour: hour, minute: minute, second: second == 60 ? 59 : second)
        else { return nil }
        let shown = CivilDateTime(date: date, time: time)
        self = digits.count == 16 ? .utc(shown) : .local(shown, zone: zone)
    }

    init?(_ line: ICalendarLine) { self.init(line.value, zone: line.parameters["TZID"]) }

    var date: CivilDate {
        switch self {
        case .day(let date): date
        case .local(let shown, _), .utc(let shown): shown.date
        }
    }

    /// Midnight for a day.
    var time: CivilTime {
        switch self {
        case .day: .midnight
        case .local(let shown, _), .utc(let shown): shown.time
        }
    }

    var isDay: Bool { if case .day = self { true } else { false } }

    private static func date(_ digits: ArraySlice<UInt8>) -> CivilDate? {
        let start = digits.startIndex
        guard let year = number(digits[start..<start + 4]), let month = number(digits[start + 4..<start + 6]),
            let day = number(digits[start + 6..<start + 8]), (1970...2100).contains(year)
        else { return nil }
        return CivilDate(year: year, month: month, day: day)
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        var number = 0
        for digit in digits {
            guard (0x30...0x39).contains(digit) else { return nil }
            number = number * 10 + Int(digit - 0x30)
        }
        return number
    }
}

/// The zones that a calendar's times are in.
struct ICalendarZones {
    /// For days and for floating times.
    let own: ZoneRules
    /// By the names that files use.
    let named: (String) -> ZoneRules?

    /// - Returns: nil for a zone nobody knows.
    func zone(of time: ICalendarTime) -> ZoneRules? {
        switch time {
        case .day, .local(_, zone: nil): own
        case .local(_, zone: let name?): name == own.name ? own : named(name)
        case .utc: .utc
        }
    }
}
