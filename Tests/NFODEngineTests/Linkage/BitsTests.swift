import NFODEngine
import Testing

@Suite struct BitsTests {
    @Test(arguments: [(8.0, 30), (1, 0), (0.125, -30), (1.5, 6), (0.4, -13), (1e12, 399)])
    func aRatioInBits(ratio: Double, tenths: Int) { #expect(Bits(ratio: ratio).tenths == tenths) }

    @Test func theImpossibleAndTheCertainHaveAnEnd() {
        #expect(Bits(ratio: 0).tenths == -1_000)
        #expect(Bits(ratio: .infinity).tenths == 1_000)
    }

    @Test func theRatioComesBack() {
        for tenths in -400...400 {
            #expect(Bits(ratio: Bits(tenths: tenths).ratio).tenths == tenths)
        }
    }

    @Test func reads() {
        #expect(Bits(tenths: 123).description == "+12.3")
        #expect(Bits(tenths: -4).description == "-0.4")
    }
}
