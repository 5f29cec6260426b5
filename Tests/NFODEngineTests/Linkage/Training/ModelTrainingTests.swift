import Testing

@testable import NFODEngine

/// `nfodd link train`, the part that is pure.
@Suite struct ModelTrainingTests {
    private func learn(
        _ told: [PersonEvidence], _ known: [ModelTraining.KnownPair] = [],
        settings change: (inout ModelTraining.Settings) -> Void = { _ in }
    ) throws -> TrainedModel? {
        var records = TrainingRecords()
        for record in told { records.add(record) }
        var wanted = ModelTraining.Settings()
        // Fewer than by day, so that the engine alone is tested in seconds.
        wanted.strangersMax = 40_000
        change(&wanted)
        return try ModelTraining(records, settings: wanted, incident: settings).learn(known)
    }

    private func rate(_ model: TrainedModel, _ level: String) throws -> (same: Double, stranger: Double) {
        let rates = try #require(model.rates.levels[level])
        return (Double(rates[0]) / 1e9, Double(rates[1]) / 1e9)
    }

    @Test(arguments: [1, 2] as [UInt64]) func plantedRatesAreFoundAgain(seed: UInt64) throws {
        var town = TrainingTown(seed: seed)
        let model = try #require(try learn(town.records(people: 600, each: 4)))
        #expect(model.figures.notifications == 2_400)
        #expect(abs(model.figures.matches - 3_600) < 180, "a few share no key: \(model.figures)")
        // Two records agree where neither has the slip, or (for names) both have the same one.
        #expect(abs(try rate(model, "birthDate.agree").same - 0.66 * 0.99) < 0.08)
        #expect(abs(try rate(model, "surname.agree").same - 0.82 * 0.98) < 0.04)
        #expect(abs(try rate(model, "surname.slip").same - 0.18 * 0.98) < 0.04)
        #expect(abs(try rate(model, "home.sameDoor").same - 0.49 * 0.94) < 0.06)
        #expect(try rate(model, "home.differ").same <= 0.8)
        // One forename in twenty is shared by strangers: what was shipped is far off, and moves toward it.
        #expect(try rate(model, "forename.agree").stranger > 0.03)
    }

    @Test func fewRecordsLeaveTheShippedRates() throws {
        var town = TrainingTown(seed: 3, slips: TrainingTown.Slips(surname: 5, birthDate: 0, home: 20))
        let model = try #require(try learn(town.records(people: 12, each: 3)))
        for (level, shipped) in StoredRates(.shipped).levels {
            let rates = try #require(model.rates.levels[level])
            for (before, after) in zip(shipped, rates) {
                #expect(abs(OddsScale.log2(Double(after) / Double(before))) < 0.7, "\(level)")
            }
        }
    }

    @Test func nothingIsLearntFromNothing() throws {
        #expect(try learn([]) == nil)
        #expect(try learn([told(1, "Ailsa", "Testperson", born: "1985-02-01")]) == nil)
        #expect(try learn((1...50).map { told($0, nil, nil, sex: .male) }) == nil, "nobody is named")
        #expect(try learn((1...50).map { told($0, "Ailsa", nil) }) == nil, "the forename alone shares no key")
        var town = TrainingTown(seed: 4)
        #expect(try learn(town.records(people: 300, each: 1)) == nil, "nobody stands in it twice")
    }

    @Test func theSameRecordsGiveTheSameModelInAnyOrderAndSample() throws {
        var town = TrainingTown(seed: 5)
        let told = town.records(people: 200, each: 3)
        let model = try #require(try learn(told))
        #expect(try learn(told) == model)
        #expect(try learn(told.reversed())?.rates == model.rates)
        let sampled = try #require(
            try learn(told) {
                $0.pairsMax = 400
                $0.strangersMax = 5_000
            })
        #expect(sampled.figures.pairs < model.figures.pairs)
        #expect(sampled.figures.strangers <= 5_000)
        #expect(abs(sampled.figures.matches - model.figures.matches) < 100)
    }

    @Test func aKeyThatAllShareIsSampled() throws {
        // Everybody was born on one day, at one place: a feed's default value.
        let all = (1...1_500).map {
            told(Int64($0), "A\($0 % 7)", "B\($0)", born: "1900-01-01", scenePostcode: "DD1 1AA")
        }
        var records = TrainingRecords()
        for record in all { records.add(record) }
        var (visited, weight) = (0, 0.0)
        PairWalk(records, pairsMax: 1_000_000).each { left, right, stands in
            #expect(left < right)
            visited += 1
            weight += stands
        }
        #expect(visited < 300_000)
        #expect(weight > 1_000_000, "they stand for all of them: \(weight)")
    }

    @Test func everyPairIsMetOnceHoweverManyKeysItShares() throws {
        var town = TrainingTown(seed: 6)
        var records = TrainingRecords()
        for record in town.records(people: 100, each: 3) { records.add(record) }
        var met: [[Int]: Int] = [:]
        PairWalk(records, pairsMax: 1_000_000).each { left, right, _ in met[[left, right], default: 0] += 1 }
        #expect(met.values.allSatisfy { $0 == 1 })
        let sharing = (0..<records.count).flatMap { left in
            (left + 1..<records.count).filter { records.meeting(left, $0) != nil }.map { [left, $0] }
        }
        #expect(Set(sharing) == Set(met.keys))
    }

    /// Twins: every pair of two shares all but the forename, and a human has separated each pair that was asked about.
    @Test func whatHumansSaidIsKnown() throws {
        var town = TrainingTown(seed: 7)
        let told = town.records(people: 150, each: 2)
        let apart = stride(from: 0, to: told.count, by: 2).map {
            ModelTraining.KnownPair(told[$0].notification, told[$0 + 1].notification, isSame: false)
        }
        #expect(try learn(told, apart) == nil, "all that looks alike is known to be two")
        let same = apart.map { ModelTraining.KnownPair($0.left, $0.right, isSame: true) }
        let model = try #require(try learn(told, same))
        #expect(model.figures.confirmed == 150 && model.figures.separated == 0)
        #expect(abs(model.figures.matches - 150) < 5)
        let both = try #require(try learn(told, apart + same))
        #expect(both.figures.confirmed == 0, "said both ways, it says nothing")
    }

    @Test func itCanBeStopped() throws {
        struct Stop: Error {}
        var town = TrainingTown(seed: 8)
        var records = TrainingRecords()
        for record in town.records(people: 20, each: 3) { records.add(record) }
        let training = ModelTraining(records, incident: settings) { throw Stop() }
        #expect(throws: Stop.self) { try training.learn() }
    }
}

