/// How many visits each worker can still make in time today. Visits take the same time each and may be made in any
/// order, so a set of them can all be in time exactly when, put in order of their limits, the first has room for one,
/// the second for two, and so on.
struct WorkingDay {
    let visitTime: Span
    let now: Instant
    /// Of each worker; nought for somebody on duty outside their shift, who is measured by the due time alone.
    let shiftLeft: [Span]

    /// A visit's place in the order of a worker's visits: the last at which it is in time; nought when even the first
    /// is too late.
    func lastPlaceInTime(_ need: CaseNeed, _ worker: Int) -> Int {
        let untilDue = (need.contactDueAt - now).milliseconds
        let left = shiftLeft[worker].milliseconds
        let time = left > 0 ? min(left, untilDue) : untilDue
        guard time > 0 else { return 0 }
        return visitTime > .zero ? Int(time / visitTime.milliseconds) : .max
    }

    /// Of `visits`, the most urgent first, those that come too late when as few as can be do, of the most urgent first:
    /// each is in time that can be while those before it still are.
    static func late(_ visits: [(triage: TriageLevel, lastPlaceInTime: Int)]) -> [Int] {
        var inTime: [Int] = []
        return visits.indices.filter { index in
            let last = visits[index].lastPlaceInTime
            let place = inTime.firstIndex { $0 > last } ?? inTime.endIndex
            let fits = last > place && inTime[place...].enumerated().allSatisfy { $0.element > place + $0.offset + 1 }
            if fits { inTime.insert(last, at: place) }
            return !fits
        }
    }
}
