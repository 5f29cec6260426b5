import NFODEngine

/// One random Monday of a small team, with what an auditor needs to know kept beside the team in plain form. Knows the
/// limits of rule 25 but none of the code that keeps them.
struct AuditedDay {
    let now: Instant
    let team: Team
    let needs: [CaseNeed]
    let loads: [WorkerID: Int]
    /// Local hour at which each worker's shift of this day ends; without an entry they are off.
    let shiftEndHour: [WorkerID: Int]
    let leadOnDuty: WorkerID
    let wardOnDuty: WorkerID
    let hour: Int
    /// Ids of the desks of this day; they stand in the lists above as workers do.
    let desks: [WorkerID]

    enum Way { case duty, keyWorker, outreach }

    init(
        _ numbers: inout TeamSeededNumbers, workers workerCount: ClosedRange<Int> = 2...6,
        cases: ClosedRange<Int> = 1...7
    ) throws {
        hour = Int.random(in: 8...17, using: &numbers)
        let monday = try CalendarFixture.instant("2027-06-07T00:00:00+01:00")
        let today = try CalendarFixture.date("2027-06-07")
        now = monday + .hours(Int64(hour))
        var workers: [Worker] = []
        var ends: [WorkerID: Int] = [:]
        var loads: [WorkerID: Int] = [:]
        for index in 0..<Int.random(in: workerCount, using: &numbers) {
            let end = Int.random(in: 12...20, using: &numbers)
            let isAway = Int.random(in: 0..<8, using: &numbers) == 0
            let worker = try Self.worker("w\(index)", end, away: isAway ? [today...today] : [], &numbers)
            workers.append(worker)
            if !isAway, hour >= 9 { ends[worker.id] = end }
            loads[worker.id] = Int.random(in: 0...2, using: &numbers)
        }
        let ids = workers.map(\.id)
        let desks = try Self.desks(&numbers)
        for (agency, desk) in desks {
            let end = desk.hours[0].hours.to.millisecondOfDay / 3_600_000
            if hour >= 9 { ends[agency.desk] = end }
            loads[agency.desk] = Int.random(in: 0...1, using: &numbers)
        }
        self.desks = desks.keys.map(\.desk).sorted()
        leadOnDuty = ids.randomElement(using: &numbers) ?? ids[0]
        wardOnDuty = ids.randomElement(using: &numbers) ?? ids[0]
        let allDay = WeeklyHours(days: Set(DutyDay.allCases), hours: .wholeDay)
        team = try TeamFixture.team(
            workers,
            rotas: [
                TeamFixture.rota(.youngPeopleLead, [(allDay, leadOnDuty.name)]),
                TeamFixture.rota(.hospitalLiaison, [(allDay, wardOnDuty.name)]),
            ], desks: desks)
        self.loads = loads
        shiftEndHour = ends
        let now = now
        let asked = self.desks
        needs = (1...Int.random(in: cases, using: &numbers)).map { Self.need($0, now, ids, asked, &numbers) }
    }

    /// A desk at none, one or both agencies.
    private static func desks(_ numbers: inout TeamSeededNumbers) throws -> [AgencyID: DutyDesk] {
        var desks: [AgencyID: DutyDesk] = [:]
        for agency in [TeamFixture.agency, TeamFixture.otherAgency] where Int.random(in: 0..<3, using: &numbers) == 0 {
            let end = Int.random(in: 12...20, using: &numbers)
            desks[agency] = try TeamFixture.desk(
                [TeamFixture.weekly([.monday], "09:00", "\(end):00")], capacity: Int.random(in: 1...3, using: &numbers),
                localities: Bool.random(using: &numbers) ? [Locality("DD4")] : [])
        }
        return desks
    }

    private static func worker(
        _ id: String, _ end: Int, away: [ClosedRange<CivilDate>], _ numbers: inout TeamSeededNumbers
    ) throws -> Worker {
        try TeamFixture.worker(
            id, agency: Bool.random(using: &numbers) ? TeamFixture.agency : TeamFixture.otherAgency,
            sex: [Sex.female, .male, nil].randomElement(using: &numbers) ?? nil,
            skills: Int.random(in: 0..<5, using: &numbers) == 0 ? [.nurse] : [.outreach, .nurse],
            shifts: [TeamFixture.weekly([.monday], "09:00", "\(end):00")], leave: away,
            localities: Bool.random(using: &numbers) ? [Locality("DD4")] : [],
            capacity: Int.random(in: 0...4, using: &numbers),
            mayVisitAlone: Int.random(in: 0..<4, using: &numbers) > 0,
            isDisabled: Int.random(in: 0..<8, using: &numbers) == 0)
    }

