import NFODEngine

/// Who does it, and the requests they make of the daemon.
struct DemoHand {
    let team: Team
    let state: CaseState
    let now: Instant

    /// None for what nobody asks of a case, and for a worker's answer where no worker has the case.
    func requests(for act: DemoBeat.Act) -> [(CaseRequest, by: WorkerID)] {
        switch act {
        case .decideSafeguarding:
            return state.undecidedSafeguarding.compactMap { item in
                asked(.safeguarding, .owner) { decide(&$0, item) }
            }
        case .finishPlan:
            let items = state.plan?.progress.filter { $0.state == .open } ?? []
            let done = items.compactMap { item in asked(.planDone, .owner) { $0.item = item.item.number } }
            return done + [state.openFollowUp.flatMap { _ in asked(.followUp, .owner) }].compactMap(\.self)
        default: return [request(for: act)].compactMap(\.self)
        }
    }

    private func request(for act: DemoBeat.Act) -> (CaseRequest, by: WorkerID)? {
        switch act {
        case .tell, .nothingToSend, .give, .decideSafeguarding, .finishPlan: nil
        case .accept: answering.map { (filled(.accept, $0), by: $0) }
        case .handBack(let why):
            answering.map { (filled(.handBack, $0) { $0.reason = why.rawValue }, by: $0) }
        case .screen: asked(.screen, .owner, fill: answer)
        case .agreePlan: asked(.agreePlan, .coordinator)
        case .attempt(let way, let outcome, let hand):
            asked(.attempt, hand) {
                $0.way = way.rawValue
                $0.outcome = outcome.rawValue
            }
        case .contact(let way, let outcome, let hand):
            asked(.contact, hand) { contact(&$0, way, outcome) }
        case .objects:
            asked(.end, .coordinator) {
                $0.kind = Ending.Kind.objects.rawValue
                $0.outcome = Objection.Scope.thisOverdose.rawValue
                $0.way = Objection.KnownFrom.throughSource.rawValue
                $0.note = "told to the pharmacy, in their own words"
            }
        case .confirmEnd: asked(.confirmEnd, .coordinator)
        }
    }

    /// Who was asked; for a duty desk, somebody there.
    private var answering: WorkerID? {
        guard let asked = state.assignment?.worker, let agency = asked.deskOf else { return state.assignment?.worker }
        return team.allWorkers.first { $0.agency == agency && !$0.isDisabled && $0.skills.contains(.outreach) }?.id
    }

    private func asked(
        _ action: CaseRequest.Action, _ hand: DemoBeat.Hand, fill: (inout CaseRequest) -> Void = { _ in }
    ) -> (CaseRequest, by: WorkerID)? {
        worker(hand).map { (filled(action, $0, fill), by: $0) }
    }

    private func filled(
        _ action: CaseRequest.Action, _ worker: WorkerID, _ fill: (inout CaseRequest) -> Void = { _ in }
    ) -> CaseRequest {
        var request = CaseRequest(action: action, code: state.code.name)
        request.worker = worker.name
        fill(&request)
        return request
    }

    private func answer(_ request: inout CaseRequest) {
        request.riskToStaff = Told.no.rawValue
        request.domesticAbuse = Told.no.rawValue
        request.safeContactKnown = Told.yes.rawValue
        request.children = Told.no.rawValue
    }

    private func decide(_ request: inout CaseRequest, _ item: SafeguardingItem) {
        request.item = item.item.number
        request.outcome = SafeguardingDecision.Outcome.noReferral.rawValue
        request.note = "asked about, and nothing found that would need a referral"
        guard item.kind == .adultProtection else { return }
        request.unableToSafeguard = Told.no.rawValue
        request.atRiskOfHarm = Told.no.rawValue
        request.moreVulnerable = Told.no.rawValue
    }

    private func contact(_ request: inout CaseRequest, _ way: Contact.Way, _ outcome: Contact.Outcome) {
        request.way = way.rawValue
        request.outcome = outcome.rawValue
        request.aboutThisOverdose = true
        request.supportOffered = true
        guard outcome == .saidNoForNow else { return }
        request.offerAgainOn = team.zone.local(now).date.adding(days: 14).iso8601
    }

    private func worker(_ hand: DemoBeat.Hand) -> WorkerID? {
        let audience: Audience =
            switch hand {
            case .owner: .owner
            case .dutyWorker: .role(.dutyWorker)
            case .coordinator: .role(.coordinator)
            }
        return team.recipients(of: [audience], owner: state.owner, at: now).first
    }
}
