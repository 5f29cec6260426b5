/// Weights in bits: the binary logarithm of how much likelier something is among pairs of one person than among pairs
/// of two. Written out here because the engine imports nothing; to twelve digits, the same on every machine.
enum OddsScale {
    /// Binary logarithm.
    /// - Precondition: `value` is finite and above zero.
    static func log2(_ value: Double) -> Double {
        precondition(value > 0 && value.isFinite)
        var (whole, part) = (Double(value.exponent), value.significand)
        if part > 1.414_213_562_373_095 {
            part /= 2
            whole += 1
        }
        // ln x = 2 artanh((x - 1) / (x + 1)), with an argument below 0.18.
        let ratio = (part - 1) / (part + 1)
        let square = ratio * ratio
        var (term, sum) = (ratio, 0.0)
        for odd in stride(from: 1.0, through: 25, by: 2) {
            sum += term / odd
            term *= square
        }
        return whole + 2 * sum * 1.442_695_040_888_963_4
    }

    /// Two to the power of `exponent`; 0 or infinity beyond what a number can hold.
    static func exp2(_ exponent: Double) -> Double {
        if exponent < -1_020 { return 0 }
        if exponent > 1_020 { return .infinity }
        let whole = exponent.rounded()
        let rest = (exponent - whole) * 0.693_147_180_559_945_3
        var (term, sum) = (1.0, 1.0)
        for step in 1...16 {
            term *= rest / Double(step)
            sum += term
        }
        return sum * Double(sign: .plus, exponent: Int(whole), significand: 1)
    }

    /// The odds for `probability`, in bits: 0.5 is 0.
    static func odds(of probability: Double) -> Double { log2(probability / (1 - probability)) }

    /// The probability with these odds.
    static func probability(odds: Double) -> Double { 1 / (1 + exp2(-odds)) }
}
