import NFODEngine
import Testing

/// Random small teams and days, checked by an auditor that knows the limits but none of the code that keeps them.
@Suite struct ProposalAuditTests {
    @Test(arguments: 0..<1_500)
    func noProposalBreaksAHardLimit(seed: Int) throws {
        var numbers = TeamSeededNumbers(seed: UInt64(seed))
        let day = try AuditedDay(&numbers)
        let proposals = Assignment.propose(
            needs: day.needs, team: day.team, loads: day.loads, at: day.now, settings: TeamFixture.settings)
        #expect(proposals.count == day.needs.count, "seed \(seed)")
        for fault in day.faults(in: proposals) { Issue.record("seed \(seed): \(fault)") }
        let again = Assignment.propose(
            needs: day.needs.shuffled(using: &numbers), team: day.team, loads: day.loads, at: day.now,
            settings: TeamFixture.settings)
        #expect(again == proposals, "seed \(seed)")
    }
}

/// One random day, with what the auditor needs to know kept beside the team, in plain form.
private struct AuditedDay {
    let now: Instant
    let team: Team
    let needs: [CaseNeed]
    let loads: [WorkerID: Int]
    /// Local hour at which each worker's shift of this weekday ends; without an entry they are off.
    let shiftEndHour: [WorkerID: Int]
    let leadOnDuty: WorkerID
    let wardOnDuty: WorkerID
    let hour: Int

    init(_ numbers: inout TeamSeededNumbers) throws {
        hour = Int.random(in: 8...17, using: &numbers)
        let monday = try CalendarFixture.instant("2027-06-07T00:00:00+01:00")
        now = monday + .hours(Int64(hour))
        var workers: [Worker] = []
        var ends: [WorkerID: Int] = [:]
        var loads: [WorkerID: Int] = [:]
        for index in 0..<Int.random(in: 2...6, using: &numbers) {
            let end = Int.random(in: 12...20, using: &numbers)
            let isAway = Int.random(in: 0..<8, using: &numbers) == 0
            let today = try CalendarFixture.date("2027-06-07")
            let worker = try TeamFixture.worker(
                "w\(index)", agency: Bool.random(using: &numbers) ? TeamFixture.agency : TeamFixture.otherAgency,
                sex: [Sex.female, .male, nil].randomElement(using: &numbers) ?? nil,
                skills: Int.random(in: 0..<5, using: &numbers) == 0 ? [.nurse] : [.outreach, .nurse],
                shifts: [TeamFixture.weekly([.monday], "09:00", "\(end):00")], leave: isAway ? [today...today] : [],
                capacity: Int.random(in: 0...3, using: &numbers),
                mayVisitAlone: Int.random(in: 0..<4, using: &numbers) > 0,
                isDisabled: Int.random(in: 0..<8, using: &numbers) == 0)
            workers.append(worker)
            if !isAway, hour >= 9 { ends[worker.id] = end }
            loads[worker.id] = Int.random(in: 0...2, using: &numbers)
        }
        let ids = workers.map(\.id)
        leadOnDuty = ids.randomElement(using: &numbers) ?? ids[0]
        wardOnDuty = ids.randomElement(using: &numbers) ?? ids[0]
        let allDay = WeeklyHours(days: Set(DutyDay.allCases), hours: .wholeDay)
        team = try TeamFixture.team(
            workers,
            rotas: [
                TeamFixture.rota(.youngPeopleLead, [(allDay, leadOnDuty.name)]),
                TeamFixture.rota(.hospitalLiaison, [(allDay, wardOnDuty.name)]),
            ])
        self.loads = loads
        shiftEndHour = ends
        needs = Self.needs(now, ids, &numbers)
    }

