/// Hours for which a manager has said that a duty has nobody, and until when that may be. There is always an end.
public struct UncoveredHours: Hashable, Codable, Sendable {
    public let role: RoleID
    /// Days on which the hours begin, in the order of the week.
    public let days: [DutyDay]
    /// Minute of the local day.
    public let fromMinute: Int
    /// At or before `fromMinute`: on the next day.
    public let toMinute: Int
    /// The first and last local day on which the hours may begin.
    public let firstDay: CivilDate
    public let lastDay: CivilDate
    /// The manager who answers for it.
    public let signedBy: WorkerID

    public init(role: RoleID, when: WeeklyHours, days between: ClosedRange<CivilDate>, signedBy: WorkerID) {
        self.role = role
        days = DutyDay.allCases.filter(when.days.contains)
        fromMinute = when.hours.from.millisecondOfDay / 60_000
        toMinute = when.hours.to.millisecondOfDay / 60_000
        firstDay = between.lowerBound
        lastDay = between.upperBound
        self.signedBy = signedBy
    }

    /// The hours of each of its days.
    public var hours: LocalHours {
        LocalHours(
            from: CivilTime(millisecondOfDay: fromMinute * 60_000), to: CivilTime(millisecondOfDay: toMinute * 60_000))
    }

    func begins(on day: CivilDate) -> Bool { (firstDay...lastDay).contains(day) }
}

/// A declaration, with the number it goes by.
public struct UncoveredDeclaration: Hashable, Sendable {
    public let id: RosterEntryID
    public let hours: UncoveredHours
    /// Taken back then; nil: it stands to its last day.
    public let endedAt: Instant?

    public init(id: RosterEntryID, hours: UncoveredHours, endedAt: Instant? = nil) {
        self.id = id
        self.hours = hours
        self.endedAt = endedAt
    }

    /// The end it was given, and after which it covers nothing.
    func isOver(at instant: Instant, in zone: ZoneRules) -> Bool {
        if let endedAt, endedAt <= instant { return true }
        return hours.hours.stretch(from: hours.lastDay, in: zone).upperBound <= instant
    }
}
