import NFODConfig
import NFODEngine
import NFODStore

/// Alarms about the service itself: said in the system's stream, told to their owner in the same transaction, told
/// again while they stand.
extension Work {
    static let alarmDue = "alarm"

    /// - Parameter isTold: somebody is told of it in another way already, with more than an alarm may say.
    ///
    /// Of an old list, only rows to fix are said: they stand in the report (rule 11), and whoever gave the list has the
    /// reasons before them, so nobody is sent an alert before the first reminder.
    func raise(
        _ kind: AlarmKind, _ subject: AlarmSubject? = nil, figure: Int64? = nil, isTold: Bool = false
    ) throws {
        guard !isQuiet || kind == .needsFixing else { return }
        let standing = try tx.alarms.standing(kind, subject)?.alarm
        guard let event = kind.decideRaising(subject, figure: figure, standing: standing) else { return }
        try systemEvent(.alarmRaised(event))
        if !isTold, !isQuiet { try tell(kind, subject) }
    }

    /// What it told of has ended; nothing happens where it does not stand.
    func clear(_ kind: AlarmKind, _ subject: AlarmSubject? = nil) throws {
        guard try tx.alarms.standing(kind, subject) != nil else { return }
        try systemEvent(.alarmCleared(AlarmCleared(alarm: kind, subject: subject, why: .over)))
    }

    /// Raised or over, by what is the case now.
    func set(_ kind: AlarmKind, _ subject: AlarmSubject? = nil, to isRaised: Bool, figure: Int64? = nil) throws {
        if isRaised { try raise(kind, subject, figure: figure) } else { try clear(kind, subject) }
    }

    /// A person has dealt with it.
    /// - Throws: ``AlarmRefusal``.
    func settle(_ kind: AlarmKind, _ subject: AlarmSubject?) throws {
        guard let row = try tx.alarms.standing(kind, subject) else { throw AlarmRefusal.notStanding(kind) }
        try systemEvent(.alarmCleared(try row.alarm.decideSettling()))
    }

    /// The scheduler found that an alarm still stands after so long.
    func remind(_ id: Int64) throws {
        try reviewAlarms()
        let spacing = configuration.settings.alarms.spacing
        guard let row = try tx.alarms.standing().first(where: { $0.id == id }),
            let reminder = row.alarm.decideReminder(spacing, at: now)
        else { return try armSystem() }
        try systemEvent(.alarmReminded(reminder))
        try tell(row.alarm.kind, row.alarm.subject)
    }

    /// Ends the alarms of which the record itself can say that they are over.
    func reviewAlarms() throws {
        for row in try tx.alarms.standing() {
            switch row.alarm.kind {
            case .rosterGap where row.alarm.subject.map(isCovered) ?? true: try clear(.rosterGap, row.alarm.subject)
            case .faultyCase where try !isFailing(row.alarm.subject): try clear(.faultyCase, row.alarm.subject)
            default: break
            }
        }
    }

    /// The due rows of the system: the next digest, and each standing alarm's next telling.
    ///
    /// - Parameters:
    ///   - digestAt: nil leaves the digest where it is.
    ///   - rosterAt: nil leaves the look at the roster where it is.
    func armSystem(digestAt: Instant? = nil, rosterAt: Instant? = nil) throws {
        let rows = try tx.due.rows(of: .system)
        let waiting = rows.first { $0.kind == Work.digestDue }?.at
        let look = rosterAt ?? rows.first { $0.kind == Work.rosterDue }?.at ?? now
        let digest = digestAt ?? waiting ?? huddles.nextHuddle(after: now)
        let spacing = configuration.settings.alarms.spacing
        let reminders = try tx.alarms.standing().map {
            DueTable.Entry(kind: Work.alarmDue, ordinal: $0.id, at: $0.alarm.remindAt(spacing))
        }
        try tx.due.replace(
            .system,
            with: [
                DueTable.Entry(kind: Work.digestDue, at: digest), DueTable.Entry(kind: Work.rosterDue, at: look),
            ] + reminders)
    }

    /// Writes one event of the system's stream and keeps alarms and due rows in step.
    func systemEvent(_ event: SystemEvent) throws {
        let version = try tx.events.version(of: .system)
        try append([Decided(event, happenedAt: now)], to: .system, at: version)
        try tx.alarms.apply(event, version: version + 1, at: now)
        try tx.linkageModels.apply(event, by: stamp.actor, at: now)
        try tx.calledHuddles.apply(event, version: version + 1, by: stamp.actor, at: now)
        try tx.roster.apply(event, version: version + 1, by: stamp.actor, at: now)
        try armSystem()
    }

    /// To its owner; where nobody holds that duty, to the coordinator; where nobody does that either, to those who are
    /// told last of a case. Those whose receivers are all known to be dead count as nobody, unless everybody's are.
    private func tell(_ kind: AlarmKind, _ subject: AlarmSubject?) throws {
        guard let row = try tx.alarms.standing(kind, subject) else { return }
        let owner = kind.owner == .technical ? configuration.settings.alarms.technicalOwner : .coordinator
        let circles = [[Audience.role(owner)], [.role(.coordinator)], ladders.current.levels.last?.audience ?? []]
        let team = configuration.team
        let found = circles.map { team.recipients(of: $0, owner: .role(.coordinator), at: self.now) }
        var dead = try tx.alarms.disabledChannels().union(workflow.endpoints.resting)
        // Of a way that seems closed it is not told over that way.
        if kind == .canaryLost, let subject { dead.insert(ChannelID(subject.name)) }
        let channels = { (worker: WorkerID) in self.duties.ways(toTell: worker, at: self.now).map(\.channel) }
        let isReached = { (worker: WorkerID) in channels(worker).contains { !dead.contains($0) } }
        let recipients = found.first { $0.contains(where: isReached) } ?? found.first { !$0.isEmpty }
        for worker in recipients ?? [] {
            let own = channels(worker)
            guard let channel = own.first(where: { !dead.contains($0) }) ?? own.first else { continue }
            // The event that tells it has this place in the stream: each telling is an alert of its own.
            let part = "\(kind.rawValue)-\(try tx.events.version(of: .system))"
            let alert = Alert(
                id: .alarm(part, worker, channel), kind: .alarm, code: nil, contactDueAt: nil,
                level: Wording().text(row.alarm), isLastLevel: false, recipient: worker, channel: channel, at: now)
            try enqueue(alert, response: nil, order: nil)
        }
    }
}
