/// How long overdoses wait for the first look at them, wherever in a time they lie: exact, because between two changes
/// of what is told when, seen when and happens how often, the wait falls by a second a second.
public struct FirstLook: Hashable, Sendable {
    /// Overdoses in `overdoses` are first looked at together, at `look`.
    public struct Batch: Hashable, Sendable {
        public let overdoses: Range<Instant>
        public let look: Instant
        /// How likely one is at each instant of it, beside the other batches.
        public let weight: Int64
    }

    public let batches: [Batch]

    /// - Parameter period: when the overdoses happen; what is told after its end still counts.
    public init(of plan: CoverPlan, in period: Range<Instant>, pattern: HourPattern = .even) {
        batches = pattern.stretches(of: period, in: plan.zone).flatMap { FirstLook.batches(of: plan, in: $0) }
    }

    private static func batches(of plan: CoverPlan, in stretch: HourPattern.Stretch) -> [Batch] {
        var batches: [Batch] = []
        for piece in plan.feed.pieces(of: stretch.time, in: plan.zone) {
            var start = piece.lowerBound
            while start < piece.upperBound {
                let look = plan.firstLook(after: plan.feed.toldAt(start, in: plan.zone))
                let end: Instant =
                    switch plan.feed {
                    case .atOnce: min(look, piece.upperBound)
                    case .nextDay: piece.upperBound
                    }
                batches.append(Batch(overdoses: start..<end, look: look, weight: stretch.weight))
                start = end
            }
        }
        return batches
    }

    private var total: Int64 {
        batches.reduce(0) { $0 + ($1.overdoses.upperBound - $1.overdoses.lowerBound).milliseconds * $1.weight }
    }

    /// What part of the overdoses waits longer than `wait` from the overdose to the first look: 0...1.
    public func share(waitingOver wait: Span) -> Double {
        let late = batches.reduce(Int64(0)) { sum, batch in
            let end = min(batch.overdoses.upperBound, batch.look - wait)
            return sum + max(0, (end - batch.overdoses.lowerBound).milliseconds) * batch.weight
        }
        return total == 0 ? 0 : Double(late) / Double(total)
    }

    /// The shortest wait that so large a part does not exceed (0.5: the median), to the second.
    public func wait(notExceededBy part: Double) -> Span {
        var low = Int64(0)
        var high = longest.milliseconds / 1_000 + 1
        while low < high {
            let middle = (low + high) / 2
            if share(waitingOver: .seconds(middle)) > 1 - part { low = middle + 1 } else { high = middle }
        }
        return .seconds(low)
    }

    /// The longest wait of any overdose.
    public var longest: Span { batches.map { $0.look - $0.overdoses.lowerBound }.max() ?? .zero }
}
