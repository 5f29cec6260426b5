public import NFODEngine

/// Reads when the huddle meets: `days` (weekdays), `time`, `also` (other days or times beside them), `holidays` (a
/// calendar's id) with single days put in (`add`) and taken out (`remove`), and `extra` huddles beside the pattern,
/// each with `date` and, where it differs, `time`; how long one `lasts`.
public enum HuddleCalendarReader {
    /// Nil, with problems noted, when anything in the section is wrong.
    public static func read(
        _ reader: YAMLReader, holidays: [HolidayCalendarID: HolidayCalendar], zone: ZoneRules
    ) -> HuddleCalendar? {
        reader.allowKeys(["days", "time", "also", "holidays", "add", "remove", "extra", "lasts"])
        let weekdays: Set<Weekday>? = TeamValue.days(reader)
        let time = reader.required("time").flatMap(TeamValue.time)
        let also = reader.optional("also")?.elements().map(pattern) ?? []
        let calendar = TeamValue.changedCalendar(reader, among: holidays)
        let lasts = reader.required("lasts").flatMap(length)
        guard let weekdays, let time, let calendar, let lasts else { return nil }
        let extra = reader.optional("extra")?.elements().compactMap { entry -> CivilDateTime? in
            entry.allowKeys(["date", "time"])
            let ownTime = entry.optional("time").map(TeamValue.time) ?? time
            guard let date = entry.required("date").flatMap(TeamValue.date), let ownTime else { return nil }
            return CivilDateTime(date: date, time: ownTime)
        }
        let own: [Weekday: Set<CivilTime>] = Dictionary(uniqueKeysWithValues: weekdays.map { ($0, [time]) })
        let times = also.reduce(own) { $0.merging($1) { $0.union($1) } }
        return HuddleCalendar(
            times: times, holidays: calendar, zone: zone, extraHuddles: Set(extra ?? []), lasts: lasts)
    }

    private static func length(_ reader: YAMLReader) -> Span? {
        guard let length = reader.span() else { return nil }
        guard length <= .hours(8) else {
            reader.problem("a huddle of more than 8h would keep proposals as they are all day")
            return nil
        }
        return length
    }

    /// `{days: [friday], time: 15:00}`
    private static func pattern(_ entry: YAMLReader) -> [Weekday: Set<CivilTime>] {
        entry.allowKeys(["days", "time"])
        let weekdays: Set<Weekday>? = TeamValue.days(entry)
        guard let weekdays, let time = entry.required("time").flatMap(TeamValue.time) else { return [:] }
        return Dictionary(uniqueKeysWithValues: weekdays.map { ($0, [time]) })
    }
}
