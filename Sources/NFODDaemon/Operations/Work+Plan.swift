import NFODConfig
import NFODEngine
import NFODStore

/// What is asked of a plan (rules 21, 22).
extension Work {
    func changePlan(
        _ request: CaseRequest, _ id: CaseID, _ loaded: Loaded<CaseState>, _ fields: RequestReader
    ) throws -> Loaded<CaseState> {
        guard let plan = loaded.state.plan else { throw CaseRefusal.noPlan }
        let (changed, change) = try changed(plan, request, id, fields)
        return try handle(.changePlan(changed, change), on: id, loaded: loaded)
    }

    private func changed(
        _ plan: Plan, _ request: CaseRequest, _ id: CaseID, _ fields: RequestReader
    ) throws -> (Plan, PlanChanged.Change) {
        let actor = stamp.actor
        switch request.action {
        case .agreePlan: return (try plan.agreed(by: actor, at: now), .agreed)
        case .planMade: return (try plan.madeWithPerson(by: actor, at: now), .madeWithPerson)
        case .planDone: return (try plan.completed([try item(request, fields)], by: actor, at: now), .itemDone)
        case .planNotNeeded:
            let why = fields.choice(request.reason, "reason", NotNeededReason.self)
            let item = try item(request, fields)
            return (try plan.setAside([item], try fields.finish(why), by: actor, at: now), .itemNotNeeded)
        case .planAdd: return (try add(to: plan, request, id, fields), .itemAdded)
        case .planChange: return (try amend(plan, request, fields), .itemChanged)
        case .planReopen: return (try plan.reopened(try item(request, fields)), .itemReopened)
        case .referralMade: return (try refer(plan, request, id, fields), .referralMade)
        case .referralConfirmed:
            let receipt = SafeguardingReferral.Confirmed(by: actor, at: try past(request, fields))
            return (try plan.receiptConfirmed(try item(request, fields), receipt), .receiptConfirmed)
        default: return (try decideSafeguarding(plan, request, id, fields), .safeguardingDecided)
        }
    }

    private func item(_ request: CaseRequest, _ fields: RequestReader) throws -> PlanItemID {
        PlanItemID(try fields.finish(fields.required(request.item, "item", "the item's number")))
    }

    /// - Throws: `CaseRefusal.inFuture`.
    private func past(_ request: CaseRequest, _ fields: RequestReader) throws -> Instant {
        let at = try fields.finish(fields.instant(request.at, "at"))
        guard at <= now else { throw CaseRefusal.inFuture(at) }
        return at
    }

    /// Rule 21: the huddle, or a worker with the person, adds what no rule knew of.
    private func add(
        to plan: Plan, _ request: CaseRequest, _ id: CaseID, _ fields: RequestReader
    ) throws -> Plan {
        let words = fields.required(request.note, "note", "what is to be done, in words")
        let kind = request.kind == nil ? .ordinary : fields.choice(request.kind, "kind", PlanItemKind.self)
        let owner = request.planOwner == nil ? .caseOwner : planOwner(request.planOwner, fields)
        let due = fields.required(request.until, "until", "a time").flatMap { fields.instant($0, "until") }
        try fields.check()
        let wording = try fields.finish(try keep(words, about: id))
        let addition = PlanAddition(
            wording: wording, kind: try fields.finish(kind), owner: try fields.finish(owner),
            dueAt: try fields.finish(due), quantity: quantity(request, fields))
        try fields.check()
        return try plan.changed(adding: [addition], by: stamp.actor, at: now)
    }

    private func amend(_ plan: Plan, _ request: CaseRequest, _ fields: RequestReader) throws -> Plan {
        let owner = request.planOwner.flatMap { planOwner($0, fields) }
        let due = request.until.flatMap { fields.instant($0, "until") }
        let amendment = PlanAmendment(
            item: try item(request, fields), owner: owner, dueAt: due, quantity: quantity(request, fields))
        try fields.check()
        return try plan.changed(amending: [amendment], by: stamp.actor, at: now)
    }

    private func planOwner(_ text: String?, _ fields: RequestReader) -> PlanOwner? {
        let expected = "owner, role:ID or worker:ID, known in config/team.yaml"
        let owner = text.flatMap { PlanOwner(text: $0) }
        let team = configuration.team
        let isKnown =
            switch owner {
            case .caseOwner: true
            case .role(let role): team.rotas[role] != nil
            case .worker(let worker): team.named(worker) != nil
            case nil: false
            }
        if !isKnown { fields.note("planOwner", "unknown", expected) }
        return owner
    }

    private func quantity(_ request: CaseRequest, _ fields: RequestReader) -> Int? {
        guard let quantity = request.quantity else { return nil }
        if !(1...999).contains(quantity) { fields.note("quantity", "outOfRange", "a number from 1 to 999") }
        return Int(quantity)
    }

    /// Rule 22: the agency has sent it by its own route; we keep reference, who and when.
    private func refer(
        _ plan: Plan, _ request: CaseRequest, _ id: CaseID, _ fields: RequestReader
    ) throws -> Plan {
        let reference = fields.required(request.note, "note", "the receiving service's reference")
        let item = try item(request, fields)
        let at = try past(request, fields)
        let kept = try fields.finish(try keep(reference, about: id))
        return try plan.referred(item, SafeguardingReferral.Made(reference: kept, by: stamp.actor, at: at))
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
