import NFODConfig
import NFODEngine
import NFODStore

/// Taking in one notification: is it new, who is it, which overdose, and then the case with priority and plan.
extension Work {
    /// What became of a row (rule 11).
    enum Outcome {
        case accepted, unchanged, corrected
    }

    func take(_ reading: NotificationReading, source: SourceID) throws -> Outcome {
        let perIncident = configuration.sources[source]?.canBePerIncident ?? false
        let reference = reading.details.reference.map { tx.vault.blind(.reference, $0) }
        let content = tx.vault.blind(.content, reading.contentText)
        let stored = try stored(like: reading, source: source, reference: reference, content: content)
        switch Recurrence.of(reading, content: reading.contentText, among: stored, canBePerIncident: perIncident) {
        case .unchanged: return .unchanged
        case .correction(let id, let identifiersChanged):
            try correct(id, reading, source: source, content: content, identifiersChanged: identifiersChanged)
            return .corrected
        case .new: try accept(reading, source: source, reference: reference, content: content, kind: .new)
        case .anotherPerson(let doubt):
            try accept(
                reading, source: source, reference: reference, content: content, kind: .anotherPersonUnderReference,
                doubtful: doubt ? stored.map(\.id) : [])
        }
        return .accepted
    }

    private func stored(
        like reading: NotificationReading, source: SourceID, reference: Blind?, content: Blind
    ) throws -> [StoredNotification] {
        let records: [NotificationRecord]
        if let reference {
            records = try tx.notifications.find(source, reference: reference)
        } else {
            let ordinal = Int64(reading.ordinal)
            records = [try tx.notifications.find(source, content: content, ordinal: ordinal)].compactMap { $0 }
        }
        return try records.map { record in
            let versions: [VaultedNotification] = try tx.notifications.versions(of: record.id).map {
                try tx.vault.get($0.details)
            }
            guard let last = versions.last else { throw DaemonError.notificationMissing(record.id) }
            return StoredNotification(
                id: record.id, current: last.details, currentFacts: last.facts,
                versions: versions.map { .init(content: $0.contentText, sentAt: $0.facts.sentAt) },
                ordinal: versions.first?.ordinal ?? 1)
        }
    }

    private func accept(
        _ reading: NotificationReading, source: SourceID, reference: Blind?, content: Blind,
        kind: NotificationReceived.Kind, doubtful: [NotificationID] = []
    ) throws {
        let id = NotificationID(try next("notification"))
        let vaulted = VaultedNotification(reading)
        let details = try tx.vault.put(vaulted, kind: .notification, subject: id.number, at: now)
        let record = NotificationRecord(
            id: id, source: source, reference: reference, content: content, ordinal: Int64(reading.ordinal))
        try tx.notifications.insert(record, receivedAt: now, details: details)
        try sourceEvent(
            .notificationReceived(NotificationReceived(notification: id, edition: 1, kind: kind, facts: reading.facts)),
            of: source)
        let told = PersonEvidence(notification: id, source: source, details: reading.details, facts: reading.facts)
        let person = told.isUnidentified ? nil : try link(told, doubtful: doubtful)
        try index(told, as: details)
        try place(told, facts: reading.facts, person: person)
    }

    /// Rule 12: the older version stays; what identifies somebody re-runs linkage and may raise a review, never
    /// unlinks.
    private func correct(
        _ id: NotificationID, _ reading: NotificationReading, source: SourceID, content: Blind,
        identifiersChanged: Bool
    ) throws {
        let earlier = try tx.notifications.versions(of: id).last?.details
        let details = try tx.vault.put(
            VaultedNotification(reading), kind: .notification, subject: id.number, sharingKeyOf: earlier, at: now)
        let edition = try tx.notifications.addVersion(of: id, content: content, receivedAt: now, details: details)
        try sourceEvent(
            .notificationReceived(
                NotificationReceived(notification: id, edition: Int(edition), kind: .correction, facts: reading.facts)),
            of: source)
        let told = PersonEvidence(notification: id, source: source, details: reading.details, facts: reading.facts)
        try index(told, as: details)
        let link = try tx.notifications.link(of: id)
        if identifiersChanged { try relink(told, link: link) }
        guard let response = link?.response else { return }
        try handle(.correct(AttachedNotification(id: id, source: source, facts: reading.facts)), on: response)
        try readRules(of: response)
    }

    private func index(_ told: PersonEvidence, as details: VaultID) throws {
        remember(told.notification, told)
        for key in BlockingKeys.of(told) + SceneKeys.of(told.scene, told.overdose, slack: .zero) {
            try tx.vault.index(details, as: IndexKind(key.kind.rawValue), key.text)
        }
    }

    /// Gives the notification its case: one that is known, or a new one with an owner from its first second.
    private func place(_ told: PersonEvidence, facts: NotificationFacts, person: PersonID?) throws {
        let attached = AttachedNotification(id: told.notification, source: told.source, facts: facts)
        switch try incident(of: told, person: person) {
        case .joins(let id, _):
            let response = try join(attached, to: id, person: person)
            try tx.notifications.link(told.notification, to: NotificationLink(person: person, response: response))
        case .new: try openFor(attached, facts: facts, person: person)
        case .doubtful(let others):
            let id = try openFor(attached, facts: facts, person: person)
            try handle(.doubtOverdose(others), on: id)
        }
    }

    @discardableResult
    private func openFor(_ notification: AttachedNotification, facts: NotificationFacts, person: PersonID?) throws
        -> CaseID
    {
        let id = try open(notification, facts: facts, person: person)
        try tx.notifications.link(notification.id, to: NotificationLink(person: person, response: id))
        return id
    }

    private func join(_ notification: AttachedNotification, to id: CaseID, person: PersonID?) throws -> CaseID {
        var loaded = try handle(.attach(notification), on: id)
        if loaded.state.person == nil, let person {
            loaded = try handle(.changePerson(person), on: id, loaded: loaded)
        }
        try readRules(of: id, loaded: loaded)
        return id
    }

    private func open(_ notification: AttachedNotification, facts: NotificationFacts, person: PersonID?) throws
        -> CaseID
    {
        let id = CaseID(try next("case"))
        openedCases.append(id)
        let owner = try firstOwner(facts)
        let opening = CaseCommand.Opening(
            id: id, code: workflow.newCode(), person: person, notification: notification, owner: .role(owner))
        let loaded = try handle(.open(opening), on: id, loaded: nil)
        try readRules(of: id, loaded: loaded)
        return id
    }
}

extension VaultedNotification {
    init(_ reading: NotificationReading) {
        self.init(
            details: reading.details, facts: reading.facts, contentText: reading.contentText, ordinal: reading.ordinal)
    }
}

extension IndexKind {
    static let reference = IndexKind("reference")
    static let content = IndexKind("content")
}