    private static func need(
        _ number: Int, _ now: Instant, _ ids: [WorkerID], _ desks: [WorkerID], _ numbers: inout TeamSeededNumbers
    ) -> CaseNeed {
        func once(in chances: Int) -> Bool { Int.random(in: 0..<chances, using: &numbers) == 0 }
        let wishes: [CaseNeed.Wish] = [.skill(.nurse), .agency(TeamFixture.agency), .worker(ids[0])]
        var need = CaseNeed(
            caseID: CaseID(Int64(number)), triage: TriageLevel.allCases.randomElement(using: &numbers) ?? .red,
            contactDueAt: now + .hours(Int64.random(in: once(in: 2) ? -1...4 : -10...60, using: &numbers)),
            locality: once(in: 2) ? Locality(once(in: 2) ? "DD4 3" : "DD2 1") : nil,
            asksForFemaleWorker: once(in: 6), excluded: Set(ids.filter { _ in once(in: 6) }),
            needsTwoWorkers: once(in: 3), isScreened: once(in: 2), isPossiblyUnder18: once(in: 8),
            whereabouts: once(in: 8) ? .inHospital : nil,
            agenciesAllowed: once(in: 4) ? [TeamFixture.agency] : nil,
            knownWorkers: Set(ids.filter { _ in once(in: 4) }), wishes: Set(wishes.filter { _ in once(in: 3) }),
            keyWorker: once(in: 5) ? ids.randomElement(using: &numbers) : nil)
        need.passedOn = Set((ids + desks).filter { _ in once(in: 10) })
        if once(in: 3), let worker = (ids + desks).randomElement(using: &numbers) {
            let partner = once(in: 2) && ids.contains(worker) ? ids.first { $0 != worker } : nil
            need.offered = CaseNeed.Offer(worker: worker, partner: partner)
        }
        return need
    }

    /// Whose duty the case is, when it is one.
    func dutyHolder(_ need: CaseNeed) -> WorkerID? {
        need.isPossiblyUnder18 ? leadOnDuty : need.whereabouts == .inHospital ? wardOnDuty : nil
    }

    func freePlaces(_ worker: Worker) -> Int { max(0, worker.capacity - (loads[worker.id] ?? 0)) }

    /// Hard limits that this worker would break on a way, as one of so many.
    func broken(by worker: Worker, _ need: CaseNeed, _ way: Way, of count: Int) -> [String] {
        guard !desks.contains(worker.id) else { return brokenByDesk(worker, need, way, of: count) }
        var broken: [String] = []
        if worker.isDisabled { broken.append("disabled") }
        if need.excluded.contains(worker.id) { broken.append("excluded") }
        if need.passedOn.contains(worker.id) { broken.append("gave it back") }
        if need.asksForFemaleWorker, worker.sex != .female { broken.append("not female") }
        if let allowed = need.agenciesAllowed, !allowed.contains(worker.agency) { broken.append("agency") }
        if way == .duty {
            if worker.id != dutyHolder(need) { broken.append("not the duty's holder") }
            if !worker.leave.isEmpty { broken.append("away") }
            return broken
        }
        if (shiftEndHour[worker.id] ?? 0) - hour < 1 { broken.append("no time left in the shift") }
        if way == .keyWorker, need.needsTwoWorkers { broken.append("alone to a visit by two") }
        guard way == .outreach else { return broken }
        if !worker.skills.contains(.outreach) { broken.append("not outreach") }
        if need.needsTwoWorkers != (count == 2) { broken.append("\(count) workers") }
        if count == 1, !worker.mayVisitAlone { broken.append("alone") }
        return broken
    }

    private func brokenByDesk(_ desk: Worker, _ need: CaseNeed, _ way: Way, of count: Int) -> [String] {
        var broken: [String] = []
        if way != .outreach { broken.append("a desk") }
        if need.needsTwoWorkers || count != 1 { broken.append("a pair of names") }
        if need.passedOn.contains(desk.id) { broken.append("gave it back") }
        if (shiftEndHour[desk.id] ?? 0) - hour < 1 { broken.append("closed") }
        let mayTakeIt = team.allWorkers.contains { worker in
            guard worker.agency == desk.agency, !worker.isDisabled, worker.skills.contains(.outreach) else {
                return false
            }
            return worker.mayVisitAlone && freePlaces(worker) > 0 && !need.excluded.contains(worker.id)
                && (worker.sex == .female || !need.asksForFemaleWorker)
                && need.agenciesAllowed?.contains(worker.agency) ?? true
        }
        if !mayTakeIt { broken.append("nobody there may take it") }
        return broken
    }
}
