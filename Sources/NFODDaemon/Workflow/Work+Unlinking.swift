import NFODEngine
import NFODStore

/// Notifications that go from one person to another, because a human said so.
extension Work {
    /// A human says that this record is about somebody else: it becomes the first that was heard of somebody new, with
    /// a response of its own, and is never offered to this person again.
    func takeOut(_ notification: NotificationID, of person: PersonID, _ reason: ReviewReason) throws {
        try handle(.unlink(notification), on: person, reason: reason)
        let somebody = PersonID(try next("person"))
        let unheardOf = Loaded(state: PersonState(id: somebody), version: 0)
        try handle(.know(notification, status: .new), on: somebody, loaded: unheardOf, reason: reason)
        try relocate(notification, to: somebody)
        try settle([person, somebody])
    }

    /// What came after a merge, and was taken for the joined person's because of a record of the absorbed one's.
    func followers(of pair: PersonPair) throws -> [(NotificationID, LinkEvidence)] {
        let side = try tx.people.everybody(in: pair.absorbed)
        var theirs = Set(try side.flatMap { try tx.notifications.notifications(of: $0) })
        let group = try tx.people.everybody(in: try tx.people.root(of: pair.into))
        var links: [(NotificationID, LinkEvidence)] = []
        for member in group where !side.contains(member) {
            let held = try loadPerson(member).state.notifications
            for event in try tx.events.events(of: .person(member)) {
                guard let linked = event.payload as? NotificationLinked, let why = linked.why,
                    held[linked.notification] == linked.status
                else { continue }
                links.append((linked.notification, why))
            }
        }
        // In the order of receipt, so that what followed a follower is seen after it.
        let ordered = links.sorted { $0.0 < $1.0 }
        return ordered.filter { told, why in
            guard theirs.contains(why.with) else { return false }
            theirs.insert(told)
            return true
        }
    }

    /// - Parameter evidence: why the machine had linked it.
    func move(
        _ notification: NotificationID, _ evidence: LinkEvidence, to person: PersonID, _ reason: ReviewReason
    ) throws {
        guard let holder = try tx.notifications.link(of: notification)?.person,
            let status = try loadPerson(holder).state.notifications[notification],
            try loadPerson(holder).state.notifications.count > 1
        else { return }
        try handle(.unlink(notification), on: holder, reason: reason)
        try handle(.link(notification, status: status, why: evidence), on: person, reason: reason)
        try relocate(notification, to: person)
    }

    private func relocate(_ notification: NotificationID, to person: PersonID) throws {
        let response = try tx.notifications.link(of: notification)?.response
        try tx.notifications.link(notification, to: NotificationLink(person: person, response: response))
    }

    /// Twice, because a response that turns out to be about the other person can rest on a contact of the first.
    func settle(_ people: [PersonID]) throws {
        for _ in 1...2 { try separateOverdoses(of: people) }
    }
}
