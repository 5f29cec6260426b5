/// A case as the optimum sees it: what it needs, which way it goes, and who could have it. Workers are numbers in the
/// order of their ids.
struct CaseDemand {
    let need: CaseNeed
    var route: Route
    /// Why the person's key worker does not own it; empty when they do, or when there is none.
    var keyWorkerLacks: [Shortfall] = []
    /// Everybody who keeps each hard limit on this route.
    var workers: [Int]
    var isServed = false

    var workersNeeded: Int { need.needsTwoWorkers && route == .outreach ? 2 : 1 }

    /// What the person's side of it costs with this worker alone, or as the first of two.
    func personCost(_ worker: Worker) -> LevelCost {
        var cost = LevelCost()
        if worker.isDesk { cost[.desks] = 1 }
        if !need.knownWorkers.isEmpty, !need.knownWorkers.contains(worker.id) { cost[.strangers] = 1 }
        if !need.wishes.isEmpty { cost[.unmetWishes] = need.wishes.count { !need.isMet($0, by: worker) } }
        if need.locality != nil, !worker.covers(need.locality) { cost[.outside] = 1 }
        return cost
    }

    /// What it costs to give this worker the first or second seat.
    func seatCost(_ seat: Int, _ worker: Worker) -> LevelCost {
        var cost = seat == 0 ? personCost(worker) : LevelCost()
        if changesOffer(seat, worker.id) { cost[.changedOffers] = 1 }
        return cost
    }

    private func changesOffer(_ seat: Int, _ worker: WorkerID) -> Bool {
        guard let offered = need.offered else { return false }
        return (seat == 0 ? offered.worker : offered.partner) != worker
    }
}
