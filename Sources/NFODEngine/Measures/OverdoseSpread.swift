/// How the overdoses of a simulation lie in its period.
public enum OverdoseSpread: String, CaseIterable, Sendable {
    /// All at the same distance.
    case even
    /// Each anywhere, whatever the others do, as chance has it.
    case random

    /// So many instants of `period`, in order.
    public func overdoses(
        _ count: Int, in period: Range<Instant>, numbers: inout some RandomNumberGenerator
    ) -> [Instant] {
        let length = (period.upperBound - period.lowerBound).milliseconds
        switch self {
        case .even:
            return (0..<Int64(count)).map { index in
                period.lowerBound + Span(milliseconds: length / Int64(count) * index + length / Int64(count) / 2)
            }
        case .random:
            return (0..<count).map { _ in
                period.lowerBound + Span(milliseconds: Int64(numbers.next(upperBound: UInt64(length))))
            }
            .sorted()
        }
    }
}
