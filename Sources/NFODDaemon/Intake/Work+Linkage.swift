import NFODConfig
import NFODEngine
import NFODStore

/// Carrying out what linkage decides (rules 17, 18).
extension Work {
    /// The person this notification is about: known already, or new.
    ///
    /// The caller writes down whom the notification is about.
    ///
    /// - Parameters:
    ///   - doubtful: records under the same reference that may be about the same person (rule 12): asked about when
    ///     linkage has nothing to ask.
    ///   - keys: the blinds of its blocking keys.
    ///   - around: the blinds of its place and day.
    func link(
        _ told: PersonEvidence, under keys: [Blind], around: [Blind], doubtful: [NotificationID]
    ) throws -> PersonID {
        let id = told.notification
        let context = try linkageContext()
        switch try LinkDecision.decide(
            told, candidates: candidates(for: told, under: keys, around: around), in: context)
        {
        case .new:
            let offers = try candidates(under: doubtful)
            return try know(told, status: offers.isEmpty ? .new : .review, offers: offers)
        case .review(let offers): return try know(told, status: .review, offers: offers)
        case .attach(let person, let status, let why, let offers):
            try handle(.link(id, status: status, why: why), on: person)
            try ask(person, about: id, offers)
            return person
        case .attachAndMerge(let person, let others, let status, let why, let offers):
            try handle(.link(id, status: status, why: why), on: person)
            for other in others {
                let nearness = try likeness(of: other, to: person, and: told, in: context)
                try merge(other, into: person, by: .machine, why: nearness)
            }
            try ask(person, about: id, offers)
            return person
        }
    }

    /// Rule 12: after a correction linkage looks again; what it finds now is a question, never an unlinking.
    func relink(_ told: PersonEvidence, under keys: [Blind], around: [Blind], link: NotificationLink?) throws {
        guard !told.isUnidentified else { return }
        guard let person = link?.person else {
            // Nobody was named before: now somebody is.
            let person = try self.link(told, under: keys, around: around, doubtful: [])
            let response = link?.response
            try tx.notifications.link(told.notification, to: NotificationLink(person: person, response: response))
            if let response { try nameWhoWasNotKnown(person, on: response) }
            return
        }
        let root = try tx.people.root(of: person)
        let others = try candidates(for: told, under: keys, around: around).filter { $0.id != root }
        let context = try linkageContext()
        let offers: [RankedCandidate]
        switch try LinkDecision.decide(told, candidates: others, in: context) {
        case .new: offers = []
        case .review(let asked): offers = asked
        case .attach(let person, _, let why, let more): offers = [why.candidate(person)] + more
        case .attachAndMerge(let person, let joined, _, let why, let more):
            let beside = try joined.map { other in
                try PersonLikeness([told], knownPerson(other).notifications, in: context).evidence.candidate(other)
            }
            offers = [why.candidate(person)] + beside + more
        }
        try ask(root, about: told.notification, offers)
    }

    /// Why two people are one, once a record is thought to be about both.
    private func likeness(
        of absorbed: PersonID, to person: PersonID, and told: PersonEvidence, in context: LinkageContext<FiledNames>
    ) throws -> LinkEvidence {
        let records = try knownPerson(person).notifications.filter { $0.notification != told.notification } + [told]
        return try PersonLikeness(knownPerson(absorbed).notifications, records, in: context).evidence
    }

    private func know(_ told: PersonEvidence, status: LinkStatus, offers: [RankedCandidate]) throws -> PersonID {
        let person = PersonID(try next("person"))
        let unheardOf = Loaded(state: PersonState(id: person), version: 0)
        try handle(.know(told.notification, status: status), on: person, loaded: unheardOf)
        try ask(person, about: told.notification, offers)
        return person
    }

    /// One review for one notification, and never about a pair that somebody has set apart.
    private func ask(_ person: PersonID, about notification: NotificationID, _ offers: [RankedCandidate]) throws {
        guard !offers.isEmpty else { return }
        let state = try loadPerson(person).state
        let asked = Set(state.openReviews.flatMap(\.remaining).map(\.person))
        let apart = try KnownPeople(self).separated(from: person)
        let fresh = offers.filter {
            $0.person != person && !apart.contains($0.person) && !state.separatedPeople.contains($0.person)
                && !asked.contains($0.person)
        }
        guard !fresh.isEmpty else { return }
        let review = ReviewID(try next("review"))
        try handle(.openReview(review, notification, candidates: fresh), on: person)
    }

    private func candidates(under notifications: [NotificationID]) throws -> [RankedCandidate] {
        var people: Set<PersonID> = []
        for notification in notifications {
            guard let person = try tx.notifications.link(of: notification)?.person else { continue }
            people.insert(try tx.people.root(of: person))
        }
        return people.sorted().map { RankedCandidate(person: $0, bits: .zero, reasons: [], doubts: [.sameReference]) }
    }
}

extension LinkEvidence {
    fileprivate func candidate(_ person: PersonID) -> RankedCandidate {
        RankedCandidate(
            person: person, model: model, bits: bits, weights: weights, reasons: reasons, with: with, gaps: gaps,
            doubts: [.correctedSince])
    }
}

extension Work {
    private func linkageContext() throws -> LinkageContext<FiledNames> {
        LinkageContext(
            model: try model.get(), settings: configuration.settings.linkage, incident: configuration.settings.incident,
            names: FiledNames(tx, blinder: workflow.store.blinder), people: Int(try tx.counters.last("person")))
    }
}
