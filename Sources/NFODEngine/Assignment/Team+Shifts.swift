extension Team {
    /// Whether the worker is at work: in a shift, not on leave, not disabled, and not on a holiday of their agency
    /// unless the shift names holidays.
    public func isOnShift(_ worker: WorkerID, at instant: Instant) -> Bool {
        shiftTimeLeft(worker, at: instant) > .zero
    }

    /// Time until the shift ends, shifts that touch or overlap taken as one; zero when not on shift.
    public func shiftTimeLeft(_ worker: WorkerID, at instant: Instant) -> Span {
        let stretches = workHours(of: worker, in: instant..<instant + Self.longestRun)
        guard let first = stretches.first, first.lowerBound == instant else { return .zero }
        return first.upperBound - instant
    }

    /// The instant at which `span` of this worker's shift time has run since `start` (rule 27: `acceptWithin` runs in
    /// the worker's shift only). Nil when the worker has not that much shift within a year: disabled, on long leave, or
    /// without shifts; then nobody should wait for them.
    public func advanceInShift(_ worker: WorkerID, from start: Instant, by span: Span) -> Instant? {
        var left = span
        var cursor = start
        for _ in 1...53 {
            for stretch in workHours(of: worker, in: cursor..<cursor + Self.week) {
                let length = stretch.upperBound - stretch.lowerBound
                if left <= length { return stretch.lowerBound + left }
                left = left - length
            }
            cursor = cursor + Self.week
        }
        return nil
    }

    private static let week = Span.days(7)
    /// Shifts that run into each other for longer than this are no shifts; it bounds the search.
    private static let longestRun = Span.days(14)

    /// All times of work that begin in `days`, in order, those that touch or overlap taken as one.
    func shifts(of worker: Worker, beginningIn days: ClosedRange<CivilDate>) -> [Range<Instant>] {
        let start = zone.startOfDay(days.lowerBound)
        let end = zone.startOfDay(days.upperBound.adding(days: 1))
        // From the day before, so that what has begun then is known for it.
        return workHours(of: worker.id, in: start - .days(1)..<end + Self.longestRun)
            .filter { start <= $0.lowerBound && $0.lowerBound < end }
    }
}
