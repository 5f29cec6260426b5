/// Something is other than the weekly patterns say: leave, a single shift, a duty held in another's place, a swap. By
/// whom and when it was said stands beside the event.
public struct RosterChanged: EventPayload {
    public static let type = "rosterChanged"
    public static let version = 1
    public let entry: RosterEntryID
    /// Made, and ended, together.
    public let changes: [RosterChange]

    public init(entry: RosterEntryID, changes: [RosterChange]) {
        self.entry = entry
        self.changes = changes
    }
}

/// A manager has said that a duty has nobody in these hours, and until when that may be.
public struct UncoveredDeclared: EventPayload {
    public static let type = "uncoveredDeclared"
    public static let version = 1
    public let entry: RosterEntryID
    public let hours: UncoveredHours

    public init(entry: RosterEntryID, hours: UncoveredHours) {
        self.entry = entry
        self.hours = hours
    }
}

/// A change of the roster, or a declaration, holds no longer than until then; before its beginning, it never held.
public struct RosterEntryEnded: EventPayload {
    public static let type = "rosterEntryEnded"
    public static let version = 1
    public let entry: RosterEntryID
    public let at: Instant

    public init(entry: RosterEntryID, at: Instant) {
        self.entry = entry
        self.at = at
    }
}

/// The calendar of a rota tool was read and holds something other than before.
public struct RotaCalendarRead: EventPayload {
    public static let type = "rotaCalendarRead"
    public static let version = 1
    public let calendar: RotaCalendarID
    /// The duty whose turns they are; nil: they are the workers' shifts.
    public let role: RoleID?
    /// In order, worked out through `through`.
    public let shifts: [CalendarShift]
    public let through: Instant

    public init(calendar: RotaCalendarID, role: RoleID?, shifts: [CalendarShift], through: Instant) {
        self.calendar = calendar
        self.role = role
        self.shifts = shifts
        self.through = through
    }
}
