public import NFODEngine

/// Reads when the huddle meets: `days` (weekdays), `time`, `holidays` (a calendar's id), and `extra` huddles beside the
/// pattern, each with `date` and, where it differs, `time`.
public enum HuddleCalendarReader {
    /// Nil, with problems noted, when anything in the section is wrong.
    public static func read(
        _ reader: YAMLReader, holidays: [HolidayCalendarID: HolidayCalendar], zone: ZoneRules
    ) -> HuddleCalendar? {
        reader.allowKeys(["days", "time", "holidays", "extra"])
        let weekdays: Set<Weekday>? = TeamValue.days(reader)
        let time = reader.required("time").flatMap(TeamValue.time)
        let calendar = reader.required("holidays").flatMap { TeamValue.calendar($0, among: holidays) }
        guard let weekdays, let time, let calendar else { return nil }
        let extra = reader.optional("extra")?.elements().compactMap { entry -> CivilDateTime? in
            entry.allowKeys(["date", "time"])
            let ownTime = entry.optional("time").map(TeamValue.time) ?? time
            guard let date = entry.required("date").flatMap(TeamValue.date), let ownTime else { return nil }
            return CivilDateTime(date: date, time: ownTime)
        }
        return HuddleCalendar(
            weekdays: weekdays, time: time, holidays: calendar, zone: zone, extraHuddles: Set(extra ?? []))
    }
}
