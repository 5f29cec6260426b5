import NFODEngine
import NFODStore

extension Work {
    /// An ending's fields, by its kind (rule 34).
    func end(_ request: CaseRequest, _ fields: RequestReader, _ state: CaseState) throws -> CaseCommand {
        let kind = fields.choice(request.kind, "kind", Ending.Kind.self)
        let at = fields.instant(request.at, "at")
        guard let kind else { throw fields.refusal }
        let ended = try ending(kind, request, fields, state)
        return .end(try fields.finish(ended), at: try fields.finish(at), byHuddle: request.byHuddle ?? false)
    }

    private func ending(
        _ kind: Ending.Kind, _ request: CaseRequest, _ fields: RequestReader, _ state: CaseState
    ) throws -> Ending? {
        switch kind {
        case .objects:
            let scope = fields.choice(request.outcome, "outcome", Objection.Scope.self)
            let knownFrom = fields.choice(request.way, "way", Objection.KnownFrom.self)
            guard let scope, let knownFrom else { return nil }
            return .objects(
                Objection(scope: scope, knownFrom: knownFrom, words: try keep(request.note, about: state.id)))
        case .diedReported: return .diedReported
        case .diedConfirmed: return .diedConfirmed
        case .transferred:
            let agency = fields.required(request.agency, "agency", "the agency that takes over")
            let name = fields.required(request.note, "note", "who accepted, by name")
            guard let agency, let words = try keep(name, about: state.id) else { return nil }
            return .transferred(to: AgencyID(agency), acceptedBy: words)
        case .notAnOverdose: return .notAnOverdose
        case .wrongOrDoubled: return .wrongOrDoubled
        case .notReached:
            let plan = fields.required(request.note, "note", "places tried, and the plan to reopen")
            return try keep(plan, about: state.id).map { .notReached(planToReopen: $0) }
        case .reached, .coveredBy:
            fields.note("kind", "recordedElsewhere", "a contact; use the action 'contact'")
        case .mergedInto: fields.note("kind", "recordedElsewhere", "a merge; use the action 'merge'")
        case .beforeGoLive: fields.note("kind", "recordedElsewhere", "an old list; use `nfodd ingest --history`")
        }
        return nil
    }

    func changePlan(
        _ request: CaseRequest, _ id: CaseID, _ loaded: Loaded<CaseState>, _ fields: RequestReader
    ) throws -> Loaded<CaseState> {
        guard let plan = loaded.state.plan else { throw CaseRefusal.noPlan }
        let actor = stamp.actor
        switch request.action {
        case .agreePlan:
            return try handle(.changePlan(try plan.agreed(by: actor, at: now), .agreed), on: id, loaded: loaded)
        case .planMade:
            let made = try plan.madeWithPerson(by: actor, at: now)
            return try handle(.changePlan(made, .madeWithPerson), on: id, loaded: loaded)
        case .planDone:
            let item = PlanItemID(try fields.finish(fields.required(request.item, "item", "the item's number")))
            let done = try plan.completed([item], by: actor, at: now)
            return try handle(.changePlan(done, .itemDone), on: id, loaded: loaded)
        case .planNotNeeded:
            let item = fields.required(request.item, "item", "the item's number")
            let why = fields.choice(request.reason, "reason", NotNeededReason.self)
            let aside = try plan.setAside(
                [PlanItemID(try fields.finish(item))], try fields.finish(why), by: actor, at: now)
            return try handle(.changePlan(aside, .itemNotNeeded), on: id, loaded: loaded)
        default:
            let decided = try decideSafeguarding(plan, request, id, fields)
            return try handle(.changePlan(decided, .safeguardingDecided), on: id, loaded: loaded)
        }
    }

    /// Rule 22: one item at a time; adult protection with its three answers, each with the same written reason.
    private func decideSafeguarding(
        _ plan: Plan, _ request: CaseRequest, _ id: CaseID, _ fields: RequestReader
    ) throws -> Plan {
        let item = fields.required(request.item, "item", "the item's number")
        let outcome = fields.choice(request.outcome, "outcome", SafeguardingDecision.Outcome.self)
        let note = fields.required(request.note, "note", "the reason, in words")
        try fields.check()
        guard let item, let outcome, let reason = try keep(note, about: id) else {
            throw InvalidInput([.init(field: "note", code: "missing", expected: "the reason, in words")])
        }
        let kind = plan.entry(PlanItemID(item))?.kind
        let test = kind == .adultProtection ? try threeAnswers(request, reason) : nil
        let decision = SafeguardingDecision(
            outcome: outcome, reason: reason, test: test, by: stamp.actor, at: now)
        return try plan.decided(PlanItemID(item), decision)
    }

    private func threeAnswers(_ request: CaseRequest, _ reason: VaultID) throws -> AdultProtectionTest {
        let fields = RequestReader(now: now)
        for (answer, name) in [
            (request.unableToSafeguard, "unableToSafeguard"), (request.atRiskOfHarm, "atRiskOfHarm"),
            (request.moreVulnerable, "moreVulnerable"),
        ] where answer == nil { fields.note(name, "missing", "yes, no or unknown") }
        let answers = [request.unableToSafeguard, request.atRiskOfHarm, request.moreVulnerable].map {
            ThreePointAnswer(fields.told($0, "threePointTest"), reason: reason)
        }
        try fields.check()
        return AdultProtectionTest(
            unableToSafeguard: answers[0], atRiskOfHarm: answers[1], moreVulnerable: answers[2])
    }
}
