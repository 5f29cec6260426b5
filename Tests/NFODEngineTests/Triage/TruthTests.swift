import NFODEngine
import Testing

/// Three values: missing data is never taken for no (rule 20).
@Suite struct TruthTests {
    @Test(arguments: [
        // left   right     and       or
        (Truth.yes, Truth.yes, Truth.yes, Truth.yes),
        (.yes, .no, .no, .yes),
        (.yes, .unknown, .unknown, .yes),
        (.no, .yes, .no, .yes),
        (.no, .no, .no, .no),
        (.no, .unknown, .no, .unknown),
        (.unknown, .yes, .unknown, .yes),
        (.unknown, .no, .no, .unknown),
        (.unknown, .unknown, .unknown, .unknown),
    ])
    func threeValuedLogic(left: Truth, right: Truth, and: Truth, or: Truth) {
        #expect(left.and(right) == and)
        #expect(left.or(right) == or)
        #expect(left.and(right).negated == left.negated.or(right.negated))
    }

    @Test(arguments: [
        // told by three sources                  together      differ
        ([Told.yes, .unknown, .unknown], Truth.yes, false),
        ([.no, .unknown, .unknown], .no, false),
        ([.yes, .no, .unknown], .yes, true),
        ([.no, .yes, .yes], .yes, true),
        ([.unknown, .unknown, .unknown], .unknown, false),
        ([], .unknown, false),
    ])
    func sourcesFold(told: [Told], truth: Truth, differ: Bool) {
        let answer = Answer(told.enumerated().map { (source: SourceID("s\($0)"), answer: $1) })
        #expect(answer.truth == truth)
        #expect(answer.sourcesDiffer == differ)
    }

    @Test func conditionsNameTheFactsThatDecide() throws {
        let facts = Sample.one {
            $0.selfHarm = .yes
            $0.naloxoneGiven = .no
        }
        let (harm, naloxone) = (try Sample.fact(.selfHarm), try Sample.fact(.naloxoneGiven))
        let children = try Sample.fact(.childrenPresent)
        let cases: [(Condition, Truth, [Fact])] = [
            (.always, .yes, []),
            (.all([.fact(harm), .fact(naloxone)]), .no, [naloxone]),
            (.any([.fact(harm), .fact(naloxone)]), .yes, [harm]),
            (.all([.fact(harm), .fact(children)]), .unknown, [children]),
            (.any([.fact(naloxone), .fact(children)]), .unknown, [children]),
            (.all([.fact(naloxone), .fact(children)]), .no, [naloxone]),
            (.not(.fact(naloxone)), .yes, [naloxone]),
            (.not(.fact(children)), .unknown, [children]),
            (.notKnown(.fact(children)), .yes, [children]),
            (.notKnown(.fact(harm)), .no, [harm]),
        ]
        for (condition, truth, named) in cases {
            let judgement = condition.judge(facts)
            #expect(judgement.truth == truth, "\(condition)")
            #expect(judgement.facts.map(\.fact) == named, "\(condition)")
        }
    }
}
