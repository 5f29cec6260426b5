/// A change of the roster, by the number it was given; also a declaration of uncovered hours.
public struct RosterEntryID: NumericIdentifier {
    public let number: Int64
    public init(_ number: Int64) { self.number = number }
}

/// Changes that were made, and are ended, together.
public struct RosterEntry: Hashable, Sendable {
    public let id: RosterEntryID
    public let changes: [RosterChange]
    /// It holds until then at most; before its beginning: it never held. Nil: to its own end.
    public let endedAt: Instant?

    public init(id: RosterEntryID, changes: [RosterChange], endedAt: Instant? = nil) {
        self.id = id
        self.changes = changes
        self.endedAt = endedAt
    }

    /// From the first beginning to the last end of its changes.
    public var hours: Range<Instant> {
        let begins = changes.map(\.hours.lowerBound).min() ?? .distantFuture
        let ends = changes.map(\.hours.upperBound).max() ?? .distantFuture
        return begins..<max(begins, ends)
    }

    /// The changes as far as they hold.
    var holding: [RosterChange] {
        guard let endedAt else { return changes }
        return changes.compactMap { change in
            guard change.hours.lowerBound < endedAt else { return nil }
            let hours = change.hours.lowerBound..<min(change.hours.upperBound, endedAt)
            switch change {
            case .daysAway(let worker, _): return .daysAway(worker, hours)
            case .hoursAway(let worker, _): return .hoursAway(worker, hours)
            case .shift(let worker, _): return .shift(worker, hours)
            case .duty(let role, let worker, _): return .duty(role, worker, hours)
            case .standIn(let one):
                return .standIn(
                    .init(worker: one.worker, insteadOf: one.insteadOf, role: one.role, hours: hours))
            }
        }
    }
}
