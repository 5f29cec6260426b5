import NFODConfig
import NFODEngine
import NFODStore

/// Which notifications are about one overdose (rule 19).
extension Work {
    /// Cases that a notification could be about: those of its person near that time, and those at its scene where one
    /// side names nobody.
    ///
    /// - Parameter around: blinds of the places and days it can have been told under.
    func incident(of told: PersonEvidence, person: PersonID?, around: [Blind]) throws -> IncidentMatch {
        let settings = configuration.settings.incident
        let slack = settings.widest
        var candidates: Set<CaseID> = []
        if let person {
            let group = try tx.people.everybody(in: person)
            let interval = (told.overdose.earliest - slack)...(told.overdose.latest + slack)
            candidates.formUnion(try tx.responses.rows(of: group, meeting: interval).filter(isAlive).map(\.id))
        }
        for notification in try tx.vault.notifications(under: around) where notification != told.notification {
            guard let id = try tx.notifications.link(of: notification)?.response,
                let row = try tx.responses.row(id: id), isAlive(row)
            else { continue }
            candidates.insert(id)
        }
        let known = try candidates.sorted().map { try knownIncident($0) }
        return IncidentMatch.decide(
            IncidentTelling(told, person: person), candidates: known, settings: settings)
    }

    /// Merged and mistaken cases take nothing in; the case they were merged into does. Nor does one of an old list
    /// whose time is not over: nobody here was ever told of it, so a feed that tells of the overdose opens a case.
    private func isAlive(_ row: ResponseTable.Row) -> Bool {
        switch row.ending {
        case .mergedInto, .wrongOrDoubled, .notAnOverdose: false
        case .beforeGoLive: isQuiet || row.contactDueAt <= now
        default: true
        }
    }

    private func knownIncident(_ id: CaseID) throws -> KnownIncident {
        let tellings = try tx.notifications.notifications(of: id).map { notification in
            let link = try tx.notifications.link(of: notification)
            let person = try link?.person.map { try tx.people.root(of: $0) }
            return IncidentTelling(try told(by: notification), person: person)
        }
        return KnownIncident(caseID: id, tellings: tellings)
    }

    /// After a merge of people: cases that turn out to be one overdose become one; the earlier-opened absorbs.
    func joinOverdoses(of person: PersonID) throws {
        let group = try tx.people.everybody(in: person)
        let rows = try tx.responses.rows(of: group).filter(isAlive).sorted { $0.id < $1.id }
        for later in rows.dropFirst() {
            for earlier in rows where earlier.id < later.id {
                guard try isSameOverdose(earlier.id, later.id) else { continue }
                try mergeCases(later.id, into: earlier.id)
                break
            }
        }
    }

    private func isSameOverdose(_ earlier: CaseID, _ later: CaseID) throws -> Bool {
        let settings = configuration.settings.incident
        let (known, other) = (try knownIncident(earlier), try knownIncident(later))
        guard !known.tellings.isEmpty, !other.tellings.isEmpty else { return false }
        return other.tellings.allSatisfy {
            if case .joins = IncidentMatch.decide($0, candidates: [known], settings: settings) { true } else { false }
        }
    }

    /// Rule 19: earlier due time, attempts and contacts stay where they are and are referenced.
    func mergeCases(_ later: CaseID, into earlier: CaseID) throws {
        guard let other = try loadCase(later), other.state.isOpen || other.state.ending?.ending.contactAt != nil,
            let first = try loadCase(earlier)?.state, first.canAbsorb(other.state)
        else { return }
        try handle(.absorb(later, contactDueAt: other.state.contactDueAt), on: earlier)
        if other.state.isOpen {
            try handle(.end(.mergedInto(earlier), at: now, byHuddle: false), on: later)
        }
        if let contactAt = other.state.ending?.ending.contactAt { try cover(earlier, by: later, at: contactAt) }
    }

    /// Rule 8: where the contact cannot cover the case (its overdose may be later), the case simply runs on.
    func cover(_ id: CaseID, by other: CaseID, at: Instant) throws {
        guard let loaded = try loadCase(id), loaded.state.isOpen else { return }
        do { try handle(.coverByContact(of: other, at: at), on: id, loaded: loaded) } catch is CaseRefusal { return }
    }

    /// After a merge of people was undone: what had been joined because of it is taken apart again.
    func separateOverdoses(of person: PersonID) throws {
        let group = try tx.people.everybody(in: person)
        for row in try tx.responses.rows(of: group) {
            guard let state = try loadCase(row.id)?.state, let ending = state.ending?.ending else { continue }
            switch ending {
            case .mergedInto(let other), .coveredBy(let other, _):
                guard let otherPerson = try loadCase(other)?.state.person,
                    !group.contains(try tx.people.root(of: otherPerson))
                else { continue }
                try handle(.reopen(.personsSplit), on: row.id)
            default: continue
            }
        }
    }
}

extension IncidentSettings {
    /// The widest distance at which two sources' times can still be one overdose.
    var widest: Span { max(otherSlack, slack.values.max() ?? .zero) }
}

extension CaseState {
    /// An open case may take another in, or one whose contact was certainly after the other's overdose. Any other
    /// ending is about this case alone: a death is never inherited (rule 34).
    fileprivate func canAbsorb(_ other: CaseState) -> Bool {
        guard let ending else { return true }
        guard let contactAt = ending.ending.contactAt else { return false }
        return contactAt > other.overdose.latest
    }
}
