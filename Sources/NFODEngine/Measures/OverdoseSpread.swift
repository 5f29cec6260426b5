/// How the overdoses of a simulation lie in its period.
public enum OverdoseSpread: String, CaseIterable, Sendable {
    /// All at the same distance, so far as their hours are equally likely.
    case even
    /// Each anywhere, whatever the others do, as chance has it.
    case random

    /// So many instants of `period`, in order. None where the pattern has none in it.
    public func overdoses(
        _ count: Int, in period: Range<Instant>, pattern: HourPattern, zone: ZoneRules,
        numbers: inout some RandomNumberGenerator
    ) -> [Instant] {
        let stretches = pattern.stretches(of: period, in: zone)
        let mass = stretches.reduce(0) { $0 + $1.mass }
        guard mass > 0 else { return [] }
        let places =
            switch self {
            case .even: (0..<Int64(count)).map { mass / Int64(count) * $0 + mass / Int64(count) / 2 }
            case .random: (0..<count).map { _ in Int64(numbers.next(upperBound: UInt64(mass))) }.sorted()
            }
        return instants(at: places, of: stretches)
    }

    /// - Parameter places: in order, below the mass of all stretches together.
    private func instants(at places: [Int64], of stretches: [HourPattern.Stretch]) -> [Instant] {
        var (stretch, before) = (0, Int64(0))
        return places.map { place in
            while place - before >= stretches[stretch].mass {
                before += stretches[stretch].mass
                stretch += 1
            }
            let into = (place - before) / stretches[stretch].weight
            return stretches[stretch].time.lowerBound + Span(milliseconds: into)
        }
    }
}
