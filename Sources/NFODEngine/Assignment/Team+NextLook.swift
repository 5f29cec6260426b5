extension Team {
    public func nextLook(after instant: Instant, every pause: Span) -> Instant {
        let later = instant + pause
        let begins = nextShift(after: instant)
        guard allAsked.contains(where: { isOnShift($0.id, at: later) }) else { return begins ?? instant + .days(1) }
        return min(later, begins ?? later)
    }

    /// When the next shift or desk hours of anybody begin; nil where nobody has one within a year.
    private func nextShift(after instant: Instant) -> Instant? {
        for days: Int64 in [1, 7, 31, 366] {
            let window = instant..<instant + .days(days)
            let begins = allAsked.flatMap { workHours(of: $0.id, in: window).map(\.lowerBound) }
            if let first = begins.filter({ $0 > instant }).min() { return first }
        }
        return nil
    }
}
