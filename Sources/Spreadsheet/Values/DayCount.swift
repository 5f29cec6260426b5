import NFODEngine

/// From which day a workbook counts its days (ECMA-376, 18.17.4.1).
enum DayCount {
    /// 1 is 1 January 1900, and 60 a 29 February 1900 that never was.
    case from1900
    /// 0 is 1 January 1904: workbooks that began on an old Macintosh.
    case from1904

    /// 31 December 9999.
    static let daysMax = 2_958_465.0
    private static let secondsOfDay = 86_400

    /// What `serial` says as text that can be read again, in the parts that the format shows; nil where it is no date.
    /// To the nearest second, because a fraction of a day seldom is one exactly.
    func text(_ serial: Double, _ parts: DateParts) -> String? {
        guard serial >= 0, serial <= DayCount.daysMax + 1 else { return nil }
        let seconds = Int((serial * Double(DayCount.secondsOfDay)).rounded())
        let (day, second) = seconds.quotientAndRemainder(dividingBy: DayCount.secondsOfDay)
        switch parts {
        case .duration: return DayCount.clock(seconds)
        case .time: return DayCount.clock(second)
        case .date: return date(day)
        case .dateAndTime: return date(day).map { $0 + " " + DayCount.clock(second) } ?? timeAlone(day, second)
        case .asValueTells: return asValueTells(day, second)
        }
    }

    /// A time of day in a cell that is shown with a date as well.
    private func timeAlone(_ day: Int, _ second: Int) -> String? { day == 0 ? DayCount.clock(second) : nil }

    private func asValueTells(_ day: Int, _ second: Int) -> String? {
        guard let date = date(day) else { return timeAlone(day, second) }
        return second == 0 ? date : date + " " + DayCount.clock(second)
    }

    private func date(_ day: Int) -> String? {
        guard Double(day) <= DayCount.daysMax else { return nil }
        switch self {
        case .from1904: return CivilDate(dayNumber: day + DayCount.first1904).iso8601
        case .from1900:
            if day == 0 { return nil }
            if day == DayCount.neverWas { return "1900-02-29" }
            return CivilDate(dayNumber: day + (day < DayCount.neverWas ? 1 : 0) + DayCount.zero1900).iso8601
        }
    }

    /// Hours may be more than 24: a length of time.
    private static func clock(_ seconds: Int) -> String {
        let (hours, minutes, rest) = (seconds / 3_600, seconds / 60 % 60, seconds % 60)
        return two(hours) + ":" + two(minutes) + (rest == 0 ? "" : ":" + two(rest))
    }

    private static func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }

    private static let neverWas = 60
    /// 30 December 1899 and 1 January 1904, in days from 1970-01-01.
    private static let zero1900 = -25_569
    private static let first1904 = -24_107
}

/// What of a date a number format shows.
enum DateParts: Equatable {
    case date, time, dateAndTime
    /// Hours that go on past 24.
    case duration
    /// Formats whose parts depend on the language of the program: the number itself says whether it has a time.
    case asValueTells
}
