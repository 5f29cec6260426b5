/// Stretches of time as plain ranges: joined, cut, taken from each other.
extension [Range<Instant>] {
    /// In order, those that touch or overlap as one, empty ones left out.
    var merged: [Range<Instant>] {
        var whole: [Range<Instant>] = []
        for next in filter({ !$0.isEmpty }).sorted(by: { $0.lowerBound < $1.lowerBound }) {
            guard let last = whole.last, next.lowerBound <= last.upperBound else {
                whole.append(next)
                continue
            }
            whole[whole.count - 1] = last.lowerBound..<Swift.max(last.upperBound, next.upperBound)
        }
        return whole
    }

    /// What is left of each without `taken`.
    func subtracting(_ taken: Range<Instant>) -> [Range<Instant>] {
        guard !taken.isEmpty else { return self }
        return flatMap { range -> [Range<Instant>] in
            guard range.overlaps(taken) else { return [range] }
            let before = range.lowerBound..<Swift.max(range.lowerBound, taken.lowerBound)
            let after = Swift.min(range.upperBound, taken.upperBound)..<range.upperBound
            return [before, after].filter { !$0.isEmpty }
        }
    }

    func subtracting(_ taken: [Range<Instant>]) -> [Range<Instant>] { taken.reduce(self) { $0.subtracting($1) } }

    /// What of each lies in `window`.
    func clipped(to window: Range<Instant>) -> [Range<Instant>] {
        map { $0.clamped(to: window) }.filter { !$0.isEmpty }
    }

    /// What lies in both.
    func common(with others: [Range<Instant>]) -> [Range<Instant>] {
        flatMap { others.clipped(to: $0) }.merged
    }
}
