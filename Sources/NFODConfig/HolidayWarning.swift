import NFODEngine

/// Years that are near and for which nobody has entered holidays.
enum HolidayWarning {
    /// Said so many days before a year nobody knows begins, so that there is time to ask the council.
    static let daysAhead = 92

    /// One for each calendar and year; the file of the calendar is named.
    static func all(
        _ calendars: [HolidayCalendar], today: CivilDate, files: some Sequence<String>
    ) -> [Problem] {
        let names = Dictionary(
            files.filter { $0.hasPrefix(HolidaysFile.folder + "/") }.map { (HolidaysFile.id(of: $0), $0) },
            uniquingKeysWith: { first, _ in first })
        let years = today.year...today.adding(days: daysAhead).year
        return Set(calendars.flatMap { $0.gaps(in: years) }).sorted { ($0.year, $0.calendar) < ($1.year, $1.calendar) }
            .map { Problem(file: names[$0.calendar] ?? HolidaysFile.folder, line: 1, message: $0.message) }
    }
}
