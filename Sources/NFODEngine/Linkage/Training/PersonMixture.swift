/// The model of people, as it is being learnt: one person, strangers, and the kin of households beside them, whose
/// rates and shares stay as they are, so that twins are not taken for one person with many slips.
struct PersonMixture: MixtureModel {
    let fields: [CompositeField]
    let kin: PersonModel.Kin
    let worth: TrainingWorth
    var prior: Double
    /// Pairs expected behind each outcome of each field, as learnt last.
    private(set) var counts: (same: [[Double]], strangers: [[Double]])
    private var rates: [[PersonModel.Rates]]

    init(_ model: PersonModel, prior: Double, worth: TrainingWorth) {
        fields = CompositeField.all(model)
        kin = model.kin
        self.worth = worth
        self.prior = prior
        rates = fields.map { $0.outcomes.map(\.rates) }
        let none = fields.map { $0.outcomes.map { _ in 0.0 } }
        counts = (none, none)
    }

    var weights: [[Double]] { weights(of: \.same) }

    var others: [OtherPairs] {
        zip(PersonModel.Rates.kin, [kin.twin, kin.relative, kin.parentOrChild, kin.namesake])
            .filter { $0.1 > 0 }.map { OtherPairs(share: $0.1, weights: weights(of: $0.0)) }
    }

    private func weights(of kind: KeyPath<PersonModel.Rates, Double>) -> [[Double]] {
        rates.map { $0.map { OddsScale.log2($0[keyPath: kind] / $0.stranger) } }
    }

    mutating func fit(same: [[Double]], strangers: [[Double]]) {
        counts = (same, strangers)
        for (index, field) in fields.enumerated() {
            let m = learnt(field, \.same, same[index], worth.pairs)
            let u = learnt(field, \.stranger, strangers[index], worth.strangers)
            for outcome in field.outcomes.indices where field.outcomes[outcome].told != nil {
                rates[index][outcome].same = m[outcome]
                rates[index][outcome].stranger = u[outcome]
            }
        }
    }

    /// Among outcomes in which the same was told: what was seen, with the shipped rates counted as so many pairs. Their
    /// sum stays what it was, because the rates of kin are measured against it.
    private func learnt(
        _ field: CompositeField, _ kind: KeyPath<PersonModel.Rates, Double>, _ seen: [Double], _ worth: Double
    ) -> [Double] {
        var shipped: [Int: Double] = [:]
        var total: [Int: Double] = [:]
        for (outcome, seen) in zip(field.outcomes, seen) {
            guard let told = outcome.told else { continue }
            shipped[told, default: 0] += outcome.rates[keyPath: kind]
            total[told, default: 0] += seen
        }
        return zip(field.outcomes, seen).map { outcome, seen in
            let before = outcome.rates[keyPath: kind]
            guard let told = outcome.told, let sum = shipped[told] else { return before }
            return (seen * sum + worth * before) / (total[told, default: 0] + worth)
        }
    }
}

/// How many pairs the shipped rates count as: so many must have been seen before half of what is seen is believed.
struct TrainingWorth: Hashable, Sendable {
    /// Pairs of one person.
    let pairs: Double
    /// Pairs of strangers.
    let strangers: Double
}
