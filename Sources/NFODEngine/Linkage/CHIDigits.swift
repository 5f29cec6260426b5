/// A Community Health Index number that linkage may use: ten digits that pass a check. Never the only key, and never a
/// sign of sex or of the birth date (rule 16).
public struct CHIDigits: Hashable, Comparable, Codable, Sendable, PersonalData {
    /// The ten digits, as text because of leading zeros.
    public let text: String

    /// Nil unless `told` is ten digits and passes modulus 11 or modulus 10. Nine digits are not padded: which zero was
    /// lost is a guess.
    public init?(_ told: String) {
        guard let number = CHINumber(told: told), number.passesModulus11 || number.passesModulus10 else { return nil }
        text = number.text
    }

    /// One digit wrong or two neighbours swapped: one in ten such slips passes the checks.
    public func isOneSlip(from other: CHIDigits) -> Bool {
        self != other && Nearness.isAtMostOneSlip(text, other.text)
    }

    public static func < (left: CHIDigits, right: CHIDigits) -> Bool { left.text < right.text }
}
