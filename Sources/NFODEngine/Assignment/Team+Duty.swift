extension Team {
    /// Who holds `role` at `instant`: looked up when a level fires, never before (rule 29). Workers who are disabled or
    /// on leave are passed over; a role without a rota is a gap.
    public func duty(_ role: RoleID, at instant: Instant) -> DutyAnswer {
        guard let rota = rotas[role] else { return .gap }
        let today = zone.local(instant).date
        let onRota = rota.turns.filter { turn in
            [today.adding(days: -1), today].contains { day in
                begins(turn, of: rota, on: day) && isAvailable(turn.worker, on: day)
                    && turn.when.hours.stretch(from: day, in: zone).contains(instant)
            }
        }
        if !onRota.isEmpty { return .onRota(onRota.map(\.worker).withoutRepeats()) }
        let deputies = rota.deputies.filter { isAvailable($0, on: today) }
        return deputies.isEmpty ? .gap : .deputies(deputies.withoutRepeats())
    }

    /// The workers of ``duty(_:at:)``; empty means a gap.
    public func holders(of role: RoleID, at instant: Instant) -> [WorkerID] { duty(role, at: instant).workers }

    private func begins(_ turn: DutyRota.Turn, of rota: DutyRota, on day: CivilDate) -> Bool {
        if rota.namesHolidays, holidays.isHoliday(day) { return turn.when.days.contains(.holiday) }
        return turn.when.days.contains(DutyDay(day.weekday))
    }

    private func isAvailable(_ worker: WorkerID, on day: CivilDate) -> Bool {
        guard let worker = workers[worker] else { return false }
        return !worker.isDisabled && !worker.isOnLeave(day)
    }
}

extension [WorkerID] {
    fileprivate func withoutRepeats() -> [WorkerID] {
        var seen: Set<WorkerID> = []
        return filter { seen.insert($0).inserted }
    }
}
