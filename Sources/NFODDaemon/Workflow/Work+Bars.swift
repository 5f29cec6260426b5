import NFODConfig
import NFODEngine
import NFODStore

/// Rule 25 for who has a case already: what is learned about a person may bar them.
extension Work {
    /// What stands between each open case and the worker who has it.
    func bars(on cases: [CaseID]) throws -> [CaseID: Set<Shortfall>] {
        var found: [CaseID: Set<Shortfall>] = [:]
        for id in cases {
            guard let state = try loadCase(id)?.state, state.isOpen else { continue }
            found[id] = try bars(on: state)
        }
        return found
    }

    private func bars(on state: CaseState) throws -> Set<Shortfall> {
        guard case .worker(let id) = state.owner, let worker = configuration.team.workers[id] else { return [] }
        let need = try need(of: state)
        let isAnswered = !worker.isDesk || staff(of: worker.agency).contains { need.bars($0).isEmpty }
        var bars = Set(need.bars(worker))
        if !isAnswered { bars.insert(.nobodyToAccept) }
        if worker.isDesk, need.needsTwoWorkers { bars.insert(.sendsNoPair) }
        return bars
    }

    /// Who may take what the agency's desk is asked for, as far as that is not about one case.
    private func staff(of agency: AgencyID) -> [Worker] {
        configuration.team.allWorkers.filter {
            $0.agency == agency && !$0.isDisabled && $0.skills.contains(.outreach)
        }
    }

    /// The same for every open case of its person.
    func bars(around state: CaseState) throws -> [CaseID: Set<Shortfall>] {
        try state.person.map { try bars(on: [$0]) } ?? bars(on: [state.id])
    }

    /// The same for every open case of these people.
    func bars(on people: [PersonID]) throws -> [CaseID: Set<Shortfall>] {
        let group = try people.flatMap { try tx.people.everybody(in: try tx.people.root(of: $0)) }
        return try bars(on: try tx.responses.rows(of: group).filter { $0.ending == nil }.map(\.id))
    }

    /// Whoever may not go any more is told to wait, and the coordinator looks. What was known when the case was given
    /// away was somebody's decision, and stands.
    func holdOwners(barredSince before: [CaseID: Set<Shortfall>]) throws {
        for (id, known) in before.sorted(by: { $0.key < $1.key }) {
            guard let state = try loadCase(id)?.state, state.isOpen else { continue }
            let fresh = try bars(on: state).subtracting(known)
            guard !fresh.isEmpty else { continue }
            let why: OwnerChanged.Why = fresh.contains(.personObjects) ? .objection : .barred
            try handle(.moveOwner(.role(.coordinator), why: why), on: id)
        }
    }

    /// A notification of this case turned out to be about this person: so is the case; or the case is about somebody
    /// else, and the notification tells of another overdose.
    func nameWhoWasNotKnown(_ person: PersonID, on id: CaseID) throws {
        guard try loadCase(id)?.state.person == nil else { return try settleNotifications(of: id) }
        let barred = try bars(on: [id])
        try handle(.changePerson(person), on: id)
        try personWasNamed(person)
        try holdOwners(barredSince: barred)
    }

    /// Somebody said who this is: their other cases, contacts and wishes count here too.
    func personWasNamed(_ person: PersonID) throws {
        try joinOverdoses(of: person)
        try coverCases(of: person)
    }
}
