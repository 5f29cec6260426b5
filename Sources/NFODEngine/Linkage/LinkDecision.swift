/// How a notification came to belong to its person. The raw value is what `export links` shows.
public enum LinkStatus: String, Codable, Sendable {
    /// By identifiers that agree as they stand.
    case exact
    /// By weight of evidence that allows for slips.
    case automatic
    /// A human said so.
    case confirmed
    /// The first that was heard of this person.
    case new
    /// Stands as a person of its own until a human has answered; clock and ladder run.
    case review
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
    public static func decide<Names>(
        _ evidence: PersonEvidence, candidates: [KnownPerson], in context: LinkageContext<Names>
    ) throws -> LinkDecision {
        precondition(!evidence.isUnidentified, "nobody is named: match the overdose instead")
        let (told, least) = ([evidence], context.settings.leastThatMatters)
        let fits =
            try candidates
            .filter { !$0.separatedNotifications.contains(evidence.notification) && !$0.notifications.isEmpty }
            .compactMap { try PersonFit(told, $0, least: least, in: context) }
            .sorted { $0.comesBefore($1) }
        guard let best = fits.first(where: { $0.likeness.isStrong(context.settings) }) else {
            return asked(fits, context)
        }
        // Whoever is taken in is held against everybody who was taken in before: no chain of people who contradict each
        // other.
        var records = best.person.notifications + [evidence]
        var one = [best]
        var offers: [RankedCandidate] = []
        for fit in fits where fit.person.id != best.person.id {
            switch try Rivalry(of: fit, beside: best, records, context) {
            case .rival: return asked(fits, context, because: .fitsSeveral)
            case .sameButKnown:
                let isDecided = fit.person.humanHasDecided || best.person.humanHasDecided
                offers.append(fit.asCandidate(isDecided ? .humanHasDecided : .bothWellKnown))
            case .other: break
            case .same:
                let others = fits.filter { other in !one.contains { $0.person.id == other.person.id } }
                if try fit.fitsAnother(among: others, nearlyAsWellAs: records, context) { continue }
                one.append(fit)
                records += fit.person.notifications
            }
        }
        return joined(one, offers: offers)
    }

    /// The best known of those who turn out to be one takes the others in.
    private static func joined(_ one: [PersonFit], offers: [RankedCandidate]) -> LinkDecision {
        let into = one.min { $0.isBetterKnown(than: $1) } ?? one[0]
        let from = one.map(\.person.id).filter { $0 != into.person.id }.sorted()
        let status: LinkStatus = into.likeness.isExact ? .exact : .automatic
        let why = into.likeness.evidence
        return from.isEmpty
            ? .attach(into.person.id, status: status, why: why, offers: offers)
            : .attachAndMerge(into: into.person.id, from: from, status: status, why: why, offers: offers)
    }

    private static func asked<Names>(
        _ fits: [PersonFit], _ context: LinkageContext<Names>, because doubt: MatchReason? = nil
    ) -> LinkDecision {
        let worth = fits.filter { $0.isWorthAsking(context.settings) }.map { $0.asCandidate(doubt) }
        return worth.isEmpty ? .new : .review(worth)
    }
}

/// What somebody else who was found is, once the notification is thought to be the best one's.
private enum Rivalry {
    /// The same person under a second id; the machine may join the two.
    case same
    /// The same, it seems, but both are well known or a human has decided: a human is asked.
    case sameButKnown
    /// Fits the notification nearly as well, and is not the same person: it cannot be told whose it is.
    case rival
    case other

    init<Names>(
        of fit: PersonFit, beside best: PersonFit, _ records: [PersonEvidence],
        _ context: LinkageContext<Names>
    ) throws {
        let (mine, strongest) = (fit.likeness.same, best.likeness.same)
        let isNear = mine.tenths > strongest.tenths - context.settings.joinAt.tenths
        guard isNear || fit.likeness.bits >= context.settings.askAt else {
            self = .other
            return
        }
        let isSame = try PersonLikeness(fit.person.notifications, records, in: context).isStrong(context.settings)
        if fit.person.isSeparated(from: best.person) || !isSame {
            self = isNear ? .rival : .other
        } else {
            self = best.person.machineMayAbsorb(fit.person) ? .same : .sameButKnown
        }
    }
}
