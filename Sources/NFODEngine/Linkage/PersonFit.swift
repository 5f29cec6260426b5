/// How one notification fits one known person.
struct PersonFit: PersonalData {
    let person: KnownPerson
    /// How much likelier "the same person" is than anything else.
    let bits: Bits
    /// The same before twins, relatives and namesakes are thought of: what the people found are ordered by.
    let same: Bits
    let evidence: LinkEvidence
    /// The identifiers agree as they stand with those of some record.
    let isExact: Bool
    let contradiction: MatchReason?

    init<Names>(_ person: KnownPerson, to told: PersonEvidence, _ context: LinkageContext<Names>) throws {
        let pairs = RecordPairs([told], person.notifications, incident: context.incident)
        let weighing = try Weighing(pairs, context)
        self.person = person
        bits = Bits(ratio: weighing.odds)
        same = Bits(ratio: weighing.same)
        contradiction = Contradiction.between([told], person.notifications, pairs.comparisons)
        isExact = pairs.comparisons.contains { $0.isFullName && ($0.birthDate == .agree || $0.chi == .agree) }
        let nearest = PersonFit.nearest(of: pairs.comparisons)
        evidence = LinkEvidence(
            with: pairs.record(at: nearest).notification, bits: bits, weights: weighing.weights,
            reasons: pairs.comparisons[nearest].reasons)
    }

    /// The record that a human would look at first: identifiers, then name, then place; the one known longest of equals.
    private static func nearest(of comparisons: [FieldComparison]) -> Int {
        func distance(_ fields: FieldComparison) -> Int {
            fields.birthDate.rawValue * 4 + fields.chi.rawValue * 3 + fields.forename.rawValue * 2
                + fields.surname.rawValue * 3 + fields.home.rawValue + fields.encounter.rawValue * 2
        }
        return comparisons.indices.min { distance(comparisons[$0]) < distance(comparisons[$1]) } ?? 0
    }

    func isStrong(_ settings: LinkageSettings) -> Bool { bits >= settings.joinAt && contradiction == nil }

    /// Worth a human's look: likely enough, or likely but for something no weight can outweigh.
    func isWorthAsking(_ settings: LinkageSettings) -> Bool {
        bits >= settings.askAt || (contradiction != nil && same > .zero)
    }

    /// For a review; with a doubt beside the reasons of the fields.
    func asCandidate(_ doubt: MatchReason? = nil) -> RankedCandidate {
        let doubts = [contradiction, doubt].compactMap { $0 }.filter { !evidence.reasons.contains($0) }
        return RankedCandidate(
            person: person.id, bits: bits, weights: evidence.weights, reasons: evidence.reasons + doubts)
    }

    /// The likeliest first; then the best known, so that the most is known under the id that stays; then the one known
    /// longest.
    func comesBefore(_ other: PersonFit) -> Bool {
        (-same.tenths, -person.notifications.count, person.id)
            < (-other.same.tenths, -other.person.notifications.count, other.person.id)
    }
}
