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

    /// What is known of this person is somebody else's nearly as well as theirs whose `records` these are, who cannot
    /// be the same: a father's and a son's neighbours tell of one name at one door. Whose it is, a human says.
    func fitsAnother<Names>(
        among others: [PersonFit], nearlyAsWellAs records: [PersonEvidence], _ context: LinkageContext<Names>
    ) throws -> Bool {
        let mine = person.notifications
        let best = try PersonLikeness(mine, records, in: context).same
        return try others.contains { other in
            let theirs = other.person.notifications
            guard other.person.id != person.id,
                try PersonLikeness(theirs, records, in: context).contradiction != nil
            else { return false }
            let same = try PersonLikeness(mine, theirs, in: context).same
            return same.tenths > best.tenths - context.settings.joinAt.tenths
        }
    }

    /// For a review.
    ///
    /// - Parameter doubt: what else keeps the machine from joining; that what agrees is too little, where nothing does.
    func asCandidate(_ doubt: MatchReason? = nil) -> RankedCandidate {
        let evidence = likeness.evidence
        let elsewhere: MatchReason? = likeness.contradictsElsewhere ? .contradictsAnother : nil
        let doubts = [elsewhere, likeness.contradiction, doubt].compactMap { $0 }
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
