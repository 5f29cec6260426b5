/// A Community Health Index number that linkage may use: ten digits that pass a check. Never the only key, and never a
/// sign of sex or of the birth date (rule 16).
public struct CHIDigits: Hashable, Comparable, Codable, Sendable, PersonalData {
    /// The ten digits, as text because of leading zeros.
    public let text: String

    /// Nil unless `told` is ten digits, blanks aside, and passes modulus 11 or modulus 10. Nine digits are not padded:
    /// which zero was lost is a guess.
    public init?(_ told: String) {
        let digits = told.filter { $0 != " " }
        guard digits.utf8.count == 10, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        let numbers = digits.utf8.map { Int($0) - 0x30 }
        guard CHIDigits.passesModulus11(numbers) || CHIDigits.passesModulus10(numbers) else { return nil }
        text = digits
    }

    /// Weights 10 to 2 on the first nine; check digit 11 less the remainder, 11 counting as 0, 10 never issued.
    static func passesModulus11(_ numbers: [Int]) -> Bool {
        let sum = (0..<9).reduce(0) { $0 + numbers[$1] * (10 - $1) }
        let check = (11 - sum % 11) % 11
        return check != 10 && check == numbers[9]
    }

    /// In use since 2026 for birth dates that have run out of numbers: every second of the first nine digits doubled,
    /// from the ninth leftward.
    static func passesModulus10(_ numbers: [Int]) -> Bool {
        let sum = (0..<9).reduce(0) { sum, index in
            let product = index.isMultiple(of: 2) ? numbers[index] * 2 : numbers[index]
            return sum + (product > 9 ? product - 9 : product)
        }
        return (10 - sum % 10) % 10 == numbers[9]
    }

    /// One digit wrong or two neighbours swapped: one in ten such slips passes the checks.
    public func isOneSlip(from other: CHIDigits) -> Bool {
        self != other && Nearness.isAtMostOneSlip(text, other.text)
    }

    public static func < (left: CHIDigits, right: CHIDigits) -> Bool { left.text < right.text }
}
