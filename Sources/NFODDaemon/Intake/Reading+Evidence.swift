import NFODConfig
import NFODEngine
import NFODStore

extension Reading {
    /// What a notification tells about who somebody is: from memory, or from its newest version in the vault.
    func told(by notification: NotificationID) throws -> PersonEvidence {
        if let known = evidence.get(notification) { return known }
        let stored = try stored(notification)
        let told = PersonEvidence(
            notification: notification, source: stored.source, details: stored.vaulted.details,
            facts: stored.vaulted.facts)
        evidence.put(told, for: notification)
        return told
    }

    /// The newest version of a notification, with its source.
    func stored(_ notification: NotificationID) throws -> (source: SourceID, vaulted: VaultedNotification) {
        guard let record = try tx.notifications.record(of: notification),
            let version = try tx.notifications.versions(of: notification).last
        else { throw DaemonError.notificationMissing(notification) }
        return (record.source, try tx.vault.get(version.details))
    }

    /// Everything known about a person, aliases included, as linkage wants it.
    func knownPerson(_ root: PersonID) throws -> KnownPerson {
        let group = try tx.people.everybody(in: root)
        var notifications: [PersonEvidence] = []
        var decided = false
        var separatedNotifications: Set<NotificationID> = []
        var separatedPeople: Set<PersonID> = []
        for member in group {
            notifications += try tx.notifications.notifications(of: member).map { try told(by: $0) }
            let state = try loadPerson(member).state
            decided = decided || state.humanHasDecided
            separatedNotifications.formUnion(state.unlinkedNotifications)
            separatedPeople.formUnion(try state.separatedPeople.map { try tx.people.root(of: $0) })
        }
        return KnownPerson(
            id: root, notifications: notifications, humanHasDecided: decided,
            separatedNotifications: separatedNotifications, separatedPeople: separatedPeople)
    }

    /// The people who share a key with this notification, each once, under the id they are known by now.
    func candidates(for told: PersonEvidence, under keys: [Blind]) throws -> [KnownPerson] {
        var roots: Set<PersonID> = []
        for notification in try tx.vault.notifications(under: keys) where notification != told.notification {
            guard let person = try tx.notifications.link(of: notification)?.person else { continue }
            roots.insert(try tx.people.root(of: person))
        }
        return try roots.sorted().map { try knownPerson($0) }
    }
}

/// One version of a notification as the vault keeps it: what was told, and what may also stand in events.
struct VaultedNotification: Codable, PersonalData {
    var details: NotificationDetails
    var facts: NotificationFacts
    /// Of the mapped fields; equal texts are the same content (rule 12).
    var contentText: String
    var ordinal: Int
}
