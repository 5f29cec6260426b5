import NFODConfig
import NFODEngine
import NFODStore

/// Everything a report shows, as it was known at one instant (rule 40): cases, people, roster and huddles are made from
/// the events known then.
final class ReportView {
    let reading: Reading
    let at: Instant
    /// As it was known then.
    let huddles: HuddleCalendar
    let previousHuddle: Instant
    let nextHuddle: Instant
    let wording = Wording()
    let known: KnownPeople
    private let isPast: Bool
    private var folded: [CaseState]?
    private var proposed: [CaseID: Proposal]?
    /// People shown, under the id they were known by.
    private(set) var people: Set<PersonID> = []

    var configuration: Configuration { reading.configuration }
    var zone: ZoneRules { reading.configuration.zone }
    var team: Team { reading.configuration.team }

    /// - Parameter isPast: things may have become known since.
    init(_ reading: Reading, at: Instant, isPast: Bool) throws {
        self.reading = try isPast ? reading.asKnown(at: at) : reading
        self.at = at
        self.isPast = isPast
        known = KnownPeople(self.reading, at: isPast ? at : nil)
        huddles = self.reading.huddles
        // One that is on has not been held: what it is there to go through stays in its report.
        previousHuddle = huddles.previousHuddle(before: huddles.underWay(at: at) ?? at)
        nextHuddle = huddles.nextHuddle(after: at)
    }

    /// Cases that were open then, were notified or ended since the last huddle, or have ended and wait for something;
    /// not those merged away or from before go-live, which are nobody's work.
    func states() throws -> [CaseState] {
        if let folded { return folded }
        let ids = try reading.tx.responses.relevant(at: at, since: previousHuddle)
        let states = try ids.compactMap { try reading.loadCase($0, knownAt: isPast ? at : nil)?.state }.filter(isShown)
        folded = states
        return states
    }

    private func isShown(_ state: CaseState) -> Bool {
        guard let ending = state.ending else { return true }
        switch ending.ending.kind {
        case .mergedInto, .beforeGoLive: return false
        default: return ending.knownAt > previousHuddle || state.isUnclosed
        }
    }

    func root(_ person: PersonID?) throws -> PersonID? {
        guard let root = try person.map({ try known.root(of: $0) }) else { return nil }
        people.insert(root)
        return root
    }

    /// All overdoses known then of the person of a case, soonest first.
    func overdoses(of state: CaseState) throws -> [CaseState] {
        guard let person = state.person else { return [] }
        return try known.responses(of: person).filter { $0.openedAt <= at && !$0.isNoOverdose }
            .sorted { ($0.overdose.earliest, $0.id) < ($1.overdose.earliest, $1.id) }
    }

    /// For each open case that no worker has: who should have it at this instant, and why. Of those on offer, the ones
    /// that somebody else should be asked for.
    func proposals() throws -> [CaseID: Proposal] {
        if let proposed { return proposed }
        let open = try states().filter(\.isOpen)
        var found: [CaseID: Proposal]
        do {
            found = try reading.proposals(
                try reading.round(of: open, at: at, people: known), at: at, during: huddles.underWay(at: at))
        } catch is CostOverflow {
            // A report without proposals is better than none.
            found = [:]
        }
        for state in open where state.isOnOffer {
            let choice = found[state.id]?.choice.workers ?? []
            if choice.isEmpty || choice == state.hands { found[state.id] = nil }
        }
        proposed = found
        return found
    }

    /// Names only where they were asked for.
    func text(withNames: Bool) throws -> PageText {
        let sources = configuration.sources.mapValues(\.label)
        guard withNames else { return PageText(zone: zone, sourceNames: sources) }
        var names: [PersonID: String] = [:]
        for person in people.sorted() { names[person] = try known.name(of: person) }
        return PageText(zone: zone, names: names, sourceNames: sources)
    }

    func label(_ worker: WorkerID) -> String { team.workers[worker]?.displayName ?? worker.name }
}

extension CaseState {
    /// Entered twice, merged into another, or no overdose after all: it does not count as one.
    fileprivate var isNoOverdose: Bool {
        switch ending?.ending.kind {
        case .mergedInto, .wrongOrDoubled, .notAnOverdose: true
        default: false
        }
    }
}
