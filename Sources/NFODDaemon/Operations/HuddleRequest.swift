import NFODEngine

/// What somebody says about one day's huddle, from the command line or over HTTP.
public struct HuddleRequest: Codable, Hashable, Sendable {
    public enum Action: String, Codable, Sendable, CaseIterable {
        /// One more, beside the calendar.
        case call
        /// One that was called is not held.
        case callOff
    }

    public let action: Action
    /// The local day, such as `2026-12-28`.
    public let date: String?
    /// Local time, such as `10:00`; nil: the usual one.
    public let time: String?
    /// Why it is called; nil: a long gap. Not for calling off.
    public let why: String?

    public init(action: Action, date: String?, time: String? = nil, why: String? = nil) {
        self.action = action
        self.date = date
        self.time = time
        self.why = why
    }

    /// - Throws: ``InvalidInput`` with every field that is wrong.
    func read(usualTime: CivilTime, now: Instant) throws -> (at: CivilDateTime, why: HuddleCalled.Why) {
        let reader = RequestReader(now: now)
        let day = reader.required(date, "date", "a date such as 2026-12-28").flatMap { reader.date($0, "date") }
        var wall = usualTime
        if let time {
            let read = CivilTime(iso8601: time)
            if read == nil { reader.note("time", "notATime", "a local time such as 10:00") }
            wall = read ?? usualTime
        }
        if action == .callOff, why != nil { reader.note("why", "unknown", "nothing: it is not asked for here") }
        let why = why.map { reader.choice($0, "why", HuddleCalled.Why.self) } ?? .longGap
        let read = try reader.finish(day)
        return (CivilDateTime(date: read, time: wall), why ?? .longGap)
    }
}
