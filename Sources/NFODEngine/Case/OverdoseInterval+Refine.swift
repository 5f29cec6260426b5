/// How several sources' times become one (rule 3).
extension OverdoseInterval {
    /// The time after another source's is known too. An exact time replaces an estimate; of several exact ones the
    /// earliest counts; two estimates that overlap narrow each other, two that do not are taken together.
    public func refined(by other: OverdoseInterval) -> OverdoseInterval {
        switch (precision == .exact, other.precision == .exact) {
        case (true, true): return other.earliest < earliest ? other : self
        case (true, false): return self
        case (false, true): return other
        case (false, false):
            let narrower = (latest - earliest) <= (other.latest - other.earliest) ? self : other
            let from = meets(other) ? max(earliest, other.earliest) : min(earliest, other.earliest)
            let to = meets(other) ? min(latest, other.latest) : max(latest, other.latest)
            return OverdoseInterval(
                earliest: from, latest: to, precision: narrower.precision, origin: narrower.origin)
        }
    }
}

extension CaseState {
    /// What all attached notifications together say, starting from what a person fixed, if anybody did.
    static func overdose(
        of notifications: [AttachedNotification], fixedByPerson fixed: OverdoseInterval?
    ) -> OverdoseInterval {
        let told = notifications.map(\.facts.overdose)
        guard var interval = fixed ?? told.first else { preconditionFailure("a case has a notification") }
        if let fixed {
            // A person's word stands, except that an earlier exact time still counts: earlier is always safer.
            return told.filter { $0.precision == .exact && $0.earliest < fixed.earliest }
                .min { $0.earliest < $1.earliest } ?? fixed
        }
        for other in told.dropFirst() { interval = interval.refined(by: other) }
        return interval
    }
}
