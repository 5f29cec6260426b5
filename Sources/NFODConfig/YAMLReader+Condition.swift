internal import NFODEngine

/// The small language of `when:`. A condition is `always`, the name of a fact, or exactly one of `all`, `any`, `not`,
/// `notKnown` or a fact with its limits. Strict, so that no condition can be read in two ways.
extension YAMLReader {
    /// The condition written here; nil with the problems noted.
    func condition() -> Condition? {
        if isMapping { return compound() }
        if isList {
            problem("a list alone does not say whether all or any must hold; write 'all:' or 'any:' before it")
            return nil
        }
        guard let name = string() else { return nil }
        if name == "always" { return .always }
        return factCode(name).flatMap(bare)
    }

    private func compound() -> Condition? {
        let parts = entries()
        guard parts.count == 1, let (key, value) = parts.first else {
            let keys = parts.map(\.key).joined(separator: ", ")
            problem("a condition has exactly one word here, found \(keys); put several under 'all:' or 'any:'")
            return nil
        }
        switch key {
        case "all": return value.conditions().map(Condition.all)
        case "any": return value.conditions().map(Condition.any)
        case "not": return value.condition().map(Condition.not)
        case "notKnown": return value.condition().map(Condition.notKnown)
        default: return factCode(key).flatMap(value.limited)
        }
    }

    private func conditions() -> [Condition]? {
        let elements = elements()
        if isList, elements.isEmpty { problem("names no condition") }
        let read = elements.compactMap { $0.condition() }
        return read.count == elements.count && !read.isEmpty ? read : nil
    }

    private func factCode(_ name: String) -> FactCode? {
        if let code = FactCode(rawValue: name) { return code }
        let words = ["all", "any", "not", "notKnown", "always"] + FactCode.allCases.map(\.rawValue)
        let near = words.min { distance($0, name) < distance($1, name) }
        let hint = near.map { distance($0, name) <= 4 ? "did you mean '\($0)'? " : "" } ?? ""
        problem("unknown fact '\(name.prefix(40))'; \(hint)the list of facts is at the head of triage.yaml")
        return nil
    }

    private func bare(_ code: FactCode) -> Condition? {
        if let fact = Fact(code) { return .fact(fact) }
        problem("'\(code.rawValue)' needs a limit: \(code.example)")
        return nil
    }

    /// Called on the value beside the fact's name.
    private func limited(_ code: FactCode) -> Condition? {
        switch code.shape {
        case .bare:
            problem("'\(code.rawValue)' takes nothing beside it; for its opposite write 'not: \(code.rawValue)'")
            return nil
        case .number(let range):
            return integer(in: range).flatMap { Fact(code, $0) }.map(Condition.fact)
        case .countInDays:
            allowKeys(["days", "atLeast"])
            guard isMapping else { return nil }
            let days = required("days")?.integer(in: 1...3_650)
            let atLeast = required("atLeast")?.integer(in: 2...100)
            guard let days, let atLeast else { return nil }
            return .fact(.overdoses(atLeast: atLeast, inLastDays: days))
        case .substances:
            let elements = elements()
            let substances = elements.compactMap { $0.choice(Substance.self) }
            if isList, elements.isEmpty { problem("names no substance") }
            guard substances.count == elements.count, !substances.isEmpty else { return nil }
            return .fact(.anySubstance(of: Set(substances)))
        }
    }
}

extension FactCode {
    /// How the fact is written with its limits, for messages.
    var example: String {
        switch shape {
        case .bare: rawValue
        case .number(let range): "\(rawValue): (a whole number from \(range.lowerBound) to \(range.upperBound))"
        case .countInDays: "\(rawValue): {days: 365, atLeast: 2}"
        case .substances: "\(rawValue): [heroin, cocaine]"
        }
    }
}
