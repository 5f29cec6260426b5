internal import NFODEngine

/// Dates, times of day and ids as the calendar and team files spell them. Each notes a problem and gives nil when the
/// spelling is wrong.
enum TeamValue {
    /// `09:30`, quoted or not; `24:00` is midnight at the end of the day.
    static func time(_ reader: YAMLReader) -> CivilTime? {
        guard let text = reader.string() else { return nil }
        if text == "24:00" { return .midnight }
        if let time = CivilTime(iso8601: text) { return time }
        reader.problem("expected a time of day like 09:30, found '\(reader.shown)'")
        return nil
    }

    /// `2021-04-05`
    static func date(_ reader: YAMLReader) -> CivilDate? {
        guard let text = reader.string() else { return nil }
        if let date = CivilDate(iso8601: text) { return date }
        reader.problem("expected a date like 2021-04-05, found '\(reader.shown)'")
        return nil
    }

    /// The keys `from` and `to` of a mapping.
    static func hours(_ reader: YAMLReader) -> LocalHours? {
        let from = reader.required("from").flatMap(time)
        let to = reader.required("to").flatMap(time)
        guard let from, let to else { return nil }
        return LocalHours(from: from, to: to)
    }

    /// The key `days` of a mapping: a list with at least one day.
    static func days<Day: RawRepresentable & CaseIterable & Hashable>(_ reader: YAMLReader) -> Set<Day>?
    where Day.RawValue == String {
        guard let list = reader.required("days") else { return nil }
        let days = Set(list.elements().compactMap { $0.choice(Day.self) })
        if list.isList, list.elements().isEmpty { list.problem("name at least one day") }
        return days.isEmpty ? nil : days
    }

    /// Lower-case letters, digits and hyphens: ids stand in file names, addresses and signatures.
    static func isWellFormedID(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
    }

    static func id<ID: NamedIdentifier>(_ reader: YAMLReader, as type: ID.Type = ID.self) -> ID? {
        guard let text = reader.string() else { return nil }
        if isWellFormedID(text) { return ID(text) }
        reader.problem("expected an id of lower-case letters, digits and hyphens, found '\(reader.shown)'")
        return nil
    }

    /// Single days to put into a calendar, each with its name and where it stands.
    private static func namedDates(_ reader: YAMLReader) -> [(place: YAMLReader, date: CivilDate, name: String)] {
        reader.elements().compactMap { entry in
            entry.allowKeys(["date", "name"])
            guard let place = entry.required("date"), let date = date(place),
                let name = entry.required("name")?.string()
            else { return nil }
            return (place, date, name)
        }
    }

    /// The calendar of this name among those loaded.
    static func calendar(
        _ reader: YAMLReader, among holidays: [HolidayCalendarID: HolidayCalendar]
    ) -> HolidayCalendar? {
        guard let name = reader.string() else { return nil }
        if let calendar = holidays[HolidayCalendarID(name)] { return calendar }
        let known = holidays.keys.sorted().map(\.name).joined(separator: ", ")
        reader.problem("there is no holiday calendar '\(reader.shown)' in holidays/; known: \(known)")
        return nil
    }

    /// The calendar with the single days under `add` of a mapping put in and those under `remove` taken out. A day in a
    /// year that the calendar does not know, and one taken out that was never in, are problems: a mistyped day would
    /// leave the one that was meant as it was.
    ///
    /// - Parameter calendar: nil: the days are read for the sake of their own mistakes.
    static func changed(_ calendar: HolidayCalendar?, by reader: YAMLReader) -> HolidayCalendar? {
        let added = reader.optional("add").map(namedDates) ?? []
        let removed = reader.optional("remove")?.elements().map { ($0, date($0)) } ?? []
        guard let calendar else { return nil }
        for (place, date, _) in added { noteUnknownYear(of: date, in: calendar, place) }
        let names = Dictionary(added.map { ($0.date, $0.name) }) { $1 }
        for case (let place, let date?) in removed where !noteUnknownYear(of: date, in: calendar, place) {
            guard !calendar.isHoliday(date), names[date] == nil else { continue }
            place.problem("\(date.iso8601) is no holiday in '\(calendar.id)'")
        }
        return calendar.changed(adding: names, removing: Set(removed.compactMap(\.1)))
    }

    /// - Returns: whether the calendar does not know the year.
    @discardableResult
    private static func noteUnknownYear(of date: CivilDate, in calendar: HolidayCalendar, _ place: YAMLReader) -> Bool {
        guard !calendar.knownYears.contains(date.year) else { return false }
        place.problem("no holidays are known for \(date.year) in '\(calendar.id)'")
        return true
    }

    /// The calendar under `holidays` of a mapping, with its single days put in and taken out.
    static func changedCalendar(
        _ reader: YAMLReader, among holidays: [HolidayCalendarID: HolidayCalendar]
    ) -> HolidayCalendar? {
        let calendar = reader.required("holidays").flatMap { TeamValue.calendar($0, among: holidays) }
        return changed(calendar, by: reader)
    }
}
