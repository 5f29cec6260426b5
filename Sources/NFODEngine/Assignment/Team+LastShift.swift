extension Team {
    public func lastShiftEnd(of worker: WorkerID, after start: Instant, before due: Instant) -> Instant? {
        var last: Instant?
        var cursor = start
        while cursor < due {
            let left = shiftTimeLeft(worker, at: cursor)
            if left > .zero {
                cursor = cursor + left
                last = cursor
            } else {
                guard let within = advanceInShift(worker, from: cursor, by: Self.moment), within - Self.moment < due
                else { break }
                cursor = within - Self.moment
            }
        }
        return last
    }

    private static let moment = Span(milliseconds: 1)
}
