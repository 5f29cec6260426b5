import NFODConfig
import NFODEngine
import NFODStore

extension Work {
    /// What the person of this case asks for, changed in the fields that are given; it holds for all their responses.
    ///
    /// - Throws: `CaseRefusal.personUnidentified`; ``InvalidInput``.
    func recordWishes(_ request: CaseRequest, about state: CaseState, _ fields: RequestReader) throws {
        guard let person = state.person else { throw CaseRefusal.personUnidentified }
        let root = try tx.people.root(of: person)
        let before = try loadPerson(root).state.wishes
        let wishes = try changed(before, request, fields)
        let knownFrom = try fields.finish(fields.choice(request.way, "way", Objection.KnownFrom.self))
        let told = WishesRecorded(
            wishes: wishes, response: state.id, note: try keep(request.note, about: state.id))
        let barred = try bars(on: [root])
        try handle(.recordWishes(told, knownFrom: knownFrom), on: root)
        try holdOwners(barredSince: barred)
    }

    private func changed(
        _ before: PersonWishes, _ request: CaseRequest, _ fields: RequestReader
    ) throws -> PersonWishes {
        var wishes = before
        if let answer = request.femaleWorker {
            wishes.asksForFemaleWorker = fields.told(answer, "femaleWorker") == .yes
        }
        if let name = request.keyWorker { wishes.keyWorker = name == "none" ? nil : known(name, "keyWorker", fields) }
        if let name = request.exclude, let worker = known(name, "exclude", fields),
            let why = fields.choice(request.reason, "reason", PersonWishes.Exclusion.Why.self)
        {
            wishes.exclude(worker, why: why)
        }
        if let name = request.allow { wishes.allow(WorkerID(name)) }
        if let list = request.unsafeWays {
            wishes.unsafeWays = fields.list(list, "unsafeWays", Attempt.Way.listed) { Attempt.Way(rawValue: $0) }
        }
        if let list = request.preferences {
            let expected = "worker:ID, agency:ID or skill:NAME, known in config/team.yaml"
            wishes.preferences = fields.list(list, "preferences", expected) { self.preference($0) }
        }
        try fields.check()
        return wishes
    }

    private func known(_ name: String, _ field: String, _ fields: RequestReader) -> WorkerID? {
        let worker = WorkerID(name)
        if configuration.team.named(worker) == nil { fields.note(field, "unknown", "a worker of config/team.yaml") }
        return worker
    }

    private func preference(_ text: String) -> CaseNeed.Wish? {
        let team = configuration.team
        switch CaseNeed.Wish(text: text) {
        case .worker(let worker): return team.named(worker) == nil ? nil : .worker(worker)
        case .agency(let agency): return team.agencies[agency] == nil ? nil : .agency(agency)
        case .skill(let skill): return .skill(skill)
        case nil: return nil
        }
    }
}

extension Attempt.Way {
    static var listed: String {
        "some of " + allCases.map(\.rawValue).joined(separator: ", ") + ", with commas"
    }
}