/// What keeps a trained model from daring too much.
@Suite struct TrainedColumnsTests {
    /// Counts that no honest store has: anything may have been seen.
    private func model(seed: UInt64) -> PersonModel {
        var random = SeededNumbers(seed: seed)
        let worth = TrainingWorth(pairs: 200, strangers: 20_000)
        let fields = CompositeField.all(.shipped)
        func counts(_ most: Int) -> [[Double]] {
            fields.map { $0.outcomes.map { _ in random.oneIn(2) ? 0 : Double(random.below(most)) } }
        }
        return TrainedColumns(.shipped, worth: worth).model(fields, (counts(100_000), counts(10_000_000)))
    }

    @Test(arguments: 1...50 as ClosedRange<UInt64>) func whateverWasCountedTheModelStaysWithinItsBounds(seed: UInt64) {
        let trained = model(seed: seed)
        for column in ModelColumn.allCases {
            var ranked: [(shipped: Double, trained: Double)] = []
            for level in column.levels.indices {
                guard let before = PersonModel.shipped[column, level], let after = trained[column, level]
                else { continue }
                let shipped = OddsScale.log2(before.same / before.stranger)
                let bits = OddsScale.log2(after.same / after.stranger)
                let place = "\(column).\(column.levels[level])"
                #expect(abs(bits - shipped) <= TrainedColumns.bitsMax + 1e-9, "\(place)")
                if shipped < 0 { #expect(bits <= shipped + 1e-9, "\(place) speaks against, and less than as shipped") }
                for kin in PersonModel.Rates.kin {
                    let (was, became) = (before.same / before[keyPath: kin], after.same / after[keyPath: kin])
                    #expect(became <= was * (1 + 1e-9), "\(place) tells from kin better than as shipped")
                }
                ranked.append((shipped, bits))
            }
            ranked.sort { $0.shipped > $1.shipped }
            for (better, worse) in zip(ranked, ranked.dropFirst()) {
                #expect(better.trained >= worse.trained - 1e-9, "\(column)")
            }
        }
    }

    @Test func nothingCountedIsTheShippedModel() {
        let fields = CompositeField.all(.shipped)
        let none = fields.map { $0.outcomes.map { _ in 0.0 } }
        let worth = TrainingWorth(pairs: 200, strangers: 20_000)
        let model = TrainedColumns(.shipped, worth: worth).model(fields, (none, none))
        #expect(StoredRates(model) == StoredRates(.shipped))
    }

    @Test func aStoredVersionIsTheModelAgain() {
        let stored = StoredRates(model(seed: 99))
        let model = stored.model(LinkageModelID(3))
        #expect(model.version == LinkageModelID(3))
        #expect(StoredRates(model) == stored)
        #expect(StoredRates(levels: [:]).model(.shipped) == .shipped, "what a version does not name is as shipped")
    }

    /// What weighing makes of two records, by the training's own reading of the same pair: the two must not drift
    /// apart.
    @Test func trainingSeesWhatWeighingSees() throws {
        let fields = CompositeField.all(.shipped)
        var town = TrainingTown(seed: 11)
        let told = town.records(people: 30, each: 3)
        for (left, right) in zip(told, told.dropFirst()) {
            let comparison = FieldComparison(left, right, settings: settings)
            guard comparison.sharedForename == nil, comparison.sharedSurname == nil, comparison.otherReading == nil
            else { continue }
            let pattern = PairPattern.of(left, right, comparison)
            let product = fields.indices.reduce(1.0) {
                let rates = fields[$1].outcomes[PairPattern.outcome($1, of: pattern)].rates
                return $0 * rates.same / rates.stranger
            }
            let weights = try likeness(left, right).evidence.weights
            let sum = weights.reduce(0) { $0 + $1.bits.tenths }
            #expect(abs(OddsScale.log2(product) * 10 - Double(sum)) < 3)
        }
    }
}
