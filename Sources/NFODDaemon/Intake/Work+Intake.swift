import NFODConfig
import NFODEngine
import NFODStore

/// Taking in one notification: is it new, who is it, which overdose, and then the case with priority and plan.
extension Work {
    /// What became of a row (rule 11).
    enum Outcome {
        case accepted, unchanged, corrected
    }

    func take(_ prepared: PreparedNotification, source: SourceID) throws -> Outcome {
        let reading = prepared.reading
        let perIncident = configuration.sources[source]?.canBePerIncident ?? false
        let stored = try stored(like: prepared, source: source)
        switch Recurrence.of(reading, content: reading.contentText, among: stored, canBePerIncident: perIncident) {
        case .unchanged: return .unchanged
        case .correction(let id, let identifiersChanged):
            try correct(id, prepared, source: source, identifiersChanged: identifiersChanged)
            return .corrected
        case .new: try accept(prepared, source: source, kind: .new)
        case .anotherPerson(let doubt):
            try accept(
                prepared, source: source, kind: .anotherPersonUnderReference,
                doubtful: doubt ? stored.map(\.id) : [])
        }
        return .accepted
    }

    private func stored(like prepared: PreparedNotification, source: SourceID) throws -> [StoredNotification] {
        let records: [NotificationRecord]
        if let reference = prepared.reference {
            records = try tx.notifications.find(source, reference: reference)
        } else {
            let ordinal = Int64(prepared.reading.ordinal)
            records = [try tx.notifications.find(source, content: prepared.content, ordinal: ordinal)].compactMap { $0 }
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
        _ prepared: PreparedNotification, source: SourceID, kind: NotificationReceived.Kind,
        doubtful: [NotificationID] = []
    ) throws {
        let facts = prepared.reading.facts
        let id = NotificationID(try next("notification"))
        let details = try tx.vault.put(prepared.sealable, kind: .notification, subject: id.number, at: now)
        let record = NotificationRecord(
            id: id, source: source, reference: prepared.reference, content: prepared.content,
            ordinal: Int64(prepared.reading.ordinal))
        try tx.notifications.insert(record, receivedAt: now, details: details)
        try sourceEvent(
            .notificationReceived(NotificationReceived(notification: id, edition: 1, kind: kind, facts: facts)),
            of: source)
        let told = prepared.told.about(id)
        let person =
            told.isUnidentified
            ? nil : try link(told, under: prepared.keys, around: prepared.around, doubtful: doubtful)
        remember(id, told)
        try tx.vault.index(details, of: id, under: prepared.keys + prepared.names + prepared.scene)
        try place(told, facts: facts, person: person, around: prepared.around)
    }

    /// Rule 12: the older version stays; what identifies somebody re-runs linkage and may raise a review, never
    /// unlinks.
    private func correct(
        _ id: NotificationID, _ prepared: PreparedNotification, source: SourceID, identifiersChanged: Bool
    ) throws {
        let facts = prepared.reading.facts
        let earlier = try tx.notifications.versions(of: id).last?.details
        let details = try tx.vault.put(
            prepared.sealable, kind: .notification, subject: id.number, sharingKeyOf: earlier, at: now)
        let edition = try tx.notifications.addVersion(
            of: id, content: prepared.content, receivedAt: now, details: details)
        try sourceEvent(
            .notificationReceived(
                NotificationReceived(notification: id, edition: Int(edition), kind: .correction, facts: facts)),
            of: source)
        let told = prepared.told.about(id)
        remember(id, told)
        try tx.vault.index(details, of: id, under: prepared.keys + prepared.names + prepared.scene)
        let link = try tx.notifications.link(of: id)
        if identifiersChanged { try relink(told, under: prepared.keys, around: prepared.around, link: link) }
        // Linkage may have moved it.
        guard let standing = try tx.notifications.link(of: id), let response = standing.response else { return }
        let barred = try standing.person.map { try bars(on: [$0]) } ?? bars(on: [response])
        try handle(.correct(AttachedNotification(id: id, source: source, facts: facts)), on: response)
        try readRules(of: response, evenIfReached: true)
        try coverIfReached(response)
        try holdOwners(barredSince: barred)
    }

    /// Gives the notification its case: one that is known, or a new one with an owner from its first second.
    func place(
        _ told: PersonEvidence, facts: NotificationFacts, person: PersonID?, around: [Blind]
    ) throws {
        let attached = AttachedNotification(id: told.notification, source: told.source, facts: facts)
        switch try incident(of: told, person: person, around: around) {
        case .joins(let id, _, let nameless):
            try join(attached, to: id, person: person)
            try takeIn(nameless, with: id)
        case .new: try openFor(attached, facts: facts, person: person)
        case .doubtful(let others):
            let id = try openFor(attached, facts: facts, person: person)
            try handle(.doubtOverdose(others), on: id)
        }
        try placeNamelessAnew(after: told, of: person, around: around)
    }

    /// Overdoses of nobody knew whom, which turn out to be this one: the earliest case stays (rule 19). One that has
    /// ended in a way that takes nothing in stands as it is.
    private func takeIn(_ nameless: [CaseID], with id: CaseID) throws {
        var standing = id
        for other in nameless {
            let (earlier, later) = (min(standing, other), max(standing, other))
            do { try mergeCases(later, into: earlier) } catch is CaseRefusal { continue }
            standing = earlier
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

    private func join(_ notification: AttachedNotification, to id: CaseID, person: PersonID?) throws {
        let barred = try bars(on: [id])
        var loaded = try handle(.attach(notification), on: id)
        try tx.notifications.link(notification.id, to: NotificationLink(person: person, response: id))
        let isNamed = loaded.state.person == nil && person != nil
        if isNamed { loaded = try handle(.changePerson(person), on: id, loaded: loaded) }
        try readRules(of: id, loaded: loaded, evenIfReached: true)
        if isNamed, let person { try personWasNamed(person) } else { try coverIfReached(id) }
        try holdOwners(barredSince: barred)
    }

    /// Random codes meet: with 200,000 cases two in three logs would have one twice.
    private func newCode() throws -> CaseCode {
        var code = workflow.drawCode()
        while try tx.responses.isKnown(code) { code = workflow.drawCode() }
        return code
    }

    private func open(_ notification: AttachedNotification, facts: NotificationFacts, person: PersonID?) throws
        -> CaseID
    {
        let id = CaseID(try next("case"))
        openedCases.append(id)
        let owner = try firstOwner(facts)
        let opening = CaseCommand.Opening(
            id: id, code: try newCode(), person: person, notification: notification, owner: .role(owner))
        var change = CaseChange(id: id, loaded: nil)
        try decide(.open(opening), in: &change)
        try readRules(in: &change)
        if !isQuiet, let state = change.state, let contact = try contact(covering: state) {
            try decide(.coverByContact(of: contact.response, at: contact.at), in: &change)
        }
        try write(change)
        return id
    }
}

extension VaultedNotification {
    init(_ reading: NotificationReading) {
        self.init(
            details: reading.details, facts: reading.facts, contentText: reading.contentText, ordinal: reading.ordinal)
    }
}
