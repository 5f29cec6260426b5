import NFODConfig
import NFODEngine
import NFODStore

/// Two cases become one, and two again (rules 18, 19).
extension Work {
    /// The earlier-opened case takes in the later one with its notifications and everything it had; the later one ends
    /// as merged into it.
    ///
    /// - Throws: ``CaseRefusal`` where one of them has ended in a way that is about that case alone.
    func mergeCases(_ later: CaseID, into earlier: CaseID) throws {
        guard let other = try loadCase(later)?.state, let first = try loadCase(earlier)?.state else {
            throw CaseRefusal.noSuchCase
        }
        let barred = try bars(on: [earlier, later])
        try handle(.absorb(other), on: earlier)
        try handle(.end(.mergedInto(earlier), at: now, byHuddle: false), on: later)
        try move(other.notifications, to: earlier)
        try readRules(of: earlier, evenIfReached: true)
        if first.person == nil, let person = other.person { try personWasNamed(person) }
        try holdOwners(barredSince: barred)
    }

    /// The case that stands for this overdose gives back what came from this one, which runs by itself again.
    ///
    /// A case in between comes out with it, gives it back, and goes in again where it still belongs.
    func takeApart(_ id: CaseID, why: CaseReopened.Why) throws {
        guard case .mergedInto(let host)? = try loadCase(id)?.state.ending?.ending else { return }
        var outer: CaseID?
        if case .mergedInto(let next)? = try loadCase(host)?.state.ending?.ending {
            outer = next
            try takeApart(host, why: why)
        }
        guard let held = try loadCase(host)?.state.notifications else { throw CaseRefusal.noSuchCase }
        try handle(.release(id), on: host)
        var released = try handle(.reopen(why), on: id)
        let mine = held.filter { one in released.state.notifications.contains { $0.id == one.id } }
        // Corrections that came meanwhile went to the other case.
        for newest in mine { released = try handle(.correct(newest), on: id, loaded: released) }
        try move(mine, to: id)
        for part in [host, id] {
            try takeNameFromNotifications(part)
            try readRules(of: part)
        }
        guard let outer, try !areTwoPeople(host, outer) else { return }
        do { try mergeCases(host, into: outer) } catch is CaseRefusal { return }
    }

    /// After a merge of people was undone: no case of either hangs on a case of the other, and each has the
    /// notifications that are about its own person.
    func separateOverdoses(of people: [PersonID]) throws {
        let ids = try people.flatMap { person in
            try tx.responses.rows(of: try tx.people.everybody(in: try tx.people.root(of: person))).map(\.id)
        }.sorted()
        for id in ids {
            guard case .mergedInto(let other)? = try loadCase(id)?.state.ending?.ending,
                try areTwoPeople(id, other)
            else { continue }
            try takeApart(id, why: .personsSplit)
        }
        for id in ids {
            guard case .coveredBy(let other, _)? = try loadCase(id)?.state.ending?.ending,
                try areTwoPeople(id, other)
            else { continue }
            try handle(.reopen(.personsSplit), on: id)
        }
        for id in ids { try settleNotifications(of: id) }
        for id in ids { try coverIfReached(id) }
    }

    /// What is about somebody else goes to a case of theirs, or opens one.
    func settleNotifications(of id: CaseID) throws {
        guard let state = try loadCase(id)?.state, state.ending?.ending.kind != .mergedInto, let owner = state.person
        else { return }
        let root = try tx.people.root(of: owner)
        for notification in state.notifications {
            let link = try tx.notifications.link(of: notification.id)
            guard let person = link?.person, try tx.people.root(of: person) != root else { continue }
            try giveOver(notification, to: person, from: id)
        }
    }

    /// - Parameter person: not the one the case is about.
    private func giveOver(_ notification: AttachedNotification, to person: PersonID, from id: CaseID) throws {
        guard let state = try loadCase(id)?.state, state.notifications.contains(where: { $0.id == notification.id })
        else { return }
        if let part = state.absorbed.first(where: { $0.had.notifications.contains { $0.id == notification.id } }) {
            try takeApart(part.id, why: .personsSplit)
            let other = try loadCase(part.id)?.state.person
            if other == nil { try handle(.changePerson(person), on: part.id) }
            return try settleNotifications(of: part.id)
        }
        do { try handle(.detach(notification.id), on: id) } catch is CaseRefusal {
            // Nothing else is left: the whole case is about the other person.
            try handle(.changePerson(person), on: id)
            return
        }
        try readRules(of: id)
        try place(
            told(by: notification.id), facts: notification.facts, person: tx.people.root(of: person), around: [])
    }

    /// A notification that names nobody, and is about another overdose after all: its own case runs again, or it is
    /// placed anew. What cannot be taken out stays.
    func giveUp(_ notification: AttachedNotification, from id: CaseID) throws {
        guard let state = try loadCase(id)?.state else { return }
        if let part = state.absorbed.first(where: { $0.had.notifications.contains { $0.id == notification.id } }) {
            return try takeApart(part.id, why: .personsSplit)
        }
        do { try handle(.detach(notification.id), on: id) } catch is CaseRefusal { return }
        try readRules(of: id)
        let told = try told(by: notification.id)
        try place(told, facts: notification.facts, person: nil, around: workflow.preparation(told.source).around(told))
    }

    /// Both are identified, and as two people.
    func areTwoPeople(_ one: CaseID, _ other: CaseID) throws -> Bool {
        guard let first = try loadCase(one)?.state.person, let second = try loadCase(other)?.state.person else {
            return false
        }
        return try tx.people.root(of: first) != tx.people.root(of: second)
    }

    /// Somebody may have been named while the case had its person from the other one.
    private func takeNameFromNotifications(_ id: CaseID) throws {
        guard let loaded = try loadCase(id), loaded.state.person == nil else { return }
        let people = try loaded.state.notifications.compactMap { try tx.notifications.link(of: $0.id)?.person }
        if let person = people.first { try handle(.changePerson(person), on: id, loaded: loaded) }
    }

    private func move(_ notifications: [AttachedNotification], to id: CaseID) throws {
        for notification in notifications {
            let person = try tx.notifications.link(of: notification.id)?.person
            try tx.notifications.link(notification.id, to: NotificationLink(person: person, response: id))
        }
    }
}