    private static func needs(_ now: Instant, _ ids: [WorkerID], _ numbers: inout TeamSeededNumbers) -> [CaseNeed] {
        (1...Int.random(in: 1...7, using: &numbers)).map { number in
            func once(in chances: Int) -> Bool { Int.random(in: 0..<chances, using: &numbers) == 0 }
            return CaseNeed(
                caseID: CaseID(Int64(number)), triage: TriageLevel.allCases.randomElement(using: &numbers) ?? .red,
                contactDueAt: now + .hours(Int64.random(in: -10...60, using: &numbers)),
                asksForFemaleWorker: once(in: 4), excluded: Set(ids.filter { _ in once(in: 6) }),
                needsTwoWorkers: once(in: 4), isScreened: once(in: 2), isPossiblyUnder18: once(in: 6),
                whereabouts: once(in: 5) ? .inHospital : nil,
                agenciesAllowed: once(in: 3) ? [TeamFixture.agency] : nil,
                knownWorkers: Set(ids.filter { _ in once(in: 3) }), wishes: once(in: 2) ? [.skill(.nurse)] : [],
                keyWorker: once(in: 4) ? ids.randomElement(using: &numbers) : nil)
        }
    }

    // MARK: the auditor

    func faults(in proposals: [CaseID: Proposal]) -> [String] {
        var open = loads
        for proposal in proposals.values {
            for worker in proposal.choice.workers { open[worker, default: 0] += 1 }
        }
        var faults: [String] = []
        for worker in team.allWorkers where open[worker.id, default: 0] > max(worker.capacity, loads[worker.id] ?? 0) {
            faults.append("\(worker.id) over capacity")
        }
        for need in needs {
            guard let proposal = proposals[need.caseID] else { return ["\(need.caseID) without a proposal"] }
            let chosen = proposal.choice.workers.compactMap { team.workers[$0] }
            faults += chosen.flatMap { broken(by: $0, need, chosen.count) }.map { "case \(need.caseID): \($0)" }
            faults += explanationFaults(proposal, need)
        }
        return faults
    }

    private func broken(by worker: Worker, _ need: CaseNeed, _ count: Int) -> [String] {
        var broken: [String] = []
        let owner: WorkerID? = need.isPossiblyUnder18 ? leadOnDuty : need.whereabouts == .inHospital ? wardOnDuty : nil
        let isKeyWorker = owner == nil && need.keyWorker == worker.id
        if worker.isDisabled { broken.append("disabled") }
        if need.excluded.contains(worker.id) { broken.append("excluded") }
        if need.asksForFemaleWorker, worker.sex != .female { broken.append("not female") }
        if let allowed = need.agenciesAllowed, !allowed.contains(worker.agency) { broken.append("agency") }
        if let owner {
            if worker.id != owner { broken.append("not the duty's holder") }
            return broken
        }
        if (shiftEndHour[worker.id] ?? 0) - hour < 1 { broken.append("no time left in the shift") }
        guard !isKeyWorker else { return broken }
        if !worker.skills.contains(.outreach) { broken.append("not outreach") }
        if need.needsTwoWorkers != (count == 2) { broken.append("\(count) workers") }
        if count == 1, !worker.mayVisitAlone { broken.append("alone") }
        return broken
    }

    /// Everybody is accounted for, no hard limit is told of a chosen worker, and the screening's words are never lost.
    private func explanationFaults(_ proposal: Proposal, _ need: CaseNeed) -> [String] {
        var faults: [String] = []
        let told = Set(proposal.others.keys).union(proposal.choice.workers)
        if told != Set(team.workers.keys) { faults.append("case \(need.caseID): not everybody is explained") }
        if !Set(proposal.others.keys).isDisjoint(with: proposal.choice.workers) {
            faults.append("case \(need.caseID): chosen and not chosen")
        }
        for (worker, lacking) in proposal.others where lacking.isEmpty { faults.append("\(worker): no reason") }
        if proposal.choice == .nobody, proposal.others.values.contains(where: { !$0.contains(where: \.isHard) }) {
            faults.append("case \(need.caseID): somebody could, and nobody was proposed")
        }
        if proposal.conditions.contains(.notScreenedPhoneFirstNoLoneVisit) == need.isScreened {
            faults.append("case \(need.caseID): screening")
        }
        if proposal.conditions.contains(.twoWorkersForAnyVisit) != need.needsTwoWorkers {
            faults.append("case \(need.caseID): two workers")
        }
        return faults
    }
}
