internal import Foundation
public import NFODEngine

/// Reads `config/holidays/`: files of rules in YAML, and files in the JSON format of gov.uk's bank holidays. The file's
/// name without its ending is the calendar's id.
public enum HolidaysFile {
    /// Every calendar of a directory; the problems of all files are noted. Other files are left alone.
    public static func all(inDirectory path: String, list: ProblemList) -> [HolidayCalendarID: HolidayCalendar] {
        let parent = URL(fileURLWithPath: path, isDirectory: true).deletingLastPathComponent().path
        return all(ConfigurationFiles(directory: parent, list: list), list: list)
    }

    static func all(_ files: ConfigurationFiles, list: ProblemList) -> [HolidayCalendarID: HolidayCalendar] {
        var calendars: [HolidayCalendarID: HolidayCalendar] = [:]
        for (file, text) in files.texts(in: folder, endings: [".json", ".yaml"]).sorted(by: { $0.key < $1.key }) {
            let id = id(of: file)
            if calendars[id] != nil {
                list.add(file, 0, "there is already a calendar '\(id)'; rename one of the files")
            }
            calendars[id] = calendar(id: id, text: text, file: file, list: list)
        }
        return calendars
    }

    static let folder = "holidays"

    /// The calendar of `holidays/scotland.json` is `scotland`.
    static func id(of file: String) -> HolidayCalendarID {
        HolidayCalendarID(String(file.dropFirst(folder.count + 1).dropLast(5)))
    }

    /// One calendar; nil, with problems noted, when anything in it is wrong.
    public static func calendar(
        id: HolidayCalendarID, text: String, file: String, list: ProblemList
    ) -> HolidayCalendar? {
        let before = list.problems.count
        // JSON is read by the YAML reader too: it contains JSON, and tells lines.
        guard let reader = YAMLReader.parse(text, file: file, list: list) else { return nil }
        let calendar = file.hasSuffix(".json") ? published(id, reader) : byRule(id, reader)
        return list.problems.count == before ? calendar : nil
    }

    // MARK: gov.uk

    /// The division named like the file, or the only one there is. Years count as known from the first event's to the
    /// last one's, as far as each has one.
    private static func published(_ id: HolidayCalendarID, _ reader: YAMLReader) -> HolidayCalendar? {
        let divisions = reader.entries()
        let only = divisions.count == 1 ? divisions.first : nil
        guard let division = divisions.first(where: { $0.key == id.name }) ?? only else {
            reader.problem("expected a division named '\(id)', found: \(divisions.map(\.key).joined(separator: ", "))")
            return nil
        }
        guard let events = division.value.required("events") else { return nil }
        var names: [CivilDate: String] = [:]
        for event in events.elements() {
            guard let date = event.required("date").flatMap(TeamValue.date),
                let title = event.required("title")?.string()
            else { continue }
            names[date] = title
        }
        if names.isEmpty { events.problem("no holidays here; an empty list would mean that nobody ever has a day off") }
        return HolidayCalendar(id: id, names: names, knownYears: Set(names.keys.map(\.year)))
    }

    // MARK: by rule

    private static func byRule(_ id: HolidayCalendarID, _ reader: YAMLReader) -> HolidayCalendar? {
        reader.allowKeys(["source", "years", "rules", "add", "remove"])
        let years = reader.required("years").flatMap(years)
        let rules = reader.optional("rules")?.elements().compactMap(rule) ?? []
        // Without years the single days are still read, so that every mistake in them is named.
        let calendar = years.map { HolidayCalendar(id: id, rules: rules, years: $0) }
        return TeamValue.changed(calendar, by: reader)
    }

    private static func years(_ reader: YAMLReader) -> ClosedRange<Int>? {
        reader.allowKeys(["from", "to"])
        guard let from = reader.required("from")?.integer(in: 1_970...2_060),
            let to = reader.required("to")?.integer(in: 1_970...2_060)
        else { return nil }
        guard from <= to else {
            reader.problem("'to' is before 'from'")
            return nil
        }
        return from...to
    }

    private enum Which: String, CaseIterable { case first, second, third, fourth, fifth, last }

    private static func rule(_ reader: YAMLReader) -> HolidayRule? {
        guard let name = reader.required("name")?.string() else { return nil }
        if reader.optional("date") != nil {
            reader.allowKeys(["name", "date", "inLieu"])
            return fixedDay(reader).map { HolidayRule(name: name, day: $0) }
        }
        reader.allowKeys(["name", "which", "weekday", "month"])
        let which = reader.required("which").flatMap { $0.choice(Which.self) }
        let weekday = reader.required("weekday").flatMap { $0.choice(Weekday.self) }
        let month = reader.required("month").flatMap { $0.integer(in: 1...12) }
        guard let which, let weekday, let month else { return nil }
        switch Which.allCases.firstIndex(of: which) {
        case .some(let index) where which != .last:
            return HolidayRule(name: name, day: .nth(index + 1, weekday, month: month))
        default:
            return HolidayRule(name: name, day: .last(weekday, month: month))
        }
    }

    /// `date: 12-25`, and whether a day in lieu follows when it falls on Saturday or Sunday.
    private static func fixedDay(_ reader: YAMLReader) -> HolidayRule.Day? {
        guard let value = reader.required("date"), let text = value.string() else { return nil }
        // 2000 was a leap year, so that 02-29 may be written.
        guard let date = CivilDate(iso8601: "2000-" + text) else {
            value.problem("expected a month and day like 12-25, found '\(value.shown)'")
            return nil
        }
        let inLieu = reader.optional("inLieu").map { $0.boolean() } ?? false
        return inLieu.map { .fixed(month: date.month, day: date.day, inLieu: $0) }
    }
}
