import NFODEngine

/// Who is on duty and at work, moment by moment, by comparing local times: written without the engine's ranges, so
/// that the two can be held against each other. Patterns must not begin or end between 01:00 and 02:00, which a clock
/// change repeats or leaves out.
struct RosterOracle {
    let team: Team
    let entries: [RosterEntry]

    func isAtWork(_ id: WorkerID, at instant: Instant) -> Bool {
        let given = standIns { $0.insteadOf == id && $0.role == nil }.contains { one in
            one.hours.contains(instant)
                && shiftBeginnings(of: id, at: instant).contains {
                    isThere(one.worker, at: instant, begun: max($0, one.hours.lowerBound))
                }
        }
        let taken = standIns { $0.worker == id && $0.role == nil }.contains { one in
            one.hours.contains(instant)
                && shiftBeginnings(of: one.insteadOf, at: instant).contains {
                    isThere(id, at: instant, begun: max($0, one.hours.lowerBound))
                }
        }
        let own = shiftBeginnings(of: id, at: instant).contains { isThere(id, at: instant, begun: $0) }
        return taken || (own && !given)
    }

    func holders(of role: RoleID, at instant: Instant) -> Set<WorkerID> {
        let overriding = entries.flatMap { entry in
            entry.changes.compactMap { change -> WorkerID? in
                guard case .duty(role, let worker, let hours) = change, holds(hours, entry, instant),
                    isThere(worker, at: instant, begun: beginning(of: hours, at: instant))
                else { return nil }
                return worker
            }
        }
        if !overriding.isEmpty { return Set(overriding) }
        guard let rota = team.rotas[role] else { return [] }
        let onTurn = rota.turns.flatMap { turn in
            beginnings(of: turn.when, at: instant) { team.holidays.isHoliday($0) && rota.turns.namesHolidays }
                .compactMap { worker(of: turn.worker, role, at: instant, begun: $0) }
        }
        if !onTurn.isEmpty { return Set(onTurn) }
        return Set(rota.deputies.filter { isThere($0, at: instant, begun: instant) })
    }

    /// Who works a turn: the newest stand-in who is there, else the worker it belongs to.
    private func worker(of own: WorkerID, _ role: RoleID, at instant: Instant, begun: Instant) -> WorkerID? {
        for one in standIns({ $0.insteadOf == own && ($0.role == nil || $0.role == role) }).reversed()
        where one.hours.contains(instant)
            && isThere(one.worker, at: instant, begun: max(begun, one.hours.lowerBound))
        {
            return one.worker
        }
        return isThere(own, at: instant, begun: begun) ? own : nil
    }

    private func standIns(_ isMeant: (RosterChange.StandIn) -> Bool) -> [RosterChange.StandIn] {
        entries.flatMap { entry in
            entry.changes.compactMap { change in
                guard case .standIn(let one) = change, isMeant(one) else { return nil }
                let end = min(one.hours.upperBound, entry.endedAt ?? one.hours.upperBound)
                guard one.hours.lowerBound < end else { return nil }
                return .init(
                    worker: one.worker, insteadOf: one.insteadOf, role: one.role, hours: one.hours.lowerBound..<end)
            }
        }
    }

    private func shiftBeginnings(of id: WorkerID, at instant: Instant) -> [Instant] {
        guard let worker = team.workers[id] else { return [] }
        let weekly = worker.shifts.flatMap { shift in
            beginnings(of: shift, at: instant) {
                team.agencies[worker.agency]?.calendar.holidays.isHoliday($0) ?? false
            }
        }
        let single = entries.flatMap { entry in
            entry.changes.compactMap { change -> Instant? in
                guard case .shift(id, let hours) = change, holds(hours, entry, instant) else { return nil }
                return beginning(of: hours, at: instant)
            }
        }
        return weekly + single
    }

    /// What lasts for more than a day, with the hour of a clock change, begins anew on each.
    private func beginning(of hours: Range<Instant>, at instant: Instant) -> Instant {
        let isLong = hours.upperBound - hours.lowerBound > .hours(25)
        return isLong ? max(hours.lowerBound, team.zone.startOfDay(team.zone.local(instant).date)) : hours.lowerBound
    }

    private func holds(_ hours: Range<Instant>, _ entry: RosterEntry, _ instant: Instant) -> Bool {
        hours.contains(instant) && entry.endedAt.map { instant < $0 } ?? true
    }

    /// When the hours that run at `instant` began, by what the clock on the wall shows.
    private func beginnings(
        of when: WeeklyHours, at instant: Instant, isHoliday: (CivilDate) -> Bool
    ) -> [Instant] {
        let shown = team.zone.local(instant)
        return [shown.date.adding(days: -1), shown.date].compactMap { day in
            guard when.days.contains(isHoliday(day) ? .holiday : DutyDay(day.weekday)) else { return nil }
            let from = CivilDateTime(date: day, time: when.hours.from)
            let last = when.hours.to <= when.hours.from ? day.adding(days: 1) : day
            guard from <= shown, shown < CivilDateTime(date: last, time: when.hours.to) else { return nil }
            return team.zone.instant(from)
        }
    }

    private func isThere(_ id: WorkerID, at instant: Instant, begun: Instant) -> Bool {
        guard let worker = team.workers[id], !worker.isDisabled else { return false }
        let day = team.zone.local(begun).date
        if worker.leave.contains(where: { $0.contains(day) }) { return false }
        return !entries.contains { entry in
            entry.changes.contains { change in
                switch change {
                case .hoursAway(id, let hours): holds(hours, entry, instant)
                case .daysAway(id, let hours):
                    holds(hours, entry, begun) && entry.endedAt.map { instant < $0 || $0 > hours.upperBound } ?? true
                default: false
                }
            }
        }
    }
}

extension [DutyRota.Turn] {
    fileprivate var namesHolidays: Bool { contains { $0.when.days.contains(.holiday) } }
}
