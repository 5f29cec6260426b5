import Testing

@testable import NFODEngine

/// The model is learnt without being told which pairs are whose.
@Suite struct ExpectationMaximisationTests {
    typealias Count = ExpectationMaximisation.PatternCount

    private static let shapes = [
        ComparisonShape(fields: ["surname"], kinds: [.surname]), ComparisonShape(fields: ["born"], kinds: [.date]),
        ComparisonShape(fields: ["town"], kinds: [.text]), ComparisonShape(fields: ["number"], kinds: [.identifier]),
    ]
    /// Probabilities of exact, slip and differ, planted.
    private static let m = [[0.85, 0.10, 0.05], [0.92, 0.05, 0.03], [0.70, 0.10, 0.20], [0.80, 0.12, 0.08]]
    private static let u = [[0.02, 0.01, 0.97], [0.004, 0.006, 0.99], [0.10, 0.02, 0.88], [0.002, 0.008, 0.99]]
    private static let levels: [AgreementLevel] = [.exact, .slip, .differ]

    /// Pairs of one person and of two, by pattern.
    private func planted(matches: Int, others: Int, seed: UInt64) throws -> [Count] {
        var random = SeededNumbers(seed: seed)
        var counts: [UInt64: Double] = [:]
        for pair in 0..<(matches + others) {
            var pattern: UInt64 = 0
            for field in Self.m.indices {
                let shares = pair < matches ? Self.m[field] : Self.u[field]
                let drawn = Double(random.below(100_000)) / 100_000
                let index = drawn < shares[0] ? 0 : drawn < shares[0] + shares[1] ? 1 : 2
                // One cell in ten is missing, whoever it is about.
                let level = random.oneIn(10) ? AgreementLevel.missing : Self.levels[index]
                pattern |= UInt64(level.rawValue) << UInt64(3 * field)
            }
            counts[pattern, default: 0] += 1
        }
        return counts.map { Count(pattern: $0.key, count: $0.value) }
    }

    private func learn(
        _ candidates: [Count], shapes: [ComparisonShape] = shapes, outside: [Count] = [], weight: Double = 0
    ) throws -> ExpectationMaximisation.Outcome {
        let layout = try #require(PatternLayout(shapes))
        return ExpectationMaximisation(shapes: shapes, layout: layout).learn(
            candidates: candidates, outside: outside, outsideWeight: weight,
            start: .shipped(comparisons: shapes, records: 400))
    }

    @Test(arguments: [1, 2, 3] as [UInt64]) func plantedProbabilitiesAreFoundAgain(seed: UInt64) throws {
        let learnt = try learn(try planted(matches: 4_000, others: 80_000, seed: seed))
        #expect(learnt.ending == .converged)
        #expect(abs(learnt.matches - 4_000) < 100)
        #expect(abs(learnt.model.prior - 4_000.0 / 84_000) < 0.001)
        for (field, comparison) in learnt.model.comparisons.enumerated() {
            for (index, level) in Self.levels.enumerated() {
                let (m, u) = (comparison.m[Int(level.rawValue)], comparison.u[Int(level.rawValue)])
                #expect(abs(m - Self.m[field][index]) < 0.02, "m of \(field), \(level): \(m)")
                #expect(abs(u - Self.u[field][index]) < 0.005, "u of \(field), \(level): \(u)")
            }
        }
    }

    @Test func theOrderOfThePatternsChangesNothing() throws {
        let counts = try planted(matches: 500, others: 9_000, seed: 4)
        let expected = try learn(counts.sorted())
        #expect(try learn(counts.sorted().reversed()) == expected)
    }

    @Test func pairsOutsideTheBlocksTeachHowOftenStrangersAgree() throws {
        let all = try planted(matches: 2_000, others: 60_000, seed: 5)
        // What shares an exact surname is a candidate; of the rest one in ten is looked at.
        let inside = all.filter { $0.pattern & 7 == 0 }
        let beyond = all.filter { $0.pattern & 7 != 0 }.map { Count(pattern: $0.pattern, count: $0.count / 10) }
        let learnt = try learn(inside, outside: beyond, weight: 10)
        let surname = learnt.model.comparisons[0]
        #expect(abs(surname.u[0] - 0.02) < 0.005, "\(surname.u[0])")
        #expect(abs(learnt.model.comparisons[2].u[0] - 0.10) < 0.01)
    }

    @Test func missingWeighsNothing() throws {
        let learnt = try learn(try planted(matches: 1_000, others: 20_000, seed: 6))
        for comparison in learnt.model.comparisons {
            #expect(comparison.weight(Int(AgreementLevel.missing.rawValue)) == 0)
        }
    }

    @Test func tooFewPairsLeaveTheShippedWeights() throws {
        let start = MatchModel.shipped(comparisons: Self.shapes, records: 400)
        for counts in [[], try planted(matches: 3, others: 500, seed: 7)] {
            let learnt = try learn(counts)
            #expect(learnt.ending == .tooFewMatches)
            #expect(learnt.model == start)
        }
    }

    @Test func fieldsThatHangTogetherDoNotCountTwice() throws {
        let person = [Self.shapes[0], Self.shapes[1]]
        let together = [ComparisonShape(fields: ["town", "street"], kinds: [.text, .text])]
        let apart = together[0].fields.map { ComparisonShape(fields: [$0], kinds: [.text]) }
        func counts(_ own: UInt64, _ place: UInt64, _ count: Double) -> Count {
            Count(pattern: own | own << 3 | place << 6 | place << 9, count: count)
        }
        // Strangers of one house share street and town together or not at all.
        let all = [counts(0, 0, 900), counts(0, 5, 100), counts(5, 0, 1_000), counts(5, 5, 97_000)]
        let joint = try learn(all, shapes: person + together).model.comparisons[2].weight(0)
        let single = try learn(all, shapes: person + apart).model.comparisons
        // log2(0.9 / 0.0102)
        #expect(abs(joint - 6.46) < 0.1, "\(joint)")
        #expect(single[2].weight(0) + single[3].weight(0) > joint + 5)
    }

    @Test func aDependenceHasProbabilitiesOfItsOwn() throws {
        let street = ComparisonShape(fields: ["street"], kinds: [.text], given: "surname")
        func counts(_ surname: UInt64, _ own: UInt64, _ street: UInt64, _ count: Double) -> Count {
            Count(pattern: surname | own << 3 | own << 6 | street << 9, count: count)
        }
        // Families share a name and a street; strangers neither.
        let learnt = try learn(
            [
                counts(0, 0, 0, 1_800), counts(0, 0, 5, 200), counts(0, 5, 0, 3_000), counts(0, 5, 5, 3_000),
                counts(5, 5, 0, 100), counts(5, 5, 5, 90_000),
            ], shapes: [Self.shapes[0], Self.shapes[1], Self.shapes[3], street])
        let comparison = learnt.model.comparisons[3]
        let (sameSurname, otherSurname) = (comparison.weight(0), comparison.weight(0 | 1 << 3))
        // log2(0.9 / 0.5); and little was seen of one person's records with two surnames.
        #expect(abs(sameSurname - 0.85) < 0.1, "\(sameSurname)")
        #expect(otherSurname > 7, "\(otherSurname)")
    }
}
