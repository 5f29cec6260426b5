/// One run over all waiting cases: the team at one instant, and what has been given out so far.
struct AssignmentRound {
    let team: Team
    let now: Instant
    let settings: AssignmentSettings
    let workers: [Worker]
    let shiftLeft: [WorkerID: Span]
    private(set) var loads: [WorkerID: Int]
    private(set) var givenThisRound: [WorkerID: Int] = [:]

    init(team: Team, loads: [WorkerID: Int], now: Instant, settings: AssignmentSettings) {
        self.team = team
        self.loads = loads
        self.now = now
        self.settings = settings
        workers = team.allWorkers
        shiftLeft = Dictionary(uniqueKeysWithValues: workers.map { ($0.id, team.shiftTimeLeft($0.id, at: now)) })
    }

    mutating func take(_ choice: Proposal.Choice) {
        for worker in choice.workers {
            loads[worker, default: 0] += 1
            givenThisRound[worker, default: 0] += 1
        }
    }

    func proposal(for need: CaseNeed) -> Proposal {
        if let role = Route.duty(for: need) { return compared(need, route: .duty(role)) }
        guard let keyWorker = need.keyWorker else { return compared(need, route: .outreach) }
        switch keyWorkerRoute(keyWorker, need) {
        case .success(let route): return keyWorkerProposal(keyWorker, need, route)
        case .failure(let lacking):
            let proposal = compared(need, route: .outreach)
            return proposal.choice.workers.contains(keyWorker)
                ? proposal : proposal.noting(lacking.shortfalls, for: keyWorker)
        }
    }

    // MARK: the key worker

    private struct Lacking: Error { let shortfalls: [Shortfall] }

    private func keyWorkerRoute(_ id: WorkerID, _ need: CaseNeed) -> Result<Route, Lacking> {
        guard let worker = team.workers[id] else { return .failure(Lacking(shortfalls: [.unknownWorker])) }
        let shortfalls = limits(worker, need) + absences(worker)
        guard shortfalls.isEmpty else { return .failure(Lacking(shortfalls: shortfalls)) }
        guard let confirmBy = team.advanceInShift(id, from: now, by: settings.confirmWithin),
            confirmBy < need.contactDueAt
        else { return .failure(Lacking(shortfalls: [.confirmsTooLate])) }
        return .success(.keyWorker(confirmBy: confirmBy))
    }

    private func keyWorkerProposal(_ id: WorkerID, _ need: CaseNeed, _ route: Route) -> Proposal {
        let chosen = team.workers[id].map { [$0] } ?? []
        var others: [WorkerID: [Shortfall]] = [:]
        for worker in workers where worker.id != id { others[worker.id] = limits(worker, need) + [.notKeyWorker] }
        return Proposal(
            caseID: need.caseID, choice: .worker(id), route: route,
            reasons: [.isKeyWorker] + merits(chosen, need), others: others, conditions: conditions(need))
    }

    // MARK: duty and outreach

    /// Proposes the best of those who keep every hard limit, and says of each other one what they lacked.
    private func compared(_ need: CaseNeed, route: Route) -> Proposal {
        let lacking = Dictionary(uniqueKeysWithValues: workers.map { ($0.id, hardShortfalls($0, need, route)) })
        let free = workers.filter { lacking[$0.id]?.isEmpty ?? false }
        let standings = candidates(free, need, route).map { standing($0, need) }
        guard let best = standings.min() else {
            let others = lacking.mapValues { $0.isEmpty ? [Shortfall.noPartner] : $0 }
            return Proposal(
                caseID: need.caseID, choice: .nobody, route: route, reasons: [], others: others,
                conditions: conditions(need))
        }
        var others: [WorkerID: [Shortfall]] = [:]
        for worker in workers where !best.workers.contains(worker.id) {
            let own = standings.filter { $0.workers.contains(worker.id) }.min()
            others[worker.id] = lacking[worker.id, default: []] + (own.flatMap(best.firstAdvantage).map { [$0] } ?? [])
        }
        let chosen = free.filter { best.workers.contains($0.id) }
        var reasons: [Proposal.Reason] = []
        if case .duty(let role) = route { reasons.append(.holdsDuty(role)) }
        if standings.count == 1 { reasons.append(.onlyOneWhoCan) }
        return Proposal(
            caseID: need.caseID, choice: Proposal.Choice(best.workers), route: route,
            reasons: reasons + merits(chosen, need), others: others, conditions: conditions(need))
    }

    /// Everybody alone, or on a two-worker outreach visit every pair, the lower id first.
    private func candidates(_ free: [Worker], _ need: CaseNeed, _ route: Route) -> [[Worker]] {
        guard need.needsTwoWorkers, route == .outreach else { return free.map { [$0] } }
        return free.indices.flatMap { first in free[(first + 1)...].map { [free[first], $0] } }
    }

    private func conditions(_ need: CaseNeed) -> Set<Proposal.Condition> {
        var conditions: Set<Proposal.Condition> = []
        if !need.isScreened { conditions.insert(.notScreenedPhoneFirstNoLoneVisit) }
        if need.needsTwoWorkers { conditions.insert(.twoWorkersForAnyVisit) }
        return conditions
    }
}

extension Proposal.Choice {
    fileprivate init(_ workers: [WorkerID]) {
        self = workers.count == 2 ? .pair(workers[0], workers[1]) : .worker(workers[0])
    }
}

extension Proposal {
    fileprivate func noting(_ shortfalls: [Shortfall], for worker: WorkerID) -> Proposal {
        Proposal(
            caseID: caseID, choice: choice, route: route, reasons: reasons,
            others: others.merging([worker: shortfalls]) { _, new in new }, conditions: conditions)
    }
}
