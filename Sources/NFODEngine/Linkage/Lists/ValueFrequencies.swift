/// Term frequencies (Newcombe 1959; Winkler 1989): two records that agree on Ogilvie are likelier to be one person's
/// than two that agree on Smith.
struct ValueFrequencies: Sendable {
    /// Bits to add when two records agree on value v in field f; nil for fields that do without.
    private let bits: [[Float]?]

    /// A value seen once or twice says no more about its frequency than that it is rare.
    private static let countMin = 2.0

    init(records: RecordTable, profile: ListProfile) {
        bits = profile.fields.enumerated().map { field, description in
            description.usesFrequencies ? ValueFrequencies.bits(records, field) : nil
        }
    }

    /// The model's u for exact agreement is that of the average value: here the difference to this one's.
    private static func bits(_ records: RecordTable, _ field: Int) -> [Float] {
        var counts = Array(repeating: 0.0, count: records.table(of: field).count)
        for record in 0..<records.count { counts[Int(records.value(record, field))] += 1 }
        counts[0] = 0
        let total = counts.reduce(0, +)
        let agreeing = counts.reduce(0) { $0 + $1 * ($1 - 1) }
        guard total > 1, agreeing > 0 else { return counts.map { _ in 0 } }
        let average = agreeing / (total * (total - 1))
        return counts.map { $0 == 0 ? 0 : Float(OddsScale.log2(average * total / max($0, countMin))) }
    }

    func adjustment(_ field: Int, _ value: UInt32) -> Double { bits[field].map { Double($0[Int(value)]) } ?? 0 }
}
