import NFODConfig
import NFODEngine
import NFODStore

/// Everything a report shows, as it was known at one instant (rule 40). Cases are folded from the events known then; who
/// people are and how they are linked is looked up as it stands now.
final class ReportView {
    let reading: Reading
    let at: Instant
    let previousHuddle: Instant
    let nextHuddle: Instant
    let wording: Wording

    var configuration: Configuration { reading.configuration }

    init(_ reading: Reading, at: Instant) {
        self.reading = reading
        self.at = at
        let huddles = reading.configuration.huddles
        previousHuddle = huddles.previousHuddle(before: at)
        nextHuddle = huddles.nextHuddle(after: at)
        wording = Wording()
    }

    /// Cases that were open then, or were notified or ended since the last huddle; not those merged away or from before
    /// go-live, which are nobody's work.
    func relevant() throws -> [CaseState] {
        try reading.tx.responses.relevant(at: at, since: previousHuddle).compactMap { id in
            try reading.loadCase(id, knownAt: at)?.state
        }.filter { state in
            guard let kind = state.ending?.ending.kind else { return true }
            return kind != .mergedInto && kind != .beforeGoLive && (state.ending?.knownAt ?? at) > previousHuddle
        }
    }
}

extension ReportView {
    func text(withNames: Bool) throws -> PageText { PageText(zone: configuration.zone) }
    func huddle() throws -> HuddleReport {
        HuddleReport.build(
            from: HuddleInput(
                at: at, previousHuddle: previousHuddle, previousWasHeld: false, nextHuddle: nextHuddle,
                label: configuration.settings.label, smallNumbersBelow: configuration.settings.smallNumbersBelow,
                cases: []))
    }
    func overdue() throws -> OverdueReport {
        OverdueReport.build(from: .init(at: at, label: configuration.settings.label, cases: []))
    }
    func workload() throws -> WorkloadReport {
        WorkloadReport.build(
            from: .init(
                at: at, nextHuddle: nextHuddle, label: configuration.settings.label, team: [], cases: []))
    }
}
