/// What one worker has to do in a run.
public struct CoverLoad: Hashable, Sendable {
    public let name: String
    public let visits: Int
    /// Time on shift in the period.
    public let onShift: Span
    /// Time on visits.
    public let visiting: Span
    /// Most visits in any seven days from Monday on.
    public let busiestWeek: Int

    /// Visits' part of the shift time, in tenths of a per cent, rounded to the nearest.
    public var usedPerMille: Int {
        let shift = onShift.milliseconds
        return shift == 0 ? 0 : Int((visiting.milliseconds * 1_000 + shift / 2) / shift)
    }
}

extension CoverRun {
    /// One load for each member of the plan's staff, in its order.
    ///
    /// - Parameter period: the one in which the overdoses happened; shifts and visits after it are left out.
    public func loads(of plan: CoverPlan, visits how: Visits, in period: Range<Instant>) -> [CoverLoad] {
        zip(plan.staff, visits).map { staff, starts in
            let inside = starts.filter(period.contains)
            let onShift = staff.shifts.reduce(Span.zero) { sum, shift in
                let part = shift.clamped(to: period)
                return sum + (part.upperBound - part.lowerBound)
            }
            // 1970-01-01 was a Thursday: three days on, weeks begin on Monday.
            let weeks = Dictionary(grouping: inside) { (plan.zone.local($0).date.dayNumber + 3) / 7 }
            return CoverLoad(
                name: staff.name, visits: inside.count, onShift: onShift,
                visiting: Span(milliseconds: how.length.milliseconds * Int64(inside.count)),
                busiestWeek: weeks.values.map(\.count).max() ?? 0)
        }
    }
}
