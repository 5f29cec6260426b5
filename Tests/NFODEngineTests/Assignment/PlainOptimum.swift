import NFODEngine

/// The best assignment of a small day by trying every one: rule 25 written down once more, as a list of numbers that is
/// compared from the left. Shares no code with the solver.
struct PlainOptimum {
    let day: AuditedDay
    let workers: [Worker]
    /// In order of urgency.
    let needs: [CaseNeed]
    /// Of each case, the ways it may go, best first: to the key worker or the duty, to outreach, to nobody.
    private let ways: [[Choice]]
    private(set) var best: [Choice] = []
    private(set) var bestCost: [Int] = []

    struct Choice: Hashable {
        /// 0 for the key worker or the duty, 1 for outreach, 2 for nobody.
        let rank: Int
        let workers: [Int]
    }

    init(_ day: AuditedDay) {
        self.day = day
        workers = day.team.allWorkers + day.team.desks
        needs = day.needs.sorted { ($0.triage, $0.contactDueAt, $0.caseID) < ($1.triage, $1.contactDueAt, $1.caseID) }
        let workers = workers
        ways = needs.map { Self.ways($0, day, workers) }
        var free = workers.map(day.freePlaces)
        var choices: [Choice] = []
        search(&choices, &free)
    }

    private static func ways(_ need: CaseNeed, _ day: AuditedDay, _ workers: [Worker]) -> [Choice] {
        let nobody = Choice(rank: 2, workers: [])
        func able(_ way: AuditedDay.Way, _ count: Int) -> [Int] {
            workers.indices.filter { day.broken(by: workers[$0], need, way, of: count).isEmpty }
        }
        if day.dutyHolder(need) != nil { return able(.duty, 1).map { Choice(rank: 0, workers: [$0]) } + [nobody] }
        let keyWorker = able(.keyWorker, 1).filter { index in
            let left = (day.shiftEndHour[workers[index].id] ?? 0) - day.hour
            // Two hours to confirm, in the shift; the next shift is a week away.
            return workers[index].id == need.keyWorker && left >= 2 && need.contactDueAt > day.now + .hours(2)
        }
        let first = keyWorker.map { Choice(rank: 0, workers: [$0]) }
        let team = able(.outreach, need.needsTwoWorkers ? 2 : 1)
        let outreach =
            need.needsTwoWorkers
            ? team.flatMap { one in team.filter { $0 != one }.map { [one, $0] } } : team.map { [$0] }
        return first + outreach.map { Choice(rank: 1, workers: $0) } + [nobody]
    }

    private mutating func search(_ choices: inout [Choice], _ free: inout [Int]) {
        guard choices.count < needs.count else {
            let found = cost(choices)
            if best.isEmpty || found.lexicographicallyPrecedes(bestCost) { (best, bestCost) = (choices, found) }
            return
        }
        for choice in ways[choices.count] {
            // Who is served comes first of all, so what is worse there need not be looked at.
            let ranks = choices.map(\.rank) + [choice.rank]
            if !best.isEmpty, bestCost.prefix(ranks.count).lexicographicallyPrecedes(ranks) { continue }
            guard choice.workers.allSatisfy({ free[$0] > 0 }) else { continue }
            for worker in choice.workers { free[worker] -= 1 }
            choices.append(choice)
            search(&choices, &free)
            choices.removeLast()
            for worker in choice.workers { free[worker] += 1 }
        }
    }

    // MARK: what it costs

    /// The numbers of each level after priority.
    enum Level: Int, CaseIterable {
        case lateRed, lateAmber, lateGreen, desks, strangers, unmetWishes, changedOffers, busyness, outside
    }

    /// Priority case by case, then ``Level``, then the workers' numbers.
    func cost(_ choices: [Choice]) -> [Int] {
        var levels = Array(repeating: 0, count: Level.allCases.count)
        for (need, choice) in zip(needs, choices) {
            guard let first = choice.workers.first else { continue }
            let worker = workers[first]
            if day.desks.contains(worker.id) { levels[3] += 1 }
            if !need.knownWorkers.isEmpty, !need.knownWorkers.contains(worker.id) { levels[4] += 1 }
            levels[5] += need.wishes.count { !isMet($0, by: worker) }
            if let offered = need.offered {
                let asked = [offered.worker, offered.partner]
                levels[6] += choice.workers.indices.count { workers[choice.workers[$0]].id != asked[$0] }
            }
            if let locality = need.locality, !worker.localities.contains(where: { $0.covers(locality) }) {
                levels[8] += 1
            }
        }
        for worker in workers.indices {
            let given = choices.indices.filter { choices[$0].workers.contains(worker) }
            for (level, late) in fewestLate(worker, given).enumerated() { levels[level] += late }
            for place in given.indices {
                levels[7] += 1_000 * (day.loads[workers[worker].id, default: 0] + place) / workers[worker].capacity
            }
        }
        return choices.map(\.rank) + levels + choices.flatMap(\.workers)
    }

    func levels(_ cost: [Int]) -> ArraySlice<Int> { cost[needs.count..<(needs.count + Level.allCases.count)] }

    private func isMet(_ wish: CaseNeed.Wish, by worker: Worker) -> Bool {
        switch wish {
        case .worker(let id): id == worker.id
        case .agency(let id): id == worker.agency
        case .skill(let skill): worker.skills.contains(skill)
        }
    }

    /// Red, amber and green visits that come too late in the best of all orders of a day's visits of an hour each.
    private func fewestLate(_ worker: Int, _ given: [Int]) -> [Int] {
        var fewest = [Int.max]
        for order in Self.orders(given) {
            var late = [0, 0, 0]
            for (place, number) in order.enumerated() where place >= hoursLeft(needs[number], worker) {
                switch needs[number].triage {
                case .red: late[0] += 1
                case .amber: late[1] += 1
                case .green: late[2] += 1
                }
            }
            if late.lexicographicallyPrecedes(fewest) { fewest = late }
        }
        return fewest
    }

    private func hoursLeft(_ need: CaseNeed, _ worker: Int) -> Int {
        let untilDue = Int((need.contactDueAt - day.now).milliseconds / 3_600_000)
        let left = (day.shiftEndHour[workers[worker].id] ?? 0) - day.hour
        return left > 0 ? min(left, untilDue) : untilDue
    }

    private static func orders(_ numbers: [Int]) -> [[Int]] {
        guard numbers.count > 1 else { return [numbers] }
        return numbers.indices.flatMap { index in
            var rest = numbers
            let first = rest.remove(at: index)
            return orders(rest).map { [first] + $0 }
        }
    }
}
