/// How one notification fits one known person.
struct PersonFit: PersonalData {
    let person: KnownPerson
    /// The strongest rule that holds with any of the person's notifications.
    let evidence: LinkEvidence?
    /// A rule holds that rests on identifiers as they stand.
    let isExact: Bool
    /// Every rule that holds says nothing where a namesake lives in the same home.
    let needsNoNamesake: Bool
    /// Some notification of the person can never stand beside this one.
    let contradicts: Bool
    /// Some notification of the person bears the same full name.
    let sharesFullName: Bool
    let best: RankedCandidate?

    struct Offer {
        let candidate: RankedCandidate
        let notifications: Int
    }

    init(_ person: KnownPerson, to evidence: PersonEvidence, settings: IncidentSettings) {
        self.person = person
        var links: [LinkEvidence] = []
        var possible: (rank: Int, reasons: [MatchReason]) = (0, [])
        var contradicts = false
        var sharesFullName = false
        for known in person.notifications {
            let fields = FieldComparison(evidence, known, settings: settings)
            sharesFullName = sharesFullName || fields.isFullName
            contradicts = contradicts || PersonMatch.isContradiction(fields)
            switch PersonMatch.verdict(fields) {
            case .same(let rule, let reasons):
                links.append(LinkEvidence(rule: rule, with: known.notification, reasons: reasons))
            case .possible(let rank, let reasons): if rank > possible.rank { possible = (rank, reasons) }
            case .different: break
            }
        }
        let strongest = links.min { PersonFit.strength($0) < PersonFit.strength($1) }
        self.evidence = strongest
        isExact = links.contains { $0.rule.isExact }
        needsNoNamesake = links.allSatisfy(\.rule.needsNoNamesakeAtHome)
        self.contradicts = contradicts
        self.sharesFullName = sharesFullName
        best = PersonFit.offer(person.id, strongest, possible, contradicts: contradicts)
    }

    /// Strongest rule first, then the notification known longest.
    private static func strength(_ link: LinkEvidence) -> (Int, Int64) {
        let order: [LinkRule] = [
            .chiAndName, .nameAndBirthDate, .chiAndBirthDate, .slipInCHI, .sameOverdoseSameBirthDate,
        ]
        return (order.firstIndex(of: link.rule) ?? order.count, link.with.number)
    }

    private static func offer(
        _ person: PersonID, _ strongest: LinkEvidence?, _ possible: (rank: Int, reasons: [MatchReason]),
        contradicts: Bool
    ) -> RankedCandidate? {
        let doubt: [MatchReason] = contradicts ? [.contradictsAnother] : []
        if let strongest { return RankedCandidate(person: person, rank: 9, reasons: strongest.reasons + doubt) }
        guard possible.rank > 0 else { return nil }
        return RankedCandidate(
            person: person, rank: max(1, possible.rank - (contradicts ? 2 : 0)), reasons: possible.reasons + doubt)
    }

    /// A rule holds and nothing the person holds contradicts.
    var isStrong: Bool { evidence != nil && !contradicts }

    /// For the review, unless the person is strong and will be dealt with as such.
    var offer: Offer? {
        guard !isStrong, let best else { return nil }
        return Offer(candidate: best, notifications: person.notifications.count)
    }

    func asCandidate(_ doubt: MatchReason) -> RankedCandidate {
        RankedCandidate(person: person.id, rank: 9, reasons: (evidence?.reasons ?? []) + [doubt])
    }

    static func comesFirst(_ left: Offer, _ right: Offer) -> Bool {
        let (one, other) = (left.candidate, right.candidate)
        return (-one.rank, -left.notifications, one.person) < (-other.rank, -right.notifications, other.person)
    }

    /// The best-known person first, so that the most is known under the id that stays; then the one known longest.
    func comesBefore(_ other: PersonFit) -> Bool {
        (-person.notifications.count, person.id) < (-other.person.notifications.count, other.person.id)
    }

    /// The strong fits that can stand together; none where it cannot be told which of them it is.
    static func coherent(_ strong: [PersonFit], others: [PersonFit], settings: IncidentSettings) -> [PersonFit] {
        if strong.allSatisfy(\.needsNoNamesake), let first = strong.first {
            let namesake = others.contains {
                !$0.isStrong && $0.sharesFullName && $0.person.clashes(with: first.person, settings: settings)
            }
            if namesake { return [] }
        }
        let kept = canStandTogether(strong, settings: settings) ? strong : strong.filter(\.isExact)
        return canStandTogether(kept, settings: settings) ? kept : []
    }

    private static func canStandTogether(_ fits: [PersonFit], settings: IncidentSettings) -> Bool {
        for (index, one) in fits.enumerated() {
            for other in fits[(index + 1)...] {
                if one.person.isSeparated(from: other.person) { return false }
                if one.person.clashes(with: other.person, settings: settings) { return false }
            }
        }
        return true
    }
}

extension KnownPerson {
    /// A human said they are two.
    func isSeparated(from other: KnownPerson) -> Bool {
        separatedPeople.contains(other.id) || other.separatedPeople.contains(id)
            || other.notifications.contains { separatedNotifications.contains($0.notification) }
            || notifications.contains { other.separatedNotifications.contains($0.notification) }
    }

    /// Some notification of one contradicts some notification of the other.
    func clashes(with other: KnownPerson, settings: IncidentSettings) -> Bool {
        notifications.contains { mine in
            other.notifications.contains { PersonMatch.contradicts(mine, $0, settings: settings) }
        }
    }

    /// Rule 17: one known from a single notification; or both well known where CHI, birth date and name all agree; and
    /// never where a human has decided anything about either.
    func machineMayAbsorb(_ other: KnownPerson) -> Bool {
        guard !humanHasDecided, !other.humanHasDecided else { return false }
        if other.notifications.count == 1 { return true }
        return !Set(notifications.compactMap(\.chi)).isDisjoint(with: other.notifications.compactMap(\.chi))
            && !Set(notifications.compactMap(\.birthDate)).isDisjoint(with: other.notifications.compactMap(\.birthDate))
            && !Set(notifications.flatMap(\.names)).isDisjoint(with: other.notifications.flatMap(\.names))
    }
}
