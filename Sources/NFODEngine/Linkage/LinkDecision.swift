/// A person as linkage sees one: an id and everything that was told, with what humans have decided.
public struct KnownPerson: Hashable, Sendable, PersonalData {
    public let id: PersonID
    /// Of this person and of all who were absorbed into it; at least one.
    public let notifications: [PersonEvidence]
    /// A human has confirmed, separated or undone something about this person: the machine merges it with nobody.
    public let humanHasDecided: Bool
    /// Notifications a human said are not this person's: never offered again.
    public let separatedNotifications: Set<NotificationID>
    /// People a human said are not this person: never offered again.
    public let separatedPeople: Set<PersonID>

    public init(
        id: PersonID, notifications: [PersonEvidence], humanHasDecided: Bool = false,
        separatedNotifications: Set<NotificationID> = [], separatedPeople: Set<PersonID> = []
    ) {
        self.id = id
        self.notifications = notifications
        self.humanHasDecided = humanHasDecided
        self.separatedNotifications = separatedNotifications
        self.separatedPeople = separatedPeople
    }
}

/// How a notification came to belong to its person. The raw value is what `export links` shows.
public enum LinkStatus: String, Codable, Sendable {
    /// By identifiers that agree as they stand.
    case exact
    /// By a rule that allows for slips.
    case automatic
    /// A human said so.
    case confirmed
    /// The first that was heard of this person.
    case new
    /// Stands as a person of its own until a human has answered; clock and ladder run.
    case review
}

/// Why a notification was linked: the rule, the notification it was compared with, and how the fields agreed.
public struct LinkEvidence: Hashable, Codable, Sendable {
    public let rule: LinkRule
    public let with: NotificationID
    public let reasons: [MatchReason]

    public init(rule: LinkRule, with: NotificationID, reasons: [MatchReason]) {
        self.rule = rule
        self.with = with
        self.reasons = reasons
    }
}

/// A person a human should compare with, best first; ids and codes only, so that it may stand in an event.
public struct RankedCandidate: Hashable, Codable, Sendable {
    public let person: PersonID
    /// 9 where a strong rule holds but something forbids the machine to join; else 6 to 1
    /// (``MatchResult/possible(rank:_:)``).
    public let rank: Int
    public let reasons: [MatchReason]

    public init(person: PersonID, rank: Int, reasons: [MatchReason]) {
        self.person = person
        self.rank = rank
        self.reasons = reasons
    }
}

/// What linkage makes of one notification (rules 17, 18).
public enum LinkDecision: Hashable, Sendable {
    /// Nobody known fits: a new person.
    case new
    /// The notification is this person's. `offers` are well-known people who seem to be the same, for a review.
    case attach(PersonID, status: LinkStatus, why: LinkEvidence, offers: [RankedCandidate])
    /// As `attach`, and it shows that the people in `from`, ascending, are the same: they become its aliases.
    case attachAndMerge(
        into: PersonID, from: [PersonID], status: LinkStatus, why: LinkEvidence, offers: [RankedCandidate])
    /// A new person for now, and a review with these candidates.
    case review([RankedCandidate])
}

extension LinkDecision {
    /// Decides over the people found by ``BlockingKeys``; their order does not matter. An unidentified notification
    /// belongs to an overdose, not to a person, and must not come here.
    public static func decide(
        _ evidence: PersonEvidence, candidates: [KnownPerson], settings: IncidentSettings
    ) -> LinkDecision {
        precondition(!evidence.isUnidentified, "nobody is named: match the overdose instead")
        let fits =
            candidates
            .filter { !$0.separatedNotifications.contains(evidence.notification) && !$0.notifications.isEmpty }
            .map { PersonFit($0, to: evidence, settings: settings) }
        let offered = fits.compactMap(\.offer).sorted(by: PersonFit.comesFirst).map(\.candidate)
        let strong = fits.filter(\.isStrong).sorted { $0.comesBefore($1) }
        let kept = PersonFit.coherent(strong, others: fits, settings: settings)
        guard let into = kept.first, let why = into.evidence else {
            let doubtful = strong.map { $0.asCandidate(.fitsSeveral) } + offered
            return doubtful.isEmpty ? .new : .review(doubtful)
        }
        let status: LinkStatus = into.isExact ? .exact : .automatic
        let (from, offers) = absorbed(by: into, evidence, kept: kept, strong: strong, settings: settings)
        return from.isEmpty
            ? .attach(into.person.id, status: status, why: why, offers: offers)
            : .attachAndMerge(into: into.person.id, from: from.sorted(), status: status, why: why, offers: offers)
    }

    private static func absorbed(
        by into: PersonFit, _ evidence: PersonEvidence, kept: [PersonFit], strong: [PersonFit],
        settings: IncidentSettings
    ) -> (from: [PersonID], offers: [RankedCandidate]) {
        var from: [PersonID] = []
        var offers: [RankedCandidate] = []
        for fit in strong where fit.person.id != into.person.id {
            guard !into.person.isSeparated(from: fit.person) else { continue }
            let isKept = kept.contains { $0.person.id == fit.person.id }
            if isKept && into.person.machineMayAbsorb(fit.person) {
                from.append(fit.person.id)
            } else {
                offers.append(fit.asCandidate(isKept ? .bothWellKnown : .contradictsAnother))
            }
        }
        return (from, offers)
    }
}
