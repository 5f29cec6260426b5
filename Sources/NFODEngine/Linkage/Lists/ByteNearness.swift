/// How far two short pieces of text are apart, over bytes in place: millions of pairs are asked. ``Nearness`` asks for
/// strings.
enum ByteNearness {
    typealias Text = UnsafeBufferPointer<UInt8>

    /// Equal, or made equal by one slip; as ``Nearness/isAtMostOneSlip(_:_:)``.
    static func isAtMostOneSlip(_ left: Text, _ right: Text) -> Bool {
        let (short, long) = left.count <= right.count ? (left, right) : (right, left)
        guard long.count - short.count <= 1 else { return false }
        var first = 0
        while first < short.count, short[first] == long[first] { first += 1 }
        if first == short.count { return true }
        if short.count < long.count { return isEqual(short, first, long, first + 1) }
        if isEqual(short, first + 1, long, first + 1) { return true }
        return first + 1 < short.count && short[first] == long[first + 1] && short[first + 1] == long[first]
            && isEqual(short, first + 2, long, first + 2)
    }

    private static func isEqual(_ left: Text, _ from: Int, _ right: Text, _ start: Int) -> Bool {
        guard left.count - from == right.count - start else { return false }
        var offset = 0
        while from + offset < left.count {
            if left[from + offset] != right[start + offset] { return false }
            offset += 1
        }
        return true
    }

    /// Longer texts are measured by their beginning.
    private static let longest = 64

    /// Jaro and Winkler's measure, over the first 64 bytes; as ``Nearness/jaroWinkler(_:_:)``.
    static func jaroWinkler(_ left: Text, _ right: Text) -> Double {
        let (short, long) = left.count <= right.count ? (left, right) : (right, left)
        let (shortCount, longCount) = (min(short.count, longest), min(long.count, longest))
        if shortCount == 0 { return longCount == 0 ? 1 : 0 }
        let alike = jaro(short, shortCount, long, longCount)
        var prefix = 0
        while prefix < min(4, shortCount), short[prefix] == long[prefix] { prefix += 1 }
        return alike + Double(prefix) * 0.1 * (1 - alike)
    }

    /// ``jaroWinkler(_:_:)`` is no higher than this, which costs next to nothing to know.
    ///
    /// - Parameter lacking: different letters of `left` that `right` has none of; `lackingThere`: the other way round.
    static func mostAlike(_ left: Text, _ right: Text, lacking: Int, lackingThere: Int) -> Double {
        let (count, other) = (left.count, right.count)
        if count == 0 || other == 0 || max(count, other) > longest { return 1 }
        let matched = Double(min(count - lacking, other - lackingThere))
        if matched <= 0 { return 0 }
        let alike = (matched / Double(count) + matched / Double(other) + 1) / 3
        var prefix = 0
        while prefix < min(4, count, other), left[prefix] == right[prefix] { prefix += 1 }
        return alike + Double(prefix) * 0.1 * (1 - alike)
    }

    private static func jaro(_ short: Text, _ shortCount: Int, _ long: Text, _ longCount: Int) -> Double {
        let reach = max(0, longCount / 2 - 1)
        var (mine, theirs): (UInt64, UInt64) = (0, 0)
        for index in 0..<shortCount {
            var other = max(0, index - reach)
            let end = min(longCount, index + reach + 1)
            while other < end {
                if long[other] == short[index], theirs >> UInt64(other) & 1 == 0 {
                    mine |= 1 << UInt64(index)
                    theirs |= 1 << UInt64(other)
                    break
                }
                other += 1
            }
        }
        let matched = mine.nonzeroBitCount
        if matched == 0 { return 0 }
        var outOfPlace = 0
        while mine != 0 {
            if short[mine.trailingZeroBitCount] != long[theirs.trailingZeroBitCount] { outOfPlace += 1 }
            mine &= mine - 1
            theirs &= theirs - 1
        }
        let count = Double(matched)
        return (count / Double(shortCount) + count / Double(longCount) + (count - Double(outOfPlace / 2)) / count) / 3
    }
}
