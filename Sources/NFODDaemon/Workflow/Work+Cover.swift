import NFODConfig
import NFODEngine
import NFODStore

/// One contact covers every open case of the person whose overdose was certainly before it (rule 8), whichever of the
/// two is heard of first.
extension Work {
    /// Looks for a contact that covers this case, after anything that may have made one fit: opening, another time of
    /// the overdose, a merge.
    func coverIfReached(_ id: CaseID) throws {
        guard !isQuiet, let loaded = try loadCase(id), let contact = try contact(covering: loaded.state) else {
            return
        }
        try handle(.coverByContact(of: contact.response, at: contact.at), on: id, loaded: loaded)
    }

    /// The first contact with this person that was certainly after the overdose, unless a person has said that it does
    /// not cover this one.
    func contact(covering state: CaseState) throws -> (response: CaseID, at: Instant)? {
        guard state.isOpen, let person = state.person else { return nil }
        let group = try tx.people.everybody(in: try tx.people.root(of: person))
        return try tx.responses.rows(of: group).filter { $0.ending == .reached && $0.id != state.id }
            .compactMap { row in
                try loadCase(row.id)?.state.ending?.ending.contactAt.map { (response: row.id, at: $0) }
            }
            .filter { $0.at > state.overdose.latest && $0.at <= now && !state.hasSetAside($0.response, at: $0.at) }
            .min { ($0.at, $0.response) < ($1.at, $1.response) }
    }

    /// Every open case of a person, after somebody became the same person.
    func coverCases(of person: PersonID) throws {
        let group = try tx.people.everybody(in: try tx.people.root(of: person))
        for row in try tx.responses.rows(of: group) where row.ending == nil { try coverIfReached(row.id) }
    }

    /// Rule 8: where the contact cannot cover the case (its overdose may be later), the case simply runs on.
    func cover(_ id: CaseID, by other: CaseID, at: Instant) throws {
        guard let loaded = try loadCase(id), loaded.state.isOpen else { return }
        do { try handle(.coverByContact(of: other, at: at), on: id, loaded: loaded) } catch is CaseRefusal { return }
    }

    /// What rested on this case's contact, or on that of a case it has taken in, runs again with it.
    func reopenCovered(by id: CaseID) throws {
        guard let state = try loadCase(id)?.state, let person = state.person else { return }
        let fallen = Set([id] + state.absorbed.map(\.id))
        let group = try tx.people.everybody(in: try tx.people.root(of: person))
        for row in try tx.responses.rows(of: group) where row.ending == .coveredBy {
            guard case .coveredBy(let other, _)? = try loadCase(row.id)?.state.ending?.ending, fallen.contains(other)
            else { continue }
            try handle(.reopen(.contactWithdrawn), on: row.id)
        }
    }
}
