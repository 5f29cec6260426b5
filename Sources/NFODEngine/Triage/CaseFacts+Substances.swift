/// What the sources say was taken. A source that names some substances is taken at its word about the others, unless
/// something in its list could not be read or named: then an absent one is "not known".
extension CaseFacts {
    func findSubstance(_ fact: Fact) -> FactUsed {
        let opioids = Set(Substance.allCases.filter(\.isOpioid))
        let benzodiazepines: Set<Substance> = [.streetBenzodiazepine, .prescribedBenzodiazepine]
        switch fact.code {
        case .nitazeneSuspected: return found(fact, [[.nitazene]])
        case .opioidSuspected: return found(fact, [opioids])
        case .benzodiazepineSuspected: return found(fact, [benzodiazepines])
        case .benzodiazepineWithOpioid: return found(fact, [benzodiazepines, opioids])
        case .alcoholWithOpioid: return found(fact, [[.alcohol], opioids])
        case .anySubstanceOf: return found(fact, [Set(fact.substances ?? [])])
        case .polySubstance: return found(fact, several: told.substances)
        default: return FactUsed(fact, Truth(told.substances.subtracting([.unknownTablets]).isEmpty))
        }
    }

    /// Yes when at least one of each group was named.
    private func found(_ fact: Fact, _ groups: [Set<Substance>]) -> FactUsed {
        let truth = groups.reduce(Truth.yes) { $0.and(named($1)) }
        let those = groups.reduce(Set<Substance>()) { $0.union($1.intersection(told.substances)) }
        return found(fact, truth, those)
    }

    private func found(_ fact: Fact, several substances: Set<Substance>) -> FactUsed {
        let absent: Truth = substances.isEmpty || told.substancesIncomplete ? .unknown : .no
        return found(fact, substances.count > 1 ? .yes : absent, substances)
    }

    private func found(_ fact: Fact, _ truth: Truth, _ those: Set<Substance>) -> FactUsed {
        guard truth == .yes else { return FactUsed(fact, truth) }
        return FactUsed(
            fact, .yes, substances: those.sorted { $0.rawValue < $1.rawValue }, sources: told.sources(telling: those))
    }

    private func named(_ group: Set<Substance>) -> Truth {
        if !told.substances.isDisjoint(with: group) { return .yes }
        return told.substances.isEmpty || told.substancesIncomplete ? .unknown : .no
    }
}
