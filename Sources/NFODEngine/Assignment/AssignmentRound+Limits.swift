/// The hard limits of rule 25, and the merits that are weighed once all of them are kept.
extension AssignmentRound {
    func hardShortfalls(_ worker: Worker, _ need: CaseNeed, _ route: Route) -> [Shortfall] {
        var shortfalls = limits(worker, need)
        switch route {
        case .duty(let role):
            // Who holds a duty is at work by that: duty hours are not always shift hours.
            if !team.holders(of: role, at: now).contains(worker.id) { shortfalls.append(.notOnDuty(role)) }
        case .outreach, .keyWorker:
            shortfalls += absences(worker)
            if !worker.skills.contains(.outreach) { shortfalls.append(.notOutreach) }
            if !worker.mayVisitAlone, !need.needsTwoWorkers { shortfalls.append(.mayNotVisitAlone) }
        }
        return shortfalls
    }

    /// What holds on every route.
    func limits(_ worker: Worker, _ need: CaseNeed) -> [Shortfall] {
        var shortfalls: [Shortfall] = []
        let open = loads[worker.id, default: 0]
        if worker.isDisabled { shortfalls.append(.disabled) }
        if need.passedOn.contains(worker.id) { shortfalls.append(.passedOn) }
        shortfalls += need.bars(worker)
        if open >= worker.capacity { shortfalls.append(.atCapacity(open: open, capacity: worker.capacity)) }
        return shortfalls
    }

    func absences(_ worker: Worker) -> [Shortfall] {
        let left = shiftLeft[worker.id, default: .zero]
        if left <= .zero { return [.offShift] }
        return left < settings.visitTime ? [.tooLittleShiftLeft(left: left, needed: settings.visitTime)] : []
    }

    func standing(_ candidate: [Worker], _ need: CaseNeed) -> Standing {
        Standing(
            workers: candidate.map(\.id),
            mayBeLate: candidate.contains { mayBeLate($0, need) },
            isStranger: !candidate.contains { need.knownWorkers.contains($0.id) },
            unmetWishes: need.wishes.count - metWishes(candidate, need),
            usedThousandths: candidate.map { 1_000 * loads[$0.id, default: 0] / $0.capacity }.reduce(0, +),
            isOutside: !candidate.contains { $0.covers(need.locality) })
    }

    func merits(_ chosen: [Worker], _ need: CaseNeed) -> [Proposal.Reason] {
        var merits: [Proposal.Reason] = []
        if !chosen.contains(where: { mayBeLate($0, need) }) { merits.append(.inTime) }
        if chosen.contains(where: { need.knownWorkers.contains($0.id) }) { merits.append(.knowsPerson) }
        let met = metWishes(chosen, need)
        if met > 0 { merits.append(.meetsWishes(met)) }
        merits += chosen.map { .hasRoom(open: loads[$0.id, default: 0], capacity: $0.capacity) }
        if chosen.contains(where: { $0.covers(need.locality) }) { merits.append(.coversLocality) }
        return merits
    }

    /// What this round has given the worker already comes first, a visit's time each; this case's visit must then end
    /// before its due time. Somebody on duty outside their shift is measured by the due time alone.
    private func mayBeLate(_ worker: Worker, _ need: CaseNeed) -> Bool {
        let visits = Int64(givenThisRound[worker.id, default: 0] + 1)
        let wanted = Span(milliseconds: visits * settings.visitTime.milliseconds)
        let left = shiftLeft[worker.id, default: .zero]
        return wanted > need.contactDueAt - now || (left > .zero && wanted > left)
    }

    private func metWishes(_ candidate: [Worker], _ need: CaseNeed) -> Int {
        need.wishes.count { wish in candidate.contains { need.isMet(wish, by: $0) } }
    }
}
