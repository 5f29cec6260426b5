import NFODConfig
import NFODEngine
import NFODStore

/// Everything a report shows, as it was known at one instant (rule 40). Cases are folded from the events known then;
/// how people are linked is looked up as it stands now.
final class ReportView {
    let reading: Reading
    let at: Instant
    let previousHuddle: Instant
    let nextHuddle: Instant
    let wording = Wording()
    private var folded: [CaseState]?
    /// People shown, under the id they are known by now.
    private(set) var people: Set<PersonID> = []

    var configuration: Configuration { reading.configuration }
    var zone: ZoneRules { reading.configuration.zone }
    var team: Team { reading.configuration.team }

    init(_ reading: Reading, at: Instant) {
        self.reading = reading
        self.at = at
        let huddles = reading.configuration.huddles
        previousHuddle = huddles.previousHuddle(before: at)
        nextHuddle = huddles.nextHuddle(after: at)
    }

    /// Cases that were open then, were notified or ended since the last huddle, or have ended and wait for something;
    /// not those merged away or from before go-live, which are nobody's work.
    func states() throws -> [CaseState] {
        if let folded { return folded }
        let ids = try reading.tx.responses.relevant(at: at, since: previousHuddle)
        let states = try ids.compactMap { try reading.loadCase($0, knownAt: at)?.state }.filter(isShown)
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
        guard let root = try person.map({ try reading.tx.people.root(of: $0) }) else { return nil }
        people.insert(root)
        return root
    }

    /// All overdoses known then of the person of a case, soonest first.
    func overdoses(of state: CaseState) throws -> [ResponseTable.Row] {
        guard let person = state.person else { return [] }
        let group = try reading.tx.people.everybody(in: try reading.tx.people.root(of: person))
        return try reading.tx.responses.rows(of: group).filter { $0.openedAt <= at && !$0.isNoOverdose }
    }

    /// Names only where they were asked for.
    func text(withNames: Bool) throws -> PageText {
        let sources = configuration.sources.mapValues(\.label)
        guard withNames else { return PageText(zone: zone, sourceNames: sources) }
        var names: [PersonID: String] = [:]
        for person in people.sorted() { names[person] = try name(of: person) }
        return PageText(zone: zone, names: names, sourceNames: sources)
    }

    /// As the newest notification that names the person has it.
    private func name(of person: PersonID) throws -> String? {
        for member in try reading.tx.people.everybody(in: person) {
            for id in try reading.tx.notifications.notifications(of: member).reversed() {
                let details = try reading.stored(id).vaulted.details
                let words = [details.forename, details.surname].compactMap { $0 }
                if !words.isEmpty { return words.joined(separator: " ") }
            }
        }
        return nil
    }

    func label(_ worker: WorkerID) -> String { team.workers[worker]?.displayName ?? worker.name }
}
