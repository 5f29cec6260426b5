public import NFODEngine
import NFODStore

/// Note in somebody's own words, as the vault keeps it.
struct VaultNote: Codable, PersonalData {
    var text: String
}

extension Work {
    /// Carries out a request on a case.
    ///
    /// - Throws: ``InvalidInput`` with every field that is wrong; ``CaseRefusal``, ``PlanRefusal`` when the rules say
    /// no.
    public func carryOut(_ request: CaseRequest) throws -> Loaded<CaseState> {
        let id = try caseID(CaseCode(request.code))
        let loaded = try expect(request.version, of: id)
        let fields = RequestReader(now: now)
        switch request.action {
        case .show: return loaded
        case .assign:
            return try assign(request, loaded, fields)
        case .wishes:
            try recordWishes(request, about: loaded.state, fields)
            // Rules may look at them: in treatment with a key worker.
            try readRules(of: id)
            return try loadCase(id) ?? loaded
        case .merge:
            let other = fields.required(request.otherCase, "otherCase", "the code of the other case")
            return try merge(id, with: try caseID(CaseCode(try fields.finish(other))))
        case .agreePlan, .planMade, .planDone, .planNotNeeded, .planAdd, .planChange, .planReopen, .safeguarding,
            .referralMade, .referralConfirmed:
            return try changePlan(request, id, loaded, fields)
        default:
            let command = try command(request, fields, loaded.state)
            let after = try handle(command, on: id, loaded: loaded)
            if case .recordContact(let contact, _) = command { try coverOthers(after.state, at: contact.at) }
            if case .handBack = command { try offerToNext(id, basis: .handedBack) }
            if case .end(let ending, let at, _) = command { try stopVisits(to: after.state, ending, at: at) }
            try readRules(of: id)
            return try loadCase(id) ?? after
        }
    }

    private func expect(_ version: Int64?, of id: CaseID) throws -> Loaded<CaseState> {
        guard let loaded = try loadCase(id) else { throw CaseRefusal.noSuchCase }
        if let version, try !isCurrent(version, of: loaded) {
            throw CaseRefusal.versionChanged(expected: Int(version), current: Int(loaded.version))
        }
        return loaded
    }

    /// That an alert arrived, or did not, is noted in the case whenever that is known; nobody's command may fail by it.
    private func isCurrent(_ version: Int64, of loaded: Loaded<CaseState>) throws -> Bool {
        guard version < loaded.version else { return version == loaded.version }
        return try tx.events.events(of: .case(loaded.state.id)).allSatisfy {
            $0.version <= version || $0.type == AlertTold.type || $0.type == AlertNotTold.type
        }
    }

    /// One contact covers every open case of this person whose overdose was certainly before it (rule 8).
    private func coverOthers(_ state: CaseState, at contactAt: Instant) throws {
        guard let person = state.person else { return }
        let group = try tx.people.everybody(in: try tx.people.root(of: person))
        for row in try tx.responses.rows(of: group) where row.id != state.id && row.ending == nil {
            try cover(row.id, by: state.id, at: contactAt)
        }
    }

    /// Rule 34: once somebody says that the person has died, or wants no outreach at all, all visits stop, whatever the
    /// overdose.
    private func stopVisits(to state: CaseState, _ ending: Ending, at: Instant) throws {
        guard ending.stopsAllVisits, let person = state.person else { return }
        let group = try tx.people.everybody(in: try tx.people.root(of: person))
        for row in try tx.responses.rows(of: group) where row.id != state.id {
            let isReported = row.ending == .diedReported && ending.kind == .diedConfirmed
            if row.ending == nil || isReported { try handle(.end(ending, at: at, byHuddle: false), on: row.id) }
        }
    }

    private func merge(_ one: CaseID, with other: CaseID) throws -> Loaded<CaseState> {
        try mergeCases(max(one, other), into: min(one, other))
        guard let loaded = try loadCase(min(one, other)) else { throw CaseRefusal.noSuchCase }
        return loaded
    }

    /// Words go to the vault; events hold only where they are.
    func keep(_ note: String?, about id: CaseID) throws -> VaultID? {
        guard let note, !note.isEmpty else { return nil }
        return try tx.vault.put(VaultNote(text: note), kind: .note, subject: id.number, at: now)
    }
}

extension Ending {
    fileprivate var stopsAllVisits: Bool {
        switch self {
        case .diedReported, .diedConfirmed: true
        case .objects(let objection): objection.scope != .thisOverdose
        default: false
        }
    }
}
