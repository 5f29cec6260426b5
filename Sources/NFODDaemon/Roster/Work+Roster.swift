import NFODConfig
import NFODEngine
import NFODStore

/// Changing the roster and looking at what it leaves open.
extension Work {
    static let rosterDue = "roster"

    /// - Throws: ``RosterRefusal``.
    func changeRoster(_ changes: [RosterChange]) throws -> RosterEntryID {
        let entry = RosterEntryID(try next("rosterEntry"))
        try tellRoster(.rosterChanged(try configuration.team.decideChange(changes, as: entry, at: now)))
        return entry
    }

    /// - Throws: ``RosterRefusal``.
    func declareUncovered(_ hours: UncoveredHours) throws -> RosterEntryID {
        let entry = RosterEntryID(try next("rosterEntry"))
        let managers = configuration.settings.roster.managers
        let event = try configuration.team.decideDeclaring(hours, as: entry, managers: managers, at: now)
        try tellRoster(.uncoveredDeclared(event))
        return entry
    }

    /// - Parameter at: until when it holds; nil: it is undone.
    /// - Throws: ``RosterRefusal``.
    func endRosterEntry(_ entry: RosterEntryID, at: Instant?) throws {
        // What is over and no longer looked up has been made all the same.
        guard entry.number > 0, entry.number <= (try tx.counters.last("rosterEntry")) else {
            throw RosterRefusal.entryUnknown(entry)
        }
        let isKnown =
            configuration.team.roster.entries.contains { $0.id == entry }
            || configuration.team.roster.declared.contains { $0.id == entry }
        guard isKnown else { throw RosterRefusal.alreadyOver }
        try tellRoster(.rosterEntryEnded(try configuration.team.decideEnding(entry, at: at, now: now)))
    }

    /// What a rota tool's calendar holds now takes the place of what it held.
    func takeUp(_ reading: RotaCalendarReading, of calendar: RotaCalendar) throws {
        let through = RotaCalendar.window(at: now, in: configuration.zone).upperBound
        try tellRoster(
            .rotaCalendarRead(
                RotaCalendarRead(calendar: calendar.id, role: calendar.role, shifts: reading.shifts, through: through)))
    }

    /// What was read of calendars that the configuration no longer names holds no longer.
    func forgetCalendars() throws {
        let named = Set(configuration.team.calendars.map(\.id))
        for (read, _) in try tx.roster.calendars() where !read.shifts.isEmpty && !named.contains(read.calendar) {
            try tellRoster(
                .rotaCalendarRead(
                    RotaCalendarRead(calendar: read.calendar, role: read.role, shifts: [], through: now)))
        }
    }

    func tellRoster(_ event: SystemEvent) throws {
        try systemEvent(event)
        try renewRoster()
        try renewShifts()
        try reviewRoster()
    }

    /// Raises and ends the alarms about the roster ahead by what it leaves open now, and sees to the next look.
    func reviewRoster() throws {
        let outlook = configuration.rosterOutlook
        let gaps = outlook.alarming(at: now)
        // Of each the one that begins last: another that comes near is told though one stands.
        let open = Dictionary(
            gaps.map { (RosterAlarm($0.subject.alarm, AlarmSubject($0.subject.name)), $0.hours.lowerBound) },
            uniquingKeysWith: max)
        for row in try tx.alarms.standing() where row.alarm.kind.isAboutRosterAhead {
            guard let subject = row.alarm.subject, open[RosterAlarm(row.alarm.kind, subject)] == nil else {
                continue
            }
            try clear(row.alarm.kind, subject)
        }
        for (alarm, begins) in open.sorted(by: { $0.key < $1.key }) {
            try raise(alarm.kind, alarm.subject, figure: alarm.kind == .rosterGapAhead ? begins.milliseconds : nil)
        }
        try armSystem(rosterAt: outlook.nextLook(after: now))
    }

    private struct RosterAlarm: Hashable, Comparable {
        let kind: AlarmKind
        let subject: AlarmSubject

        init(_ kind: AlarmKind, _ subject: AlarmSubject) {
            self.kind = kind
            self.subject = subject
        }

        static func < (left: Self, right: Self) -> Bool {
            (left.kind.rawValue, left.subject) < (right.kind.rawValue, right.subject)
        }
    }
}
