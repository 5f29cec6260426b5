/// How well a worker, or a pair, suits one case once every hard limit is kept. Compared point by point in the order of
/// rule 25; smaller is better.
struct Standing: Comparable {
    let workers: [WorkerID]
    let mayBeLate: Bool
    let isStranger: Bool
    let unmetWishes: Int
    /// Share of their capacity in use, in thousandths; of a pair, the sum.
    let usedThousandths: Int
    let isOutside: Bool

    static func < (left: Standing, right: Standing) -> Bool { left.firstAdvantage(over: right) != nil }

    static func == (left: Standing, right: Standing) -> Bool {
        left.firstAdvantage(over: right) == nil && right.firstAdvantage(over: left) == nil
    }

    /// What the other lacked: the first point that decides between the two, when it decides for this one.
    func firstAdvantage(over other: Standing) -> Shortfall? {
        if mayBeLate != other.mayBeLate { return mayBeLate ? nil : .moreAtRiskOfLateness }
        if isStranger != other.isStranger { return isStranger ? nil : .doesNotKnowPerson }
        if unmetWishes != other.unmetWishes { return unmetWishes > other.unmetWishes ? nil : .meetsFewerWishes }
        if usedThousandths != other.usedThousandths { return usedThousandths > other.usedThousandths ? nil : .busier }
        if isOutside != other.isOutside { return isOutside ? nil : .outsideLocality }
        return workers.lexicographicallyPrecedes(other.workers) ? .laterID : nil
    }
}
