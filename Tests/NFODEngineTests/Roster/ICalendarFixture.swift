import NFODEngine

/// Calendars as rota tools write them, with invented people, read for the six weeks from Monday 7 June 2027 on.
enum ICalendarFixture {
    static let calendar = RotaCalendar(
        id: RotaCalendarID("tool"), role: .dutyWorker,
        people: ["Ana Example": WorkerID("ana"), "ben@example.org": WorkerID("ben"), "Cal": WorkerID("cal")],
        ignored: ["Team meeting"], place: .file("tool.ics"), every: .hours(1))

    static let now = Instant(seconds: 1_812_441_600)

    static func bytes(_ lines: String..., end: String = "\r\n") -> [UInt8] {
        let whole = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Example//EN"] + lines + ["END:VCALENDAR"]
        return Array(whole.joined(separator: "\n").replacing("\n", with: end).utf8) + Array(end.utf8)
    }

    static func event(_ lines: String...) -> String {
        (["BEGIN:VEVENT", "UID:1@example.org", "DTSTAMP:20270601T000000Z"] + lines + ["END:VEVENT"])
            .joined(separator: "\n")
    }

    static func read(
        _ bytes: [UInt8], limits: ICalendarLimits = ICalendarLimits(), window: Range<Instant>? = nil
    ) throws -> RotaCalendarReading {
        try RotaCalendarReading(
            bytes, as: calendar, within: window ?? RotaCalendar.window(at: now, in: CalendarFixture.london),
            zone: CalendarFixture.london,
            zones: { ["GMT Standard Time": CalendarFixture.london, "UTC": .utc][$0] }, limits: limits)
    }

    /// `ana 2027-06-07T09:00 2027-06-07T17:00`
    static func told(_ reading: RotaCalendarReading) -> [String] {
        reading.shifts.map { shift in
            let zone = CalendarFixture.london
            let (from, to) = (zone.iso8601(shift.hours.lowerBound), zone.iso8601(shift.hours.upperBound))
            return "\(shift.worker) \(from.prefix(16)) \(to.prefix(16))"
        }
    }
}
