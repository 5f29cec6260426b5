import Testing

@testable import NFODEngine

@Suite struct LadderWordingTests {
    @Test(
        arguments: [
            (.init(.overdose, .zero), "at the near-fatal overdose"),
            (.init(.overdose, .hours(24)), "24 h after the near-fatal overdose"),
            (.init(.contactDue, -.hours(12)), "12 h before contact is due"),
            (.init(.contactDue, .zero), "when contact is due"),
            (.init(.contactDue, .minutes(90)), "1 h 30 min after contact was due"),
            (.init(.levelBefore, .minutes(20)), "20 min after the level before"),
            (.init(.levelBefore, .zero), "with the level before"),
        ] as [(LadderPolicy.Start, String)])
    func aStartInWords(start: LadderPolicy.Start, words: String) {
        #expect(Wording().text(start) == words)
    }
}
