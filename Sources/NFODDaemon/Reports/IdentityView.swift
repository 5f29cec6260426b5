import NFODConfig
public import NFODEngine
import NFODStore

/// Who the person of one response is thought to be, and why.
public struct ResponseIdentity: Sendable {
    /// How each notification came to its person.
    public let links: [LinkedNotification]
    /// People who were found to be this person.
    public let joins: [HuddleInput.Join]
    /// What waits for an answer.
    public let questions: [HuddleInput.Review]
}

extension Reading {
    /// As it is known now.
    public func identity(of response: CaseState, at now: Instant) throws -> ResponseIdentity {
        let view = IdentityView(self, at: now, isPast: false)
        return ResponseIdentity(
            links: try view.links(of: response), joins: try view.joins(of: response),
            questions: try view.questions(about: response))
    }
}

/// Who is thought to be who, and why, as it was known at one instant: questions that wait, links, people who were found
/// to be one.
struct IdentityView {
    let reading: Reading
    let people: KnownPeople
    let at: Instant

    /// - Parameter isPast: things may have become known since.
    init(_ reading: Reading, at: Instant, isPast: Bool) {
        self.init(reading, KnownPeople(reading, at: isPast ? at : nil), at: at)
    }

    init(_ reading: Reading, _ people: KnownPeople, at: Instant) {
        self.reading = reading
        self.people = people
        self.at = at
    }

    /// Every question that waits, oldest first.
    /// - Parameter code: the response that a notification is part of.
    func questions(code: (NotificationID) throws -> CaseCode?) throws -> [HuddleInput.Review] {
        try reading.tx.people.reviews(openAt: at).compactMap { row in
            guard let review = try people.openReview(row) else { return nil }
            return try question(row, review, code: try code(row.notification))
        }
    }

    /// Those about somebody of this response.
    func questions(about response: CaseState) throws -> [HuddleInput.Review] {
        guard let person = response.person else { return [] }
        let mine = try people.root(of: person)
        return try questions(code: code).filter { question in
            try people.root(of: question.person) == mine
                || question.candidates.contains { try people.root(of: $0.person) == mine }
        }
    }

    private func question(
        _ row: PersonTable.ReviewRow, _ review: PersonReview, code: CaseCode?
    ) throws -> HuddleInput.Review? {
        guard let source = try reading.tx.notifications.record(of: row.notification)?.source else { return nil }
        var seen: Set<PersonID> = []
        let candidates = try review.remaining.compactMap { candidate -> HuddleInput.Review.Candidate? in
            // Two who were offered may be one by now.
            let person = try people.root(of: candidate.person)
            guard seen.insert(person).inserted else { return nil }
            return HuddleInput.Review.Candidate(
                person: person,
                evidence: EvidenceWords(
                    candidate, EvidenceWords.Records(this: label(source), other: try candidate.with.map(label))))
        }
        return .init(
            id: row.id, code: code, source: source, person: row.person, askedAt: row.openedAt, candidates: candidates)
    }

    /// By the link of today.
    func code(of notification: NotificationID) throws -> CaseCode? {
        guard let id = try reading.tx.notifications.link(of: notification)?.response else { return nil }
        return try reading.tx.responses.row(id: id)?.code
    }

    /// How each notification of a response came to its person.
    func links(of response: CaseState) throws -> [LinkedNotification] {
        try response.notifications.map { notification in
            let told = notification.id
            guard let person = try reading.tx.notifications.link(of: told)?.person else {
                return LinkedNotification(
                    notification: told, source: notification.source, person: nil, status: nil, evidence: nil,
                    version: 0)
            }
            let events = try reading.tx.events.events(of: .person(person), knownAt: at)
            let linked = events.compactMap { $0.payload as? NotificationLinked }.last { $0.notification == told }
            return LinkedNotification(
                notification: told, source: notification.source, person: try people.root(of: person),
                status: try people.status(of: told, under: person),
                evidence: try linked?.why.map { EvidenceWords($0, try records($0)) },
                version: events.last?.version ?? 0)
        }
    }

    /// People who were found to be the person of this response, in the order in which they were.
    func joins(of response: CaseState) throws -> [HuddleInput.Join] {
        guard let person = response.person else { return [] }
        let merges = try people.group(of: person).flatMap { member in
            try reading.tx.events.events(of: .person(member), knownAt: at).filter { $0.payload is PersonMerged }
        }
        return try standing(merges)
    }

    /// People whom the machine has joined since then.
    func machineJoins(since: Instant) throws -> [HuddleInput.Join] {
        let events = try reading.tx.events.identityDecisions(after: since, through: at)
        return try standing(events.filter { $0.payload is PersonMerged }).filter { $0.by == nil }
    }

    /// Those that nobody has taken apart since; of one pair the last.
    private func standing(_ merges: [StoredEvent]) throws -> [HuddleInput.Join] {
        var joins: [PersonID: HuddleInput.Join] = [:]
        for event in merges {
            guard let merged = event.payload as? PersonMerged, case .person(let into) = event.stream,
                try people.parent(of: merged.absorbed) == into
            else { continue }
            joins[merged.absorbed] = HuddleInput.Join(
                absorbed: merged.absorbed, into: into, at: event.stamp.knownAt,
                by: merged.decider == .human ? event.stamp.actor : nil,
                reason: event.reason.flatMap(ReviewReason.init),
                evidence: try merged.why.map { EvidenceWords($0, try records($0)) },
                settled: merged.decider == .machine ? try settled(by: merged.absorbed, at: event.stamp.knownAt) : [],
                codes: try codes(of: into))
        }
        return joins.values.sorted { ($0.at, $0.absorbed) < ($1.at, $1.absorbed) }
    }

    /// Questions that a merge has answered before any human did: asked earlier, on one side about the other.
    private func settled(by absorbed: PersonID, at merged: Instant) throws -> [ReviewID] {
        let side = Set(try people.everybody(in: absorbed))
        var found: [ReviewID] = []
        for member in try people.group(of: absorbed) {
            for review in try people.unanswered(by: member) {
                let asked = try reading.tx.people.review(review.id)?.openedAt
                let isAcross = review.candidates.contains { side.contains($0.person) != side.contains(member) }
                let isOne = try review.candidates.contains { try people.root(of: $0.person) == people.root(of: member) }
                if isAcross, isOne, let asked, asked < merged { found.append(review.id) }
            }
        }
        return found.sorted()
    }

    private func codes(of person: PersonID) throws -> [CaseCode] {
        let rows = try reading.tx.responses.rows(of: try people.group(of: person)).filter { $0.ending != .mergedInto }
        let open = rows.filter { $0.ending == nil }
        return (open.isEmpty ? rows.suffix(1) : open[...]).map(\.code)
    }

    private func records(_ evidence: LinkEvidence) throws -> EvidenceWords.Records {
        EvidenceWords.Records(this: try label(evidence.this), other: try label(evidence.with))
    }

    private func label(_ notification: NotificationID) throws -> String {
        try reading.tx.notifications.record(of: notification).map { label($0.source) } ?? "an unknown source"
    }

    private func label(_ source: SourceID) -> String { reading.configuration.sources[source]?.label ?? source.name }
}
