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
        candidates.formUnion(try casesTold(under: around, besides: told))
        // A record that was taken out of a case and is placed anew does not stand in its own way.
        let known = try candidates.sorted().map { try knownIncident($0, besides: told.notification) }
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

    /// After a notification has its case: records that name nobody, and of which it shows that they are about somebody
    /// else, or may be, are placed anew.
    ///
    /// - Parameter around: as above.
    func placeNamelessAnew(after told: PersonEvidence, of person: PersonID?, around: [Blind]) throws {
        guard person != nil else { return }
        let telling = IncidentTelling(told, person: person)
        var cases = Set([try tx.notifications.link(of: told.notification)?.response].compactMap { $0 })
        if told.overdose.origin == .arrival { cases.formUnion(try casesTold(under: around, besides: told)) }
        for id in cases.sorted() {
            let known = try knownIncident(id)
            let others = known.displaced(by: telling) + known.unsettled(by: telling)
            for notification in try loadCase(id)?.state.notifications ?? [] where others.contains(notification.id) {
                try giveUp(notification, from: id)
            }
        }
    }

    private func casesTold(under around: [Blind], besides told: PersonEvidence) throws -> Set<CaseID> {
        var found: Set<CaseID> = []
        for notification in try tx.vault.notifications(under: around) where notification != told.notification {
            // On a bad day a whole district is at one place: what cannot be one overdose is passed over unread.
            guard configuration.settings.incident.mayBeOne(told, try self.told(by: notification)),
                let id = try tx.notifications.link(of: notification)?.response,
                let row = try tx.responses.row(id: id), isAlive(row)
            else { continue }
            found.insert(id)
        }
        return found
    }

    private func knownIncident(_ id: CaseID, besides placed: NotificationID? = nil) throws -> KnownIncident {
        let all = try tx.notifications.notifications(of: id)
        let tellings = try all.filter { $0 != placed }.map { notification in
            let link = try tx.notifications.link(of: notification)
            let person = try link?.person.map { try tx.people.root(of: $0) }
            return IncidentTelling(try told(by: notification), person: person)
        }
        return KnownIncident(caseID: id, tellings: tellings)
    }

    /// After people were joined, or somebody was named: cases that turn out to be one overdose become one; the
    /// earlier-opened absorbs. Where one of them has ended in a way that takes nothing in, both stand as they are.
    func joinOverdoses(of person: PersonID) throws {
        let group = try tx.people.everybody(in: try tx.people.root(of: person))
        let ids = try tx.responses.rows(of: group).filter(isAlive).map(\.id).sorted()
        for later in ids.dropFirst() {
            for earlier in ids where earlier < later {
                guard try isSameOverdose(earlier, later) else { continue }
                do { try mergeCases(later, into: earlier) } catch is CaseRefusal { continue }
                break
            }
        }
    }

    /// What was merged away holds no notification any more, and so is nobody's overdose.
    private func isSameOverdose(_ earlier: CaseID, _ later: CaseID) throws -> Bool {
        let settings = configuration.settings.incident
        let (known, other) = (try knownIncident(earlier), try knownIncident(later))
        guard !known.tellings.isEmpty, !other.tellings.isEmpty else { return false }
        return other.tellings.allSatisfy {
            guard case .joins = IncidentMatch.decide($0, candidates: [known], settings: settings) else { return false }
            return known.displaced(by: $0).isEmpty
        }
    }
}
