/// The weight of evidence: the logarithm to base 2 of a likelihood ratio. 3 bits speak eight to one for, -3 bits eight
/// to one against. Kept in tenths, so that it reads the same in events, reports and tests.
public struct Bits: Hashable, Comparable, Codable, Sendable, CustomStringConvertible {
    public let tenths: Int

    public init(tenths: Int) { self.tenths = tenths }

    /// The bits of a ratio of likelihoods: 1 gives 0, 8 gives 3. What is impossible or certain counts as 100 bits.
    public init(ratio: Double) { tenths = Int((Bits.logarithm(ratio) * 10).rounded()) }

    public init(from decoder: any Decoder) throws { tenths = try decoder.singleValueContainer().decode(Int.self) }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(tenths)
    }

    public static func < (left: Bits, right: Bits) -> Bool { left.tenths < right.tenths }
    public static let zero = Bits(tenths: 0)

    /// The ratio again, to a twentieth of a bit.
    public var ratio: Double { OddsScale.exp2(Double(tenths) / 10) }

    /// `+12.3`, `-0.4`.
    public var description: String {
        "\(tenths < 0 ? "-" : "+")\(abs(tenths) / 10).\(abs(tenths) % 10)"
    }

    private static func logarithm(_ ratio: Double) -> Double {
        guard ratio > 0 else { return -100 }
        return ratio.isFinite ? min(max(OddsScale.log2(ratio), -100), 100) : 100
    }
}
