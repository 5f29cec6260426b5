/// The measures written for reading, over arrays: what the fast ones are held against.
enum PlainNearness {
    /// Equal, or made equal by one slip: a letter wrong, missing or too many, or two neighbours swapped
    /// (Damerau 1964: four in five typing errors are one of these).
    static func isAtMostOneSlip(_ left: String, _ right: String) -> Bool {
        isAtMostOneSlip(Array(left.utf8), Array(right.utf8))
    }

    static func isAtMostOneSlip(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        let (short, long) = ordered(left, right)
        guard long.count - short.count <= 1 else { return false }
        guard let first = short.indices.first(where: { short[$0] != long[$0] }) else { return true }
        if short.count < long.count { return short[first...] == long[(first + 1)...] }
        if short[(first + 1)...] == long[(first + 1)...] { return true }
        return first + 1 < short.count && short[first] == long[first + 1] && short[first + 1] == long[first]
            && short[(first + 2)...] == long[(first + 2)...]
    }

    private static func ordered(_ left: [UInt8], _ right: [UInt8]) -> ([UInt8], [UInt8]) {
        left.count <= right.count ? (left, right) : (right, left)
    }

    /// 0 (nothing alike) to 1 (equal): Jaro's measure with Winkler's bonus of a tenth for each of the first four
    /// letters that agree (Winkler 1990).
    static func jaroWinkler(_ left: String, _ right: String) -> Double {
        let (short, long) = ordered(Array(left.utf8), Array(right.utf8))
        if short.isEmpty { return long.isEmpty ? 1 : 0 }
        let alike = jaro(short, long)
        let prefix = zip(short, long).prefix(4).prefix { $0 == $1 }.count
        return alike + Double(prefix) * 0.1 * (1 - alike)
    }

    private static func jaro(_ short: [UInt8], _ long: [UInt8]) -> Double {
        let reach = max(0, long.count / 2 - 1)
        var taken = [Bool](repeating: false, count: long.count)
        var matched: [UInt8] = []
        for (index, letter) in short.enumerated() {
            let window = max(0, index - reach)..<max(0, min(long.count, index + reach + 1))
            guard let partner = window.first(where: { !taken[$0] && long[$0] == letter }) else { continue }
            taken[partner] = true
            matched.append(letter)
        }
        guard !matched.isEmpty else { return 0 }
        let partners = long.indices.filter { taken[$0] }.map { long[$0] }
        let outOfPlace = zip(matched, partners).filter { $0 != $1 }.count / 2
        let count = Double(matched.count)
        return (count / Double(short.count) + count / Double(long.count) + (count - Double(outOfPlace)) / count) / 3
    }
}
