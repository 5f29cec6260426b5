/// What is known about the roster beside the weekly patterns: changes, declared hours, and what calendars of rota tools
/// say. A value; who and when stand in the events that made it.
public struct Roster: Hashable, Sendable {
    /// In the order in which they were made.
    public let entries: [RosterEntry]
    public let declared: [UncoveredDeclaration]
    /// What the calendars of rota tools hold, as they were read last.
    public let calendars: [RotaCalendarID: CalendarHours]

    /// By whom it concerns, so that who is untouched costs nothing.
    private let absences: [WorkerID: [Absence]]
    private let extras: [WorkerID: [Range<Instant>]]
    private let standIns: [RosterChange.StandIn]
    private let overrides: [RoleID: [CalendarShift]]
    private let turns: [RoleID: [CalendarShift]]

    public static let empty = Roster()

    public init(
        entries: [RosterEntry] = [], declared: [UncoveredDeclaration] = [],
        calendars: [RotaCalendarID: CalendarHours] = [:]
    ) {
        self.entries = entries
        self.declared = declared
        self.calendars = calendars
        var absences: [WorkerID: [Absence]] = [:]
        var extras: [WorkerID: [Range<Instant>]] = [:]
        var standIns: [RosterChange.StandIn] = []
        var overrides: [RoleID: [CalendarShift]] = [:]
        for entry in entries {
            for change in entry.holding {
                switch change {
                case .daysAway(let worker, let hours):
                    let isCut = entry.endedAt.map { $0 <= hours.upperBound } ?? false
                    absences[worker, default: []].append(
                        Absence(hours: hours, isWhole: true, until: isCut ? hours.upperBound : nil))
                case .hoursAway(let worker, let hours):
                    absences[worker, default: []].append(Absence(hours: hours, isWhole: false, until: nil))
                case .shift(let worker, let hours): extras[worker, default: []].append(hours)
                case .duty(let role, let worker, let hours):
                    overrides[role, default: []].append(CalendarShift(worker: worker, hours: hours))
                case .standIn(let standIn): standIns.append(standIn)
                }
            }
        }
        var turns: [RoleID: [CalendarShift]] = [:]
        for calendar in calendars.sorted(by: { $0.key < $1.key }).map(\.value) {
            if let role = calendar.role {
                turns[role, default: []] += calendar.shifts
            } else {
                for shift in calendar.shifts { extras[shift.worker, default: []].append(shift.hours) }
            }
        }
        (self.absences, self.extras, self.standIns) = (absences, extras, standIns)
        (self.overrides, self.turns) = (overrides, turns)
    }

    /// Both together: what was made later comes later.
    public func adding(_ other: Roster) -> Roster {
        guard other != .empty else { return self }
        return Roster(
            entries: entries + other.entries, declared: declared + other.declared,
            calendars: calendars.merging(other.calendars) { $1 })
    }

    func absences(of worker: WorkerID) -> [Absence] { absences[worker] ?? [] }

    func extras(of worker: WorkerID) -> [Range<Instant>] { extras[worker] ?? [] }

    /// Newest first: what was agreed last holds.
    func standIns(insteadOf worker: WorkerID, in role: RoleID?) -> [RosterChange.StandIn] {
        standIns.reversed().filter { $0.insteadOf == worker && ($0.role == nil || $0.role == role) }
    }

    /// Those in which this worker takes over shifts.
    func standIns(by worker: WorkerID) -> [RosterChange.StandIn] {
        standIns.reversed().filter { $0.worker == worker && $0.role == nil }
    }

    /// Newest first.
    func overrides(of role: RoleID) -> [CalendarShift] { overrides[role]?.reversed() ?? [] }

    /// Turns on a duty, out of rota tools' calendars.
    func turns(of role: RoleID) -> [CalendarShift] { turns[role] ?? [] }

    /// Nothing but the weekly pattern says when this worker works.
    func isUntouched(_ worker: WorkerID) -> Bool {
        absences[worker] == nil && extras[worker] == nil
            && !standIns.contains { $0.role == nil && ($0.worker == worker || $0.insteadOf == worker) }
    }

    /// Time away, as one worker's stretches of work are held against it.
    struct Absence: Hashable, Sendable {
        let hours: Range<Instant>
        /// What begins in `hours` is not worked at all.
        let isWhole: Bool
        /// They came back early: from then on they work.
        let until: Instant?

        /// What of a stretch of work falls away.
        func takes(from stretch: Range<Instant>) -> Range<Instant> {
            guard isWhole else { return stretch.clamped(to: hours) }
            guard hours.contains(stretch.lowerBound) else { return stretch.lowerBound..<stretch.lowerBound }
            return stretch.lowerBound..<min(stretch.upperBound, until ?? stretch.upperBound)
        }
    }
}

/// A calendar of a rota tool, by the name the configuration gives it.
public struct RotaCalendarID: NamedIdentifier {
    public let name: String
    public init(_ name: String) { self.name = name }
}

/// What one calendar of a rota tool holds, worked out for some weeks.
public struct CalendarHours: Hashable, Sendable {
    /// The duty whose turns they are; nil: they are the workers' shifts.
    public let role: RoleID?
    public let shifts: [CalendarShift]

    public init(role: RoleID?, shifts: [CalendarShift]) {
        self.role = role
        self.shifts = shifts
    }
}

/// Hours of one worker on one day: out of a rota tool's calendar, or held in place of the rota.
public struct CalendarShift: Hashable, Sendable, Codable {
    public let worker: WorkerID
    public let hours: Range<Instant>

    public init(worker: WorkerID, hours: Range<Instant>) {
        self.worker = worker
        self.hours = hours
    }

    private enum CodingKeys: String, CodingKey { case worker, from, to }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        worker = try container.decode(WorkerID.self, forKey: .worker)
        let from = try container.decode(Instant.self, forKey: .from)
        hours = from..<max(from, try container.decode(Instant.self, forKey: .to))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(worker, forKey: .worker)
        try container.encode(hours.lowerBound, forKey: .from)
        try container.encode(hours.upperBound, forKey: .to)
    }
}
