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
    public var ratio: Double {
        let whole = Double(sign: .plus, exponent: Int((Double(tenths) / 10).rounded(.down)), significand: 1)
        let rest = tenths - Int((Double(tenths) / 10).rounded(.down)) * 10
        return whole * Bits.tenthsOfPower[rest]
    }

    /// `+12.3`, `-0.4`.
    public var description: String {
        "\(tenths < 0 ? "-" : "+")\(abs(tenths) / 10).\(abs(tenths) % 10)"
    }

    /// 2 to the power of 0.0, 0.1, ... 0.9.
    private static let tenthsOfPower = [
        1, 1.0717734625362931, 1.1486983549970351, 1.2311444133449163, 1.3195079107728942, 1.4142135623730951,
        1.5157165665103982, 1.6245047927124709, 1.7411011265922482, 1.8660659830736148,
    ]

    /// The logarithm to base 2, to a thousandth; the standard library has none, and this one is the same everywhere.
    static func logarithm(_ value: Double) -> Double {
        guard value > 0 else { return -100 }
        guard value.isFinite else { return 100 }
        var (result, rest, step) = (Double(value.exponent), value.significand, 0.5)
        while step > 0.0005 {
            rest *= rest
            if rest >= 2 {
                rest /= 2
                result += step
            }
            step /= 2
        }
        return min(max(result, -100), 100)
    }
}
