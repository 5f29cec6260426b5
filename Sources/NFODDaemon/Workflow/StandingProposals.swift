import NFODConfig
import NFODEngine
import NFODStore
import Synchronization

/// What was proposed as the huddle under way began, so that it is worked out once. It follows from the record: after a
/// restart it is the same.
final class StandingProposals: Sendable {
    struct Key: Equatable {
        let huddle: Instant
        let configuration: String
    }

    private let known = Mutex<(key: Key, proposals: [CaseID: Proposal])?>(nil)

    func proposals(_ key: Key, make: () throws -> [CaseID: Proposal]) rethrows -> [CaseID: Proposal] {
        if let known = known.withLock({ $0 }), known.key == key { return known.proposals }
        let made = try make()
        known.withLock { $0 = (key, made) }
        return made
    }
}

/// While a huddle is on proposals stand still (rule 25).
extension Reading {
    /// As they were when the huddle began, from what was known of cases, people and roster before then.
    /// - Throws: ``CostOverflow``; faults of the store.
    func standingProposals(since huddle: Instant) throws -> [CaseID: Proposal] {
        let key = StandingProposals.Key(huddle: huddle, configuration: configuration.hash)
        return try standing.proposals(key) {
            let before = Instant(milliseconds: huddle.milliseconds - 1)
            let then = try asKnown(at: before)
            let open = try tx.responses.relevant(at: huddle, since: huddle)
                .compactMap { try loadCase($0, knownAt: before)?.state }.filter(\.isOpen)
            let round = try then.round(of: open, at: huddle, people: KnownPeople(self, at: before))
            let settings = configuration.settings.assignment
            return try round.proposals(team: then.configuration.team, at: huddle, settings: settings)
        }
    }
}
