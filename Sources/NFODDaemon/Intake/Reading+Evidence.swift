import NFODConfig
import NFODEngine
import NFODStore

extension Reading {
    /// What a notification tells about who somebody is: from memory, or from its newest version in the vault.
    func told(by notification: NotificationID) throws -> PersonEvidence {
        if let known = evidence.get(notification) { return known }
        let told = try opened(notification)
        evidence.put(told, for: notification)
        return told
    }

    /// The same for somebody who goes through all of them: what is in memory stays there, and nothing comes in.
    func glance(at notification: NotificationID) throws -> PersonEvidence {
        try evidence.get(notification) ?? opened(notification)
    }

    private func opened(_ notification: NotificationID) throws -> PersonEvidence {
        let stored = try stored(notification)
        return PersonEvidence(
            notification: notification, source: stored.source, details: stored.vaulted.details,
            facts: stored.vaulted.facts)
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
            // The first event is the first notification; about whoever has no other, nobody has decided anything.
            guard try tx.events.version(of: .person(member)) > 1 else { continue }
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
    ///
    /// - Parameter around: keys of the place and the day alone: on a bad day a whole district has them, and whoever is
    ///   plainly somebody else is passed over before anything more is read.
    func candidates(for told: PersonEvidence, under keys: [Blind], around: [Blind]) throws -> [KnownPerson] {
        var found = Set(try tx.vault.notifications(under: keys))
        for notification in try tx.vault.notifications(under: around) where !found.contains(notification) {
            let other = try self.told(by: notification)
            if other.isUnidentified || !told.isPlainlySomebodyElse(than: other) {
                found.insert(notification)
            }
        }
        var roots: Set<PersonID> = []
        for notification in found where notification != told.notification {
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
