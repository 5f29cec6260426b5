/// A Community Health Index number as somebody told it. Never refused (rule 13), never the only key, never read for sex
/// (rule 16): not every number's ninth digit agrees with the person.
public struct CHINumber: Sendable, Hashable, PersonalData {
    /// As told, without blanks, dashes and the apostrophe with which spreadsheets mark text.
    public let text: String

    /// Nil when nothing is left.
    public init?(told: some StringProtocol) {
        // Most are digits alone, and need no look at each character.
        let isDigits = told.utf8.allSatisfy { (0x30...0x39).contains($0) }
        text = isDigits ? String(told) : String(told.filter { !$0.isWhitespace && $0 != "-" && $0 != "'" })
        if text.isEmpty { return nil }
    }

    /// Valid by modulus 11 or modulus 10, with a date that exists.
    public var isValid: Bool { doubts.isEmpty }

    /// What speaks against the number; empty when it is valid.
    public var doubts: Set<IntakeFlag> {
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return [.chiNotDigits] }
        guard text.utf8.count == 10 else { return [text.utf8.count == 9 ? .chiNineDigits : .chiWrongLength] }
        var doubts: Set<IntakeFlag> = []
        if birthDates.isEmpty { doubts.insert(.chiDateImpossible) }
        if !passesModulus11 && !passesModulus10 { doubts.insert(.chiChecksumFails) }
        return doubts
    }

    /// The days that digits one to six may mean, in the 1800s, 1900s and 2000s; empty when there is no such day.
    public var birthDates: [CivilDate] {
        guard let digits else { return [] }
        let (day, month, year) = (pair(digits, 0), pair(digits, 2), pair(digits, 4))
        return [1_800, 1_900, 2_000].compactMap { CivilDate(year: $0 + year, month: month, day: day) }
    }

    /// The number carries a date, and it is another one than `birthDate`.
    public func differs(from birthDate: CivilDate) -> Bool {
        !birthDates.isEmpty
            && !birthDates.contains {
                $0.month == birthDate.month && $0.day == birthDate.day
                    && $0.year % 100 == birthDate.year % 100
            }
    }

    /// Weights ten to two; a remainder that asks for ten has no number (phsmethods, chi_check.R).
    var passesModulus11: Bool {
        guard let digits else { return false }
        let sum = digits.prefix(9).enumerated().reduce(0) { $0 + (10 - $1.offset) * $1.element }
        let check = 11 - sum % 11
        return check == 11 ? digits[9] == 0 : check == digits[9]
    }

    /// In use since February 2026 where a birth date has no modulus 11 number left (phsmethods, issue 147).
    var passesModulus10: Bool {
        guard let digits else { return false }
        let sum = digits.prefix(9).enumerated().reduce(0) { sum, digit in
            let value = digit.offset % 2 == 0 ? digit.element * 2 : digit.element
            return sum + (value > 9 ? value - 9 : value)
        }
        return (10 - sum % 10) % 10 == digits[9]
    }

    private var digits: [Int]? {
        guard text.utf8.count == 10, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return text.utf8.map { Int($0) - 0x30 }
    }

    private func pair(_ digits: [Int], _ index: Int) -> Int { digits[index] * 10 + digits[index + 1] }
}
