extension Team {
    /// When this worker is at work within `window`, in order, what touches or overlaps as one: weekly shifts, single
    /// ones and those of rota tools' calendars, without what is another's for that time, with what is theirs instead,
    /// and without leave.
    public func workHours(of id: WorkerID, in window: Range<Instant>) -> [Range<Instant>] {
        guard let worker = workers[id], !worker.isDisabled, !window.isEmpty else { return [] }
        guard !roster.isUntouched(id) else {
            return weeklyShifts(of: worker, in: window).clipped(to: window).merged
        }
        let own = present(worker, in: shifts(of: worker, in: window))
        let given = roster.standIns(insteadOf: id, in: nil).filter { $0.role == nil }.flatMap {
            taken(by: $0, in: window)
        }
        let more = roster.standIns(by: id).flatMap { taken(by: $0, in: window) }
        return (own.subtracting(given) + more).clipped(to: window).merged
    }

    /// What a stand-in really works of another's shifts.
    private func taken(by standIn: RosterChange.StandIn, in window: Range<Instant>) -> [Range<Instant>] {
        guard let worker = workers[standIn.worker], !worker.isDisabled, let other = workers[standIn.insteadOf],
            standIn.hours.overlaps(window)
        else { return [] }
        return present(worker, in: shifts(of: other, in: window).clipped(to: standIn.hours))
    }

    /// Everything that says that they work, leave not looked at.
    private func shifts(of worker: Worker, in window: Range<Instant>) -> [Range<Instant>] {
        weeklyShifts(of: worker, in: window, isOnLeaveToo: true)
            + roster.extras(of: worker.id).filter { $0.overlaps(window) }
    }

    /// The weekly shifts that begin early enough to reach into the window; some may end before it.
    private func weeklyShifts(
        of worker: Worker, in window: Range<Instant>, isOnLeaveToo: Bool = false
    ) -> [Range<Instant>] {
        guard !worker.shifts.isEmpty else { return [] }
        let holidays = agencies[worker.agency]?.calendar.holidays
        return days(reaching: window).flatMap { day -> [Range<Instant>] in
            guard isOnLeaveToo || !worker.isOnLeave(day) else { return [] }
            let kind = holidays?.isHoliday(day) ?? false ? DutyDay.holiday : DutyDay(day.weekday)
            return worker.shifts.filter { $0.days.contains(kind) }.map { $0.hours.stretch(from: day, in: zone) }
        }
    }

    /// Local days on which something may begin that reaches into the window: nothing weekly lasts beyond the day after.
    func days(reaching window: Range<Instant>) -> [CivilDate] {
        let first = zone.local(window.lowerBound).date.dayNumber - 1
        let last = zone.local(window.upperBound).date.dayNumber
        return (first...max(first, last)).map { CivilDate(dayNumber: $0) }
    }

    /// What of these stretches of work the worker is there for.
    func present(_ worker: Worker, in stretches: [Range<Instant>]) -> [Range<Instant>] {
        guard !worker.isDisabled else { return [] }
        let absences = roster.absences(of: worker.id)
        return stretches.flatMap { stretch in
            dayByDay(stretch).flatMap { piece -> [Range<Instant>] in
                guard !piece.isEmpty, worker.leave.isEmpty || !worker.isOnLeave(zone.local(piece.lowerBound).date)
                else { return [] }
                return [piece].subtracting(absences.map { $0.takes(from: piece) })
            }.merged
        }
    }

    /// Whole days of leave count by when work begins, so that a night is worked to its end. A turn of several days
    /// begins anew on each of them: a week on call is not gone because its first day is, nor kept because leave began
    /// later.
    private func dayByDay(_ stretch: Range<Instant>) -> [Range<Instant>] {
        guard stretch.upperBound - stretch.lowerBound > .hours(25) else { return [stretch] }
        var pieces: [Range<Instant>] = []
        var start = stretch.lowerBound
        while start < stretch.upperBound {
            let end = min(zone.startOfDay(zone.local(start).date.adding(days: 1)), stretch.upperBound)
            pieces.append(start..<end)
            start = end
        }
        return pieces
    }

    /// Neither disabled nor away at that moment.
    func isAvailable(_ id: WorkerID, at instant: Instant) -> Bool {
        guard let worker = workers[id], !worker.isDisabled, !worker.isOnLeave(zone.local(instant).date) else {
            return false
        }
        return !roster.absences(of: id).contains {
            $0.hours.contains(instant) && $0.until.map { instant < $0 } ?? true
        }
    }
}
