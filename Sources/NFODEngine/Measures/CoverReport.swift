/// What arrangements of huddles, rota and feed come to, side by side. A pure value that knows how to say itself.
public struct CoverReport: Hashable, Sendable {
    /// What was reckoned with, a sentence each.
    public let assumptions: [String]
    public let contactWithin: Span
    public let plans: [Figures]

    /// What one plan comes to.
    public struct Figures: Hashable, Sendable {
        public let name: String
        public let firstLook: FirstLook
        /// Nil where nobody goes out.
        public let team: TeamFigures?
    }

    public struct TeamFigures: Hashable, Sendable {
        /// Per mille of the overdoses reached within each of ``CoverReport/reachedSpans``.
        public let reached: [Int]
        public let overdoses: Int
        public let neverReached: Int
        public let tries: Int
        public let loads: [CoverLoad]
    }

    /// Hours after the overdose at which the wait for the first look is shown, soonest first.
    public static let lookSpans: [Span] = [.hours(24), .hours(48), .hours(60), .hours(72)]
    public static let reachedSpans: [Span] = [.hours(24), .hours(48), .hours(72)]

    /// - Parameters:
    ///   - pattern: at which hours they happen; the wait for the first look is reckoned for every instant of `period`.
    ///   - overdoses: for the visits, in order.
    ///   - numbers: draws the numbers of one plan; each plan gets the same ones.
    public static func reckon(
        _ plans: [CoverPlan], in period: Range<Instant>, pattern: HourPattern, overdoses: [Instant],
        visits how: CoverRun.Visits, assumptions: [String], numbers: some RandomNumberGenerator
    ) -> CoverReport {
        let figures = plans.map { plan in
            var numbers = numbers
            let team =
                plan.staff.isEmpty ? nil : team(plan, overdoses, how, in: period, numbers: &numbers)
            return Figures(name: plan.name, firstLook: FirstLook(of: plan, in: period, pattern: pattern), team: team)
        }
        return CoverReport(
            assumptions: assumptions, contactWithin: plans.first?.contactWithin ?? .zero, plans: figures)
    }

    private static func team(
        _ plan: CoverPlan, _ overdoses: [Instant], _ how: CoverRun.Visits, in period: Range<Instant>,
        numbers: inout some RandomNumberGenerator
    ) -> TeamFigures {
        let run = CoverRun(overdoses, plan: plan, visits: how, numbers: &numbers)
        return TeamFigures(
            reached: reachedSpans.map { perMille(run.share(reachedWithin: $0)) }, overdoses: overdoses.count,
            neverReached: run.outcomes.count { $0.reachedAt == nil },
            tries: run.outcomes.reduce(0) { $0 + $1.tries }, loads: run.loads(of: plan, visits: how, in: period))
    }

    static func perMille(_ share: Double) -> Int { Int((share * 1_000).rounded()) }
    /// `22.1 %`
    static func percent(perMille: Int) -> String { "\(perMille / 10).\(perMille % 10) %" }
}
