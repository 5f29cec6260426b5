import Synchronization

/// How long something takes, counted into fixed bounds.
public final class Histogram: Sendable {
    private struct Counts {
        var buckets: [UInt64]
        var sum = 0.0
    }

    private let name: String
    private let help: String
    private let bounds: [Double]
    private let counts: Mutex<Counts>

    /// - Parameter bounds: seconds, ascending; what is longer than the last is counted all the same.
    public init(_ name: String, _ help: String, bounds: [Double]) {
        precondition(zip(bounds, bounds.dropFirst()).allSatisfy(<), "bounds ascend: \(name)")
        self.name = name
        self.help = help
        self.bounds = bounds
        counts = Mutex(Counts(buckets: Array(repeating: 0, count: bounds.count + 1)))
    }

    public func observe(seconds: Double) {
        let index = bounds.firstIndex { seconds <= $0 } ?? bounds.count
        counts.withLock { counts in
            counts.buckets[index] += 1
            counts.sum += seconds
        }
    }

    public func observe(_ duration: Duration) {
        let parts = duration.components
        observe(seconds: Double(parts.seconds) + Double(parts.attoseconds) / 1e18)
    }

    /// Runs `body` and counts how long it took, also when it throws.
    public func time<Result>(_ body: () throws -> Result) rethrows -> Result {
        let start = ContinuousClock.now
        defer { observe(ContinuousClock.now - start) }
        return try body()
    }

    /// How many were counted.
    var count: UInt64 { counts.withLock { $0.buckets.reduce(0, +) } }

    /// As it stands now. Each bucket counts what the ones before it count, too.
    public var family: MetricFamily {
        let now = counts.withLock { $0 }
        var samples: [MetricFamily.Sample] = []
        var count: UInt64 = 0
        for (bound, number) in zip(bounds + [.infinity], now.buckets) {
            count += number
            var sample = MetricFamily.Sample(
                Double(count), MetricFamily.Label("le", MetricFamily.Sample.written(bound)))
            sample.suffix = "_bucket"
            samples.append(sample)
        }
        for (suffix, value) in [("_sum", now.sum), ("_count", Double(count))] {
            var sample = MetricFamily.Sample(value)
            sample.suffix = suffix
            samples.append(sample)
        }
        return MetricFamily(name, .histogram, help, samples)
    }
}
