import Testing

@testable import NFODEngine

@Suite struct ByteNearnessTests {
    @Test func bytesAreAsNearAsStrings() {
        var random = SeededNumbers(seed: 1)
        for _ in 0..<4_000 {
            let left = (0..<random.below(12)).map { _ in random.pick(["a", "b", "c", "d"]) }.joined()
            let right =
                random.oneIn(3)
                ? String(left.dropFirst())
                : (0..<random.below(12))
                    .map { _ in random.pick(["a", "b", "c", "d"]) }.joined()
            let (one, other) = (Array(left.utf8), Array(right.utf8))
            one.withUnsafeBufferPointer { one in
                other.withUnsafeBufferPointer { other in
                    #expect(
                        ByteNearness.isAtMostOneSlip(one, other) == PlainNearness.isAtMostOneSlip(left, right),
                        "\(left) \(right)")
                    #expect(
                        ByteNearness.jaroWinkler(one, other) == PlainNearness.jaroWinkler(left, right),
                        "\(left) \(right)")
                    let (mine, theirs) = (Set(left), Set(right))
                    let most = ByteNearness.mostAlike(
                        one, other, lacking: mine.subtracting(theirs).count,
                        lackingThere: theirs.subtracting(mine).count)
                    #expect(most + 1e-12 >= PlainNearness.jaroWinkler(left, right), "\(left) \(right)")
                    #expect(ByteNearness.jaroWinkler(other, one) == ByteNearness.jaroWinkler(one, other))
                }
            }
        }
    }

    @Test(arguments: [
        (1.0, 0.0), (2, 1), (0.5, -1), (1_024, 10), (3, 1.584_962_500_721_156), (1e-12, -39.863_137_138_648_35),
        (0.1, -3.321_928_094_887_362_6),
    ])
    func bitsAreBinaryLogarithms(value: Double, bits: Double) {
        #expect(abs(OddsScale.log2(value) - bits) < 1e-11)
        #expect(abs(OddsScale.exp2(bits) / value - 1) < 1e-11)
    }

    @Test func oddsAndProbabilitiesAreTheSame() {
        #expect(OddsScale.odds(of: 0.5) == 0)
        #expect(abs(OddsScale.probability(odds: OddsScale.odds(of: 0.05)) - 0.05) < 1e-12)
        #expect(OddsScale.probability(odds: -5_000) == 0 && OddsScale.probability(odds: 5_000) == 1)
    }
}
