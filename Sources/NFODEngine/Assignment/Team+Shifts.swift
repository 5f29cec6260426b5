extension Team {
    /// Whether the worker is at work: in a shift, not on leave, not disabled, and not on a holiday of their agency
    /// unless the shift names holidays.
    public func isOnShift(_ worker: WorkerID, at instant: Instant) -> Bool {
        shiftTimeLeft(worker, at: instant) > .zero
    }

    /// Time until the shift ends, shifts that touch or overlap taken as one; zero when not on shift.
    public func shiftTimeLeft(_ worker: WorkerID, at instant: Instant) -> Span {
        guard let worker = workers[worker] else { return .zero }
        let today = zone.local(instant).date
        var end = instant
        for day in -1...Self.longestRunDays {
            for shift in shifts(of: worker, beginning: today.adding(days: day)) where shift.lowerBound <= end {
                end = max(end, shift.upperBound)
            }
        }
        return end - instant
    }

    /// The instant at which `span` of this worker's shift time has run since `start` (rule 27: `acceptWithin` runs in
    /// the worker's shift only). Nil when the worker has not that much shift within a year: disabled, on long leave, or
    /// without shifts; then nobody should wait for them.
    public func advanceInShift(_ worker: WorkerID, from start: Instant, by span: Span) -> Instant? {
        guard let worker = workers[worker] else { return nil }
        let today = zone.local(start).date
        var left = span
        var cursor = start
        for day in -1...366 {
            for shift in shifts(of: worker, beginning: today.adding(days: day)) where shift.upperBound > cursor {
                cursor = max(cursor, shift.lowerBound)
                let length = shift.upperBound - cursor
                if left <= length { return cursor + left }
                left = left - length
                cursor = shift.upperBound
            }
        }
        return nil
    }

    /// Shifts that run into each other for longer than this are no shifts; it bounds the search.
    private static let longestRunDays = 14

    /// All shifts of a worker that begin in `days`, in order, those that touch or overlap taken as one.
    func shifts(of worker: Worker, beginningIn days: ClosedRange<CivilDate>) -> [Range<Instant>] {
        var joined: [Range<Instant>] = []
        for number in days.lowerBound.dayNumber...days.upperBound.dayNumber {
            for shift in shifts(of: worker, beginning: CivilDate(dayNumber: number)) {
                if let last = joined.last, shift.lowerBound <= last.upperBound {
                    joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, shift.upperBound)
                } else {
                    joined.append(shift)
                }
            }
        }
        return joined
    }

    /// The shifts that begin on `day`, in order.
    private func shifts(of worker: Worker, beginning day: CivilDate) -> [Range<Instant>] {
        guard !worker.isDisabled, !worker.isOnLeave(day) else { return [] }
        let isHoliday = agencies[worker.agency]?.calendar.holidays.isHoliday(day) ?? false
        let kind = isHoliday ? DutyDay.holiday : DutyDay(day.weekday)
        return worker.shifts.filter { $0.days.contains(kind) }
            .map { $0.hours.stretch(from: day, in: zone) }
            .sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
    }
}
