/// How one notification fits one known person.
struct PersonFit: PersonalData {
    let person: KnownPerson
    let likeness: PersonLikeness

    init(person: KnownPerson, likeness: PersonLikeness) {
        self.person = person
        self.likeness = likeness
    }

    /// Nil for somebody so unlike that it makes no difference to ``LinkDecision`` whether they were looked at: nearly
    /// everybody who shares a blocking key.
    ///
    /// - Parameter least: of ``LinkageSettings/leastThatMatters``.
    init?<Names>(
        _ told: [PersonEvidence], _ person: KnownPerson, least: Double, in context: LinkageContext<Names>
    ) throws {
        let pairs = RecordPairs(told, person.notifications, incident: context.incident)
        let weighing = try Weighing(pairs, context)
        if weighing.same < least { return nil }
        self.init(person: person, likeness: PersonLikeness(told, person.notifications, pairs, weighing))
    }

    /// Worth a human's look: likely enough, or likely but for something no weight can outweigh.
    func isWorthAsking(_ settings: LinkageSettings) -> Bool {
        likeness.bits >= settings.askAt || (likeness.contradiction != nil && likeness.same > .zero)
    }

    /// For a review.
    ///
    /// - Parameter doubt: what else keeps the machine from joining; that what agrees is too little, where nothing does.
    func asCandidate(_ doubt: MatchReason? = nil) -> RankedCandidate {
        let evidence = likeness.evidence
        let isElsewhere = likeness.contradiction.map { !evidence.reasons.contains($0) } ?? false
        let doubts = (isElsewhere ? [.contradictsAnother] : []) + [likeness.contradiction, doubt].compactMap { $0 }
        return RankedCandidate(
            person: person.id, model: evidence.model, bits: evidence.bits, weights: evidence.weights,
            reasons: evidence.reasons, with: evidence.with, gaps: evidence.gaps,
            doubts: doubts.isEmpty ? [.tooLittleToTell] : doubts)
    }

    /// The likeliest first; then the best known.
    func comesBefore(_ other: PersonFit) -> Bool {
        let (mine, theirs) = (likeness.same, other.likeness.same)
        return mine == theirs ? isBetterKnown(than: other) : mine > theirs
    }

    /// The most is known under the id that stays; then the one known longest.
    func isBetterKnown(than other: PersonFit) -> Bool {
        (-person.notifications.count, person.id) < (-other.person.notifications.count, other.person.id)
    }
}
