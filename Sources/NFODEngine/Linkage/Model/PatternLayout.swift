/// Where in a pattern each comparison's outcome lies. A pattern is all outcomes of one pair in 64 bits: pairs with the
/// same pattern are the same to the model.
public struct PatternLayout: Hashable, Sendable {
    /// For each comparison the lowest bit of its outcome.
    let shifts: [Int]
    private let masks: [UInt64]
    /// For each comparison that depends on a field: the lowest bit of that field's level.
    private let givenShifts: [Int?]
    private let widths: [Int]

    /// - Returns: nil when there are more fields than a pattern can hold (about twenty).
    public init?(_ shapes: [ComparisonShape]) {
        var (shifts, widths): ([Int], [Int]) = ([], [])
        var shiftOfField: [String: Int] = [:]
        var next = 0
        for shape in shapes {
            shifts.append(next)
            for (index, field) in shape.fields.enumerated() { shiftOfField[field] = next + 3 * index }
            let width = 3 * shape.fields.count + (shape.isInterchangeable ? 1 : 0)
            widths.append(width)
            next += width
        }
        guard next <= 64 else { return nil }
        self.shifts = shifts
        self.widths = widths
        masks = widths.map { (1 << UInt64($0)) - 1 }
        givenShifts = shapes.map { $0.given.flatMap { shiftOfField[$0] } }
    }

    /// The outcome of one comparison, as ``ModelComparison`` counts them.
    func outcome(_ comparison: Int, of pattern: UInt64) -> Int {
        let own = Int(pattern >> UInt64(shifts[comparison]) & masks[comparison])
        guard let given = givenShifts[comparison] else { return own }
        let level = UInt8(pattern >> UInt64(given) & 7)
        let state = level == AgreementLevel.missing.rawValue ? 2 : level <= AgreementLevel.alike.rawValue ? 0 : 1
        return own | state << widths[comparison]
    }
}
