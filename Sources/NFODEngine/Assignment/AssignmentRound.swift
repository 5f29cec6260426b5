/// The team at one instant, and what each worker has open: all that an assignment is made from besides the cases.
struct AssignmentRound {
    let team: Team
    let now: Instant
    let settings: AssignmentSettings
    /// In order of id; desks come last.
    let workers: [Worker]
    private(set) var loads: [WorkerID: Int]
    /// The same before anything was given away: who can take what a desk is asked for is not settled by a round.
    private let held: [WorkerID: Int]
    let day: WorkingDay

    init(team: Team, loads: [WorkerID: Int], now: Instant, settings: AssignmentSettings) {
        self.team = team
        self.loads = loads
        held = loads
        self.now = now
        self.settings = settings
        workers = team.allAsked
        day = WorkingDay(
            visitTime: settings.visitTime, now: now, shiftLeft: workers.map { team.shiftTimeLeft($0.id, at: now) })
    }

    /// One case more is theirs.
    mutating func give(to hands: [WorkerID]) { for worker in hands { loads[worker, default: 0] += 1 } }

    /// Cases each worker can still take.
    var freePlaces: [Int] { workers.map { max(0, $0.capacity - loads[$0.id, default: 0]) } }

    /// Share of the worker's capacity in use, in thousandths, with `given` cases more than they have.
    func usedThousandths(_ worker: Int, _ given: Int) -> Int {
        let capacity = workers[worker].capacity
        return capacity > 0 ? 1_000 * (loads[workers[worker].id, default: 0] + given) / capacity : 0
    }

    // MARK: which way a case goes

    func demand(_ need: CaseNeed) -> CaseDemand {
        if let role = Route.duty(for: need) { return demand(need, route: .duty(role)) }
        guard let keyWorker = need.keyWorker else { return demand(need, route: .outreach) }
        guard let index = workers.firstIndex(where: { $0.id == keyWorker }) else {
            return outreach(need, keyWorkerLacks: [.unknownWorker])
        }
        let lacks = limits(workers[index], need) + absences(index)
        guard lacks.isEmpty else { return outreach(need, keyWorkerLacks: lacks) }
        // Nobody goes alone where two must go: the key worker is weighed with everybody else.
        guard !need.needsTwoWorkers else { return outreach(need, keyWorkerLacks: []) }
        guard let confirmBy = team.advanceInShift(keyWorker, from: now, by: settings.confirmWithin),
            confirmBy < need.contactDueAt
        else { return outreach(need, keyWorkerLacks: [.confirmsTooLate]) }
        return CaseDemand(need: need, route: .keyWorker(confirmBy: confirmBy), workers: [index])
    }

    /// The same case when more urgent ones take all that its key worker can have.
    func withoutKeyWorker(_ demand: CaseDemand) -> CaseDemand {
        let full = demand.workers.first.map { workers[$0].capacity } ?? 0
        return outreach(demand.need, keyWorkerLacks: [.atCapacity(open: full, capacity: full)])
    }

    private func outreach(_ need: CaseNeed, keyWorkerLacks: [Shortfall]) -> CaseDemand {
        var demand = demand(need, route: .outreach)
        demand.keyWorkerLacks = keyWorkerLacks
        return demand
    }

    private func demand(_ need: CaseNeed, route: Route) -> CaseDemand {
        CaseDemand(
            need: need, route: route, workers: workers.indices.filter { hardShortfalls($0, need, route).isEmpty })
    }

    // MARK: hard limits

    func hardShortfalls(_ index: Int, _ need: CaseNeed, _ route: Route) -> [Shortfall] {
        let worker = workers[index]
        var shortfalls = limits(worker, need)
        switch route {
        case .duty(let role):
            // Who holds a duty is at work by that: duty hours are not always shift hours.
            if !team.holders(of: role, at: now).contains(worker.id) { shortfalls.append(.notOnDuty(role)) }
        case .outreach, .keyWorker:
            shortfalls += absences(index)
            if !worker.skills.contains(.outreach) { shortfalls.append(.notOutreach) }
            if !worker.mayVisitAlone, !need.needsTwoWorkers { shortfalls.append(.mayNotVisitAlone) }
            if worker.isDesk, need.needsTwoWorkers { shortfalls.append(.sendsNoPair) }
        }
        return shortfalls
    }

    /// What holds on every route.
    func limits(_ worker: Worker, _ need: CaseNeed) -> [Shortfall] { limits(worker, need, beside: loads) }

    private func limits(_ worker: Worker, _ need: CaseNeed, beside loads: [WorkerID: Int]) -> [Shortfall] {
        var shortfalls: [Shortfall] = []
        let open = loads[worker.id, default: 0]
        if worker.isDisabled { shortfalls.append(.disabled) }
        if need.passedOn.contains(worker.id) { shortfalls.append(.passedOn) }
        shortfalls += need.bars(worker)
        if worker.isDesk, !hasAccepter(worker.agency, need) { shortfalls.append(.nobodyToAccept) }
        if open >= worker.capacity { shortfalls.append(.atCapacity(open: open, capacity: worker.capacity)) }
        return shortfalls
    }

    /// What stands between a named worker and a case that their desk was asked for. Whether they have the time, and
    /// whether they meant what they gave back, they say by taking it.
    func accepterLacks(_ index: Int, _ need: CaseNeed) -> [Shortfall] {
        let worker = workers[index]
        var lacked = limits(worker, need, beside: held).filter { $0 != .passedOn }
        if !worker.skills.contains(.outreach) { lacked.append(.notOutreach) }
        if need.needsTwoWorkers { lacked.append(.noPartner) }
        if !worker.mayVisitAlone { lacked.append(.mayNotVisitAlone) }
        return lacked
    }

    private func hasAccepter(_ agency: AgencyID, _ need: CaseNeed) -> Bool {
        workers.indices.contains { index in
            !workers[index].isDesk && workers[index].agency == agency
                && !accepterLacks(index, need).contains { $0 != .noPartner }
        }
    }

    func absences(_ index: Int) -> [Shortfall] {
        let left = day.shiftLeft[index]
        if workers[index].isDesk { return left <= .zero || left < settings.visitTime ? [.deskClosed] : [] }
        if left <= .zero { return [.offShift] }
        return left < settings.visitTime ? [.tooLittleShiftLeft(left: left, needed: settings.visitTime)] : []
    }
}
