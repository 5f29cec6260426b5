/// An optimum with everybody's share of it, and each choice explained.
struct AssignmentPlan {
    private let optimum: AssignmentOptimum
    /// Of each worker, the cases given to them, the most urgent first.
    private var given: [[Int]]
    /// Of each worker, those of `given` that may come too late.
    private var late: [Set<Int>]

    private var round: AssignmentRound { optimum.round }

    init(_ optimum: AssignmentOptimum) {
        self.optimum = optimum
        given = Array(repeating: [], count: optimum.round.workers.count)
        for (number, workers) in optimum.chosen.enumerated() { for worker in workers { given[worker].append(number) } }
        late = []
        late = given.indices.map { Set(lateCases(of: $0, given[$0])) }
    }

    /// Of some cases, the most urgent first, those a worker would be late for.
    private func lateCases(of worker: Int, _ numbers: [Int]) -> [Int] {
        let visits = numbers.map { number in
            let need = optimum.demands[number].need
            return (triage: need.triage, lastPlaceInTime: round.day.lastPlaceInTime(need, worker))
        }
        return WorkingDay.late(visits).map { numbers[$0] }
    }

    func proposals() -> [CaseID: Proposal] {
        var proposals: [CaseID: Proposal] = [:]
        proposals.reserveCapacity(optimum.demands.count)
        for (number, demand) in optimum.demands.enumerated() {
            proposals[demand.need.caseID] = proposal(number, demand)
        }
        return proposals
    }

    private func proposal(_ number: Int, _ demand: CaseDemand) -> Proposal {
        let chosen = optimum.chosen[number]
        let canHaveIt = Set(demand.workers)
        var others: [WorkerID: [Shortfall]] = [:]
        others.reserveCapacity(round.workers.count)
        for (index, worker) in round.workers.enumerated() where !chosen.contains(index) {
            others[worker.id] =
                canHaveIt.contains(index) ? [comparison(index, number, chosen)] : limits(index, demand)
        }
        if !demand.keyWorkerLacks.isEmpty, let keyWorker = demand.need.keyWorker,
            !chosen.contains(where: { round.workers[$0].id == keyWorker })
        {
            others[keyWorker] = demand.keyWorkerLacks
        }
        return Proposal(
            caseID: demand.need.caseID, choice: choice(chosen), route: demand.route,
            reasons: chosen.isEmpty ? [] : reasons(number, demand, chosen), others: others,
            conditions: conditions(demand.need))
    }

    private func choice(_ chosen: [Int]) -> Proposal.Choice {
        let ids = chosen.map { round.workers[$0].id }
        switch ids.count {
        case 2: return .pair(ids[0], ids[1])
        case 1: return .worker(ids[0])
        default: return .nobody
        }
    }

    private func limits(_ worker: Int, _ demand: CaseDemand) -> [Shortfall] {
        guard case .keyWorker = demand.route else { return round.hardShortfalls(worker, demand.need, demand.route) }
        return round.limits(round.workers[worker], demand.need) + [.notKeyWorker]
    }

    private func conditions(_ need: CaseNeed) -> Set<Proposal.Condition> {
        var conditions: Set<Proposal.Condition> = []
        if !need.isScreened { conditions.insert(.notScreenedPhoneFirstNoLoneVisit) }
        if need.needsTwoWorkers { conditions.insert(.twoWorkersForAnyVisit) }
        return conditions
    }

    private func reasons(_ number: Int, _ demand: CaseDemand, _ chosen: [Int]) -> [Proposal.Reason] {
        let need = demand.need
        let first = round.workers[chosen[0]]
        var reasons: [Proposal.Reason] = []
        if case .duty(let role) = demand.route { reasons.append(.holdsDuty(role)) }
        if case .keyWorker = demand.route {
            reasons.append(.isKeyWorker)
        } else if demand.workers.count == chosen.count {
            reasons.append(.onlyOneWhoCan)
        }
        if !chosen.contains(where: { late[$0].contains(number) }) { reasons.append(.inTime) }
        if need.knownWorkers.contains(first.id) { reasons.append(.knowsPerson) }
        let met = need.wishes.count { need.isMet($0, by: first) }
        if met > 0 { reasons.append(.meetsWishes(met)) }
        reasons += chosen.map { index in
            let worker = round.workers[index]
            let before = given[index].count { $0 < number }
            return .hasRoom(open: round.loads[worker.id, default: 0] + before, capacity: worker.capacity)
        }
        if first.covers(need.locality) { reasons.append(.coversLocality) }
        return reasons
    }

    // MARK: what another worker lacked

    /// Why somebody who keeps every limit was not chosen: the first level on which everything together would be worse
    /// off, were this case, or one of its two seats, theirs.
    private func comparison(_ worker: Int, _ number: Int, _ chosen: [Int]) -> Shortfall {
        let open = round.loads[round.workers[worker].id, default: 0] + given[worker].count
        let isFull = open >= round.workers[worker].capacity
        if chosen.isEmpty {
            return isFull ? .atCapacity(open: open, capacity: round.workers[worker].capacity) : .noPartner
        }
        let changes = chosen.indices.map { seat in
            isFull
                ? personChange(number, seat, from: chosen[seat], to: worker)
                : change(number, seat, from: chosen[seat], to: worker)
        }
        guard let first = changes.min()?.first else { return isFull ? .neededElsewhere : .laterID }
        return first.value > 0 ? Shortfall(first.level) : .neededElsewhere
    }

    /// What the response itself would lose with a worker who has no place left; evenness and way do not come into it.
    private func personChange(_ number: Int, _ seat: Int, from: Int, to worker: Int) -> LevelCost {
        let demand = optimum.demands[number]
        var change = demand.seatCost(seat, round.workers[worker]) - demand.seatCost(seat, round.workers[from])
        change[.outside] = 0
        return change
    }

    private func change(_ number: Int, _ seat: Int, from: Int, to worker: Int) -> LevelCost {
        let demand = optimum.demands[number]
        var change = demand.seatCost(seat, round.workers[worker]) - demand.seatCost(seat, round.workers[from])
        change = change + lateChange(of: worker, to: (given[worker] + [number]).sorted())
        change = change + lateChange(of: from, to: given[from].filter { $0 != number })
        change[.usedThousandths] =
            round.usedThousandths(worker, given[worker].count) - round.usedThousandths(from, given[from].count - 1)
        return change
    }

    private func lateChange(of worker: Int, to numbers: [Int]) -> LevelCost {
        var change = LevelCost()
        for number in lateCases(of: worker, numbers) { change[.late(optimum.demands[number].need.triage)] += 1 }
        for number in late[worker] { change[.late(optimum.demands[number].need.triage)] -= 1 }
        return change
    }
}

extension Shortfall {
    /// What a worker lacks who would cost more on this level.
    fileprivate init(_ level: LevelCost.Level) {
        switch level {
        case .lateRed, .lateAmber, .lateGreen: self = .moreAtRiskOfLateness
        case .desks: self = .namedWorkerFirst
        case .strangers: self = .doesNotKnowPerson
        case .unmetWishes: self = .meetsFewerWishes
        case .changedOffers: self = .offeredToAnother
        case .usedThousandths: self = .busier
        case .outside: self = .outsideLocality
        }
    }
}
