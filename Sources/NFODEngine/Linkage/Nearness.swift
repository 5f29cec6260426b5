/// How far two short pieces of text are apart; see ``ByteNearness``. All of it is symmetric.
public enum Nearness {
    /// Equal, or made equal by one slip: a letter wrong, missing or too many, or two neighbours swapped
    /// (Damerau 1964: four in five typing errors are one of these).
    public static func isAtMostOneSlip(_ left: String, _ right: String) -> Bool {
        bytes(left, right) { ByteNearness.isAtMostOneSlip($0, $1) }
    }

    /// 0 (nothing alike) to 1 (equal): Jaro's measure with Winkler's bonus of a tenth for each of the first four
    /// letters that agree (Winkler 1990). Over the first 64 bytes.
    public static func jaroWinkler(_ left: String, _ right: String) -> Double {
        bytes(left, right) { ByteNearness.jaroWinkler($0, $1) }
    }

    /// Hands out the letters of both in place.
    static func bytes<Result>(
        _ left: String, _ right: String, _ body: (ByteNearness.Text, ByteNearness.Text) -> Result
    ) -> Result {
        var (left, right) = (left, right)
        return left.withUTF8 { one in right.withUTF8 { other in body(one, other) } }
    }
}
