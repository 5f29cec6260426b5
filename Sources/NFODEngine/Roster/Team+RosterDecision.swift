/// What changing the roster comes to: the rules, and nothing else.
extension Team {
    private static let daysAtMost = 366

    /// - Throws: ``RosterRefusal`` when somebody is unknown, away or disabled, or the time makes no sense.
    public func decideChange(
        _ changes: [RosterChange], as entry: RosterEntryID, at now: Instant
    ) throws(RosterRefusal) -> RosterChanged {
        for change in changes {
            try check(change.hours, at: now)
            for worker in change.workers where named(worker) == nil { throw .workerUnknown(worker) }
            if let role = change.role, rotas[role] == nil { throw .roleUnknown(role) }
            if case .standIn(let one) = change, one.worker == one.insteadOf { throw .sameWorker }
            if let taker = change.taker { try checkThere(taker, in: change.hours) }
        }
        return RosterChanged(entry: entry, changes: changes)
    }

    /// - Parameter managers: the duty whose people may sign.
    /// - Throws: ``RosterRefusal``.
    public func decideDeclaring(
        _ hours: UncoveredHours, as entry: RosterEntryID, managers: RoleID, at now: Instant
    ) throws(RosterRefusal) -> UncoveredDeclared {
        guard rotas[hours.role] != nil else { throw .roleUnknown(hours.role) }
        guard hours.firstDay <= hours.lastDay else { throw .endsBeforeItBegins }
        let end = hours.hours.stretch(from: hours.lastDay, in: zone).upperBound
        try check(zone.startOfDay(hours.firstDay)..<max(end, zone.startOfDay(hours.firstDay)), at: now)
        guard let worker = named(hours.signedBy) else { throw .workerUnknown(hours.signedBy) }
        let rota = rotas[managers]
        let mayBe = (rota?.turns.map(\.worker) ?? []) + (rota?.deputies ?? [])
        guard !worker.isDisabled, mayBe.contains(worker.id) else {
            throw .mayNotSign(worker.id, managers: managers)
        }
        return UncoveredDeclared(entry: entry, hours: hours)
    }

    /// - Parameters:
    ///   - at: until when it holds; nil: it is undone, as if it had never been.
    /// - Throws: ``RosterRefusal``.
    public func decideEnding(
        _ entry: RosterEntryID, at: Instant?, now: Instant
    ) throws(RosterRefusal) -> RosterEntryEnded {
        if let found = roster.entries.first(where: { $0.id == entry }) {
            if let endedAt = found.endedAt, endedAt <= max(now, found.hours.lowerBound) { throw .alreadyEnded(entry) }
            guard now < found.hours.upperBound else { throw .alreadyOver }
            return RosterEntryEnded(entry: entry, at: at ?? found.hours.lowerBound)
        }
        guard let found = roster.declared.first(where: { $0.id == entry }) else { throw .entryUnknown(entry) }
        let start = zone.startOfDay(found.hours.firstDay)
        if let endedAt = found.endedAt, endedAt <= max(now, start) { throw .alreadyEnded(entry) }
        guard !found.isOver(at: now, in: zone) else { throw .alreadyOver }
        return RosterEntryEnded(entry: entry, at: at ?? start)
    }

    private func check(_ hours: Range<Instant>, at now: Instant) throws(RosterRefusal) {
        guard !hours.isEmpty else { throw .endsBeforeItBegins }
        guard now < hours.upperBound else { throw .alreadyOver }
        guard hours.upperBound - hours.lowerBound <= .days(Int64(Self.daysAtMost)) else {
            throw .tooLong(days: Self.daysAtMost)
        }
    }

    private func checkThere(_ id: WorkerID, in hours: Range<Instant>) throws(RosterRefusal) {
        guard let worker = workers[id], !worker.isDisabled else { throw .workerDisabled(id) }
        guard !present(worker, in: [hours]).isEmpty else { throw .awayThen(id) }
    }
}

extension RosterChange {
    /// Who takes something on by it.
    fileprivate var taker: WorkerID? {
        switch self {
        case .daysAway, .hoursAway: nil
        case .shift(let worker, _), .duty(_, let worker, _): worker
        case .standIn(let standIn): standIn.worker
        }
    }
}

extension RosterOutlook {
    /// When somebody has to look again after a look at `now`: when the next gap comes near enough to be alarmed, when
    /// one that stands is over, and at least twice a day.
    public func nextLook(after now: Instant) -> Instant {
        let open = gaps(in: now..<now + settings.lookAhead).filter { $0.declared == nil }
        let changes = open.flatMap { [$0.hours.lowerBound - settings.alarmBefore, $0.hours.upperBound] }
        return changes.filter { $0 > now }.reduce(now + .hours(12)) { min($0, $1) }
    }

    /// What must be alarmed at `now`.
    public func alarming(at now: Instant) -> [RosterGap] {
        // A gap that begins at the very end of that time is near enough.
        let end = Instant(milliseconds: (now + settings.alarmBefore).milliseconds + 1)
        return gaps(in: now..<end).filter { $0.declared == nil }
    }
}
