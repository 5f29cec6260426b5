/// An organisation that takes part in the response.
public struct Agency: Equatable, Sendable {
    public let id: AgencyID
    /// What pages call it.
    public let label: String
    public let calendar: WorkingCalendar
    public let mayBeTold: Scope
    /// Where somebody answers for the whole agency; nil where only named workers are asked.
    public let desk: DutyDesk?
    /// Takes part no more: all its workers and its desk count as disabled.
    public let isDisabled: Bool

    /// What this agency's sharing agreements let it know.
    public enum Scope: Hashable, Sendable {
        /// Whatever any source tells.
        case everything
        /// Only responses all of whose notifications come from these sources.
        case sources(Set<SourceID>)
    }

    public init(
        id: AgencyID, label: String, calendar: WorkingCalendar, mayBeTold: Scope, desk: DutyDesk? = nil,
        isDisabled: Bool = false
    ) {
        self.id = id
        self.label = label
        self.calendar = calendar
        self.mayBeTold = mayBeTold
        self.desk = desk
        self.isDisabled = isDisabled
    }

    /// Whether a response that rests on notifications from `sources` may be given to this agency.
    public func mayKnow(_ sources: Set<SourceID>) -> Bool {
        switch mayBeTold {
        case .everything: true
        case .sources(let allowed): sources.isSubset(of: allowed)
        }
    }
}
