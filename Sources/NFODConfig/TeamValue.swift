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

    /// Single days to put into a calendar, each with its name.
    static func namedDates(_ reader: YAMLReader) -> [CivilDate: String] {
        var names: [CivilDate: String] = [:]
        for entry in reader.elements() {
            entry.allowKeys(["date", "name"])
            guard let date = entry.required("date").flatMap(date), let name = entry.required("name")?.string()
            else { continue }
            names[date] = name
        }
        return names
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

    /// The calendar under `holidays` of a mapping, with the single days under `add` put in and those under `remove`
    /// taken out.
    static func changedCalendar(
        _ reader: YAMLReader, among holidays: [HolidayCalendarID: HolidayCalendar]
    ) -> HolidayCalendar? {
        let calendar = reader.required("holidays").flatMap { TeamValue.calendar($0, among: holidays) }
        let added = reader.optional("add").map(namedDates) ?? [:]
        let removed = reader.optional("remove")?.elements().compactMap(date) ?? []
        return calendar?.changed(adding: added, removing: Set(removed))
    }
}
