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
        var id = try caseID(CaseCode(request.code))
        var loaded = try expect(request.version, of: id)
        // What was done or learned late belongs where the overdose is now.
        if request.action.isAboutOverdose {
            id = try root(of: id)
            loaded = try loadCase(id) ?? loaded
        }
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
            if case .reopen(let why) = command, loaded.state.ending?.ending.kind == .mergedInto {
                try takeApart(id, why: why)
                return try loadCase(id) ?? loaded
            }
            let after = try handle(command, on: loaded)
            try follow(command, after.state)
            try readRules(of: id)
            return try loadCase(id) ?? after
        }
    }

    /// Risk to staff that is learned asks for two, whom no desk names: it is not asked any longer (rule 25).
    private func handle(_ command: CaseCommand, on loaded: Loaded<CaseState>) throws -> Loaded<CaseState> {
        guard case .screen = command else { return try handle(command, on: loaded.state.id, loaded: loaded) }
        let barred = try bars(around: loaded.state)
        let after = try handle(command, on: loaded.state.id, loaded: loaded)
        try holdOwners(barredSince: barred)
        return after
    }

    /// What a command on one case means for others.
    private func follow(_ command: CaseCommand, _ state: CaseState) throws {
        switch command {
        case .recordContact(let contact, _): try coverOthers(state, at: contact.at)
        case .end(let ending, let at, _): try stopVisits(to: state, ending, at: at)
        case .setOverdoseTime: try coverIfReached(state.id)
        default: break
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

    /// Rule 34: once somebody says that the person has died, or wants no outreach at all, all visits stop. An overdose
    /// that may have been after the objection comes to the huddle again: that case runs on, and nobody goes before the
    /// huddle has looked.
    private func stopVisits(to state: CaseState, _ ending: Ending, at: Instant) throws {
        guard ending.stopsAllVisits, let person = state.person else { return }
        let group = try tx.people.everybody(in: try tx.people.root(of: person))
        for row in try tx.responses.rows(of: group) where row.id != state.id {
            if ending.kind == .objects, row.overdose.upperBound > at {
                try holdForHuddle(row.id)
                continue
            }
            let isReported = row.ending == .diedReported && ending.kind == .diedConfirmed
            if row.ending == nil || isReported { try handle(.end(ending, at: at, byHuddle: false), on: row.id) }
        }
    }

    private func holdForHuddle(_ id: CaseID) throws {
        guard let loaded = try loadCase(id), loaded.state.isOpen, case .worker = loaded.state.owner else { return }
        try handle(.moveOwner(.role(.coordinator), why: .objection), on: id, loaded: loaded)
    }

    /// Two named people have to be one first: a mistyped code must not end somebody else's response.
    private func merge(_ one: CaseID, with other: CaseID) throws -> Loaded<CaseState> {
        guard one != other else { throw CaseRefusal.mergeIntoItself }
        guard try !areTwoPeople(one, other) else { throw CaseRefusal.differentPersons }
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

extension CaseRequest.Action {
    /// Said about the overdose and its person, whether or not the response to it is the one whose code was given.
    fileprivate var isAboutOverdose: Bool {
        switch self {
        case .attempt, .screen, .whereabouts: true
        default: false
        }
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
