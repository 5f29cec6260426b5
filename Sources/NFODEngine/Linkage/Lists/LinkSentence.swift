/// Says what speaks for and against a pair, in words and without any value: "same surname and birthDate; forename in
/// another form; no chi in one of them; postcode differs".
struct LinkSentence {
    private let scorer: PairScorer
    private let profile: ListProfile

    init(scorer: PairScorer, profile: ListProfile) {
        self.scorer = scorer
        self.profile = profile
    }

    /// - Parameter fitsTwo: one of them fits another person nearly as well.
    func sentence(_ pair: ScoredPair, fitsTwo: Bool = false) -> String {
        var phrases = fitsTwo ? ["left open because one of them fits somebody else nearly as well"] : []
        if let contradiction = pair.contradiction {
            phrases.append("kept apart by the rule '\(profile.allContradictions[contradiction].name)'")
        }
        for level in AgreementLevel.allCases { phrases += self.phrases(level, pair.pattern) }
        return phrases.joined(separator: "; ")
    }

    /// The fields with this level.
    private func phrases(_ level: AgreementLevel, _ pattern: UInt64) -> [String] {
        let fields = profile.fields.indices.filter { scorer.level(of: $0, in: pattern) == level }
        let straight = fields.filter { !scorer.isSwapped($0, in: pattern) }
        let names = listed(straight.map { profile.fields[$0].name })
        var phrases: [String] = []
        let swapped = profile.comparisons.filter { comparison in
            comparison.isInterchangeable && scorer.isSwapped(comparison.fields[0], in: pattern)
        }
        if level == .exact {
            phrases += swapped.map { listed($0.fields.map { profile.fields[$0].name }) + " swapped" }
        }
        switch level {
        case .exact: if !straight.isEmpty { phrases.insert("same " + names, at: 0) }
        case .form: if !straight.isEmpty { phrases.append(names + " in another form") }
        case .slip: if !straight.isEmpty { phrases.append(names + " one slip apart") }
        case .alike: if !straight.isEmpty { phrases.append(names + " alike") }
        case .loose: phrases += straight.map { loosely(profile.fields[$0]) }
        case .differ:
            if !straight.isEmpty { phrases.append(names + (straight.count == 1 ? " differs" : " differ")) }
        case .missing: if !straight.isEmpty { phrases.append("no \(names) in one of them") }
        }
        return phrases
    }

    private func loosely(_ field: ListField) -> String {
        switch field.kind {
        case .date: "only the year of \(field.name) the same"
        case .code: "\(field.name) of the same area"
        case .address: "\(field.name) in the same street, another number"
        case .chi: "\(field.name) differs and one of them is no valid number"
        case .forename, .surname, .identifier, .text, .number, .sex: "\(field.name) a little alike"
        }
    }

    private func listed(_ names: [String]) -> String {
        guard let last = names.last, names.count > 1 else { return names.first ?? "" }
        return names.dropLast().joined(separator: ", ") + " and " + last
    }
}
