/// How far two tellings of one identifier agree.
enum Likeness: Sendable {
    case same
    /// A misspelling away: one letter or digit wrong, missing, too many, or two neighbours swapped.
    case near
    case different
    /// At least one side does not tell it.
    case untold

    init(_ left: String?, _ right: String?) {
        guard let left, let right else {
            self = .untold
            return
        }
        let (one, other) = (letters(left), letters(right))
        if one.isEmpty || other.isEmpty {
            self = .untold
        } else if one == other {
            self = .same
        } else {
            self = isOneSlip(one, other) ? .near : .different
        }
    }

    var isAgreement: Bool { self == .same || self == .near }
}

/// Letters and digits alone, lower case: `O'Neill` and `ONEILL` are spelt alike.
private func letters(_ text: String) -> [Character] {
    text.lowercased().filter { $0.isLetter || $0.isNumber }.map(\.self)
}

/// One insertion, deletion, substitution or swap of neighbours apart; texts of one or two letters are never near.
private func isOneSlip(_ left: [Character], _ right: [Character]) -> Bool {
    let (short, long) = left.count <= right.count ? (left, right) : (right, left)
    guard short.count >= 3, long.count - short.count <= 1 else { return false }
    let start = zip(short, long).prefix { $0 == $1 }.count
    let end = zip(short.reversed(), long.reversed()).prefix { $0 == $1 }.count
    if start + end >= long.count - 1 { return true }
    guard short.count == long.count, start + end == short.count - 2 else { return false }
    return short[start] == long[start + 1] && short[start + 1] == long[start]
}
