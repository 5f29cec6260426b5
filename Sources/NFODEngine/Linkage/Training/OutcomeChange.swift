/// What two models make of the same pairs of notifications: how many would be joined, asked about, or taken for two
/// people.
public struct OutcomeChange: Hashable, Sendable {
    /// What becomes of two notifications by themselves.
    public enum Outcome: Int, CaseIterable, Sendable { case joined, asked, new }

    /// Pairs by outcome before and after.
    private var counts = Array(repeating: 0.0, count: Outcome.allCases.count * Outcome.allCases.count)

    public func count(_ before: Outcome, _ after: Outcome) -> Int { Int(counts[index(before, after)].rounded()) }
    public func before(_ outcome: Outcome) -> Int { Outcome.allCases.reduce(0) { $0 + count(outcome, $1) } }
    public func after(_ outcome: Outcome) -> Int { Outcome.allCases.reduce(0) { $0 + count($1, outcome) } }
    /// Pairs that would come out otherwise.
    public var changed: Int {
        Outcome.allCases.reduce(0) { sum, before in
            sum + Outcome.allCases.reduce(0) { before == $1 ? $0 : $0 + count(before, $1) }
        }
    }

    private func index(_ before: Outcome, _ after: Outcome) -> Int {
        before.rawValue * Outcome.allCases.count + after.rawValue
    }

    /// Weighs the pairs that share a key with one model and the other.
    ///
    /// - Parameters:
    ///   - people: known so far.
    ///   - pairsMax: about so many pairs are weighed; each of a sample stands for several.
    ///   - goOn: asked now and then; throws when the work is to stop.
    public init(
        _ records: TrainingRecords, from: PersonModel, to: PersonModel, settings: LinkageSettings,
        incident: IncidentSettings, people: Int, pairsMax: Int = 100_000, goOn: () throws -> Void = {}
    ) throws {
        func context(_ model: PersonModel) -> LinkageContext<NameCounts> {
            LinkageContext(
                model: model, settings: settings, incident: incident, names: records.names, people: people)
        }
        let (before, after) = (context(from), context(to))
        var visited = 0
        try PairWalk(records, pairsMax: pairsMax).each { left, right, weight in
            visited += 1
            if visited.isMultiple(of: 1_024) { try goOn() }
            let (one, other) = (records.told[left], records.told[right])
            counts[index(try Outcome(one, other, before), try Outcome(one, other, after))] += weight
        }
    }
}

extension OutcomeChange.Outcome {
    fileprivate init<Names>(_ one: PersonEvidence, _ other: PersonEvidence, _ context: LinkageContext<Names>) throws {
        let likeness = try PersonLikeness([one], [other], in: context)
        let fit = PersonFit(person: KnownPerson(id: PersonID(0), notifications: [other]), likeness: likeness)
        self = likeness.isStrong(context.settings) ? .joined : fit.isWorthAsking(context.settings) ? .asked : .new
    }
}
