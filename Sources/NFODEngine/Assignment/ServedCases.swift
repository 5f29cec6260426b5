/// Who can be served at all: cases ask for places one after another, the most urgent first, and each is served that can
/// be while all before it still are, whoever then has them. Moves along augmenting paths (R. E. Kuhn's method for
/// bipartite matching, with several places to a worker and two workers to some cases), so the answer is exact: a case
/// goes without only because more urgent ones fill everybody it could have gone to.
struct ServedCases {
    private var free: [Int]
    /// Workers each case may go to.
    private var allowed: [[Int]]
    private var held: [[Int]]
    private var holders: [[Int]]
    /// Workers filled up for good: no way leads from their cases to a free place, and none ever will.
    private var isFilled: [Bool]

    private struct Step {
        /// Who moves here, and from which worker; from none for the case that asks.
        let mover: Int
        let from: Int?
    }

    /// - Parameter places: of each worker.
    init(places: [Int], caseCount: Int) {
        free = places
        allowed = Array(repeating: [], count: caseCount)
        held = allowed
        holders = Array(repeating: [], count: places.count)
        isFilled = Array(repeating: false, count: places.count)
    }

    /// Serves a case by one of `workers`, or by two of them; or changes nothing for those before.
    /// - Returns: whether it is served.
    mutating func serve(_ asking: Int, by workers: [Int], byTwo: Bool) -> Bool {
        allowed[asking] = workers
        guard placeOne(asking) else { return false }
        guard byTwo else { return true }
        if placeOne(asking) { return true }
        for worker in held[asking] { leave(worker, asking) }
        return false
    }

    private mutating func leave(_ worker: Int, _ number: Int) {
        held[number].removeAll { $0 == worker }
        holders[worker].removeAll { $0 == number }
        free[worker] += 1
    }

    /// One worker more for the case, who is not one it has.
    private mutating func placeOne(_ asking: Int) -> Bool {
        if let worker = allowed[asking].first(where: { free[$0] > 0 && !held[asking].contains($0) }) {
            follow([worker: Step(mover: asking, from: nil)], to: worker)
            return true
        }
        var steps: [Int: Step] = [:]
        var queue: [Int] = []
        var asked: Set<Int> = []
        func spread(_ number: Int, from worker: Int?) {
            guard asked.insert(number).inserted else { return }
            for other in allowed[number] where !isFilled[other] && steps[other] == nil && !held[number].contains(other)
            {
                steps[other] = Step(mover: number, from: worker)
                queue.append(other)
            }
        }
        spread(asking, from: nil)
        var next = 0
        while next < queue.count {
            let worker = queue[next]
            next += 1
            if free[worker] > 0 {
                follow(steps, to: worker)
                return true
            }
            for holder in holders[worker] { spread(holder, from: worker) }
        }
        // A case that holds one worker already may hide a way that opens when it gives that one back.
        if held[asking].isEmpty { for worker in queue { isFilled[worker] = true } }
        return false
    }

    private mutating func follow(_ steps: [Int: Step], to end: Int) {
        free[end] -= 1
        var worker = end
        while let step = steps[worker] {
            held[step.mover].append(worker)
            holders[worker].append(step.mover)
            guard let from = step.from else { return }
            held[step.mover].removeAll { $0 == from }
            holders[from].removeAll { $0 == step.mover }
            worker = from
        }
    }
}
