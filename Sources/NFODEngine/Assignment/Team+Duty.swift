extension Team {
    /// Who holds `role` at `instant`: looked up when a level fires, never before (rule 29). Workers who are disabled or
    /// on leave are passed over; a role without a rota is a gap.
    public func duty(_ role: RoleID, at instant: Instant) -> DutyAnswer {
        guard let rota = rotas[role] else { return .gap }
        let moment = instant..<Instant(milliseconds: instant.milliseconds + 1)
        let held = turns(of: role, in: moment).filter { $0.hours.contains(instant) }.map(\.worker)
        if !held.isEmpty { return .onRota(held.withoutRepeats()) }
        let deputies = rota.deputies.filter { isAvailable($0, at: instant) }
        return deputies.isEmpty ? .gap : .deputies(deputies.withoutRepeats())
    }

    /// The workers of ``duty(_:at:)``; empty means a gap.
    public func holders(of role: RoleID, at instant: Instant) -> [WorkerID] { duty(role, at: instant).workers }

    /// Who has turns on a duty within `window`, leave, swaps and overrides counted in: overrides first, then the rota
    /// in its order. Deputies are not among them.
    public func turns(of role: RoleID, in window: Range<Instant>) -> [CalendarShift] {
        guard let rota = rotas[role] else { return [] }
        let overriding = roster.overrides(of: role).flatMap { shift -> [CalendarShift] in
            guard let worker = workers[shift.worker], shift.hours.overlaps(window) else { return [] }
            return present(worker, in: [shift.hours]).map { CalendarShift(worker: worker.id, hours: $0) }
        }
        let planned = weekly(rota, in: window) + roster.turns(of: role).filter { $0.hours.overlaps(window) }
        let instead = overriding.map(\.hours)
        return overriding
            + planned.flatMap { worked($0, in: role) }.flatMap { turn in
                [turn.hours].subtracting(instead).map { CalendarShift(worker: turn.worker, hours: $0) }
            }
    }

    private func weekly(_ rota: DutyRota, in window: Range<Instant>) -> [CalendarShift] {
        let days = days(reaching: window)
        return rota.turns.flatMap { turn in
            days.filter { begins(turn, of: rota, on: $0) }.map {
                CalendarShift(worker: turn.worker, hours: turn.when.hours.stretch(from: $0, in: zone))
            }
        }
    }

    /// One turn as it is really worked: by those who stand in, where they are there, and else by the one it belongs to.
    private func worked(_ turn: CalendarShift, in role: RoleID) -> [CalendarShift] {
        var left = [turn.hours]
        var worked: [CalendarShift] = []
        for standIn in roster.standIns(insteadOf: turn.worker, in: role) {
            guard let worker = workers[standIn.worker] else { continue }
            let taken = present(worker, in: [turn.hours].clipped(to: standIn.hours)).common(with: left)
            worked += taken.map { CalendarShift(worker: worker.id, hours: $0) }
            left = left.subtracting(taken)
        }
        guard let own = workers[turn.worker] else { return worked }
        // Leave counts by when the whole turn begins, not by when what is left of it does.
        let present = present(own, in: [turn.hours])
        return worked
            + left.flatMap { rest in present.clipped(to: rest) }.map { CalendarShift(worker: own.id, hours: $0) }
    }

    private func begins(_ turn: DutyRota.Turn, of rota: DutyRota, on day: CivilDate) -> Bool {
        if rota.namesHolidays, holidays.isHoliday(day) { return turn.when.days.contains(.holiday) }
        return turn.when.days.contains(DutyDay(day.weekday))
    }
}

extension [WorkerID] {
    fileprivate func withoutRepeats() -> [WorkerID] {
        var seen: Set<WorkerID> = []
        return filter { seen.insert($0).inserted }
    }
}
