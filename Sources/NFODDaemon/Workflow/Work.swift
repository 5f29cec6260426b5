import NFODConfig
public import NFODEngine
public import NFODStore

/// One transaction of the workflow: every change of it becomes durable together, or none.
public final class Work: Reading {
    let workflow: Workflow
    public private(set) var stamp: CommandStamp { didSet { context = makeContext(as: stamp.actor) } }
    /// What decisions of this command look at.
    public private(set) lazy var context = makeContext(as: stamp.actor)
    /// The team, asked who is on duty.
    private(set) lazy var duties = DutyAnswers(configuration.team)
    let ladders: LadderBook
    /// The roster holds every hour that can matter for a case opened since then.
    private var rosterSince: Instant
    /// What notifications are weighed with.
    private(set) lazy var model = Result { try workflow.models.inUse(tx) }
    /// Something was written: others should look.
    private(set) var didChange = false
    private(set) var rememberedEvidence: [NotificationID] = []
    /// Alerts are written down, but for nobody (an old list taken in for history).
    var isQuiet = false { didSet { context = makeContext(as: stamp.actor) } }
    /// Cases that this transaction opened.
    var openedCases: [CaseID] = []

    init(
        workflow: Workflow, tx: Transaction, stamp: CommandStamp, filed: Configuration, applied: RosterCache.Applied,
        ladders: LadderBook
    ) throws {
        self.workflow = workflow
        self.stamp = stamp
        self.ladders = ladders
        rosterSince = applied.since
        try super.init(
            tx: tx, filed: filed, configuration: applied.configuration, evidence: workflow.evidence,
            cases: workflow.cases, standing: workflow.standing)
    }

    /// When this is known: now, or when an old list says so.
    public var now: Instant { stamp.knownAt }

    func context(as actor: Actor) -> CaseContext { actor == stamp.actor ? context : makeContext(as: actor) }

    private func makeContext(as actor: Actor) -> CaseContext {
        CaseContext(
            now: now, actor: actor, policy: configuration.settings.casePolicy, ladders: ladders,
            huddles: huddles, directory: duties, zone: configuration.zone,
            isHistory: isQuiet)
    }

    /// What follows in this transaction was known then: rows of an old list.
    func restamp(knownAt: Instant) {
        stamp = CommandStamp(
            actor: stamp.actor, command: stamp.command, knownAt: knownAt, recordedAt: stamp.recordedAt)
    }

    override func renewHuddles() throws {
        try super.renewHuddles()
        context = makeContext(as: stamp.actor)
    }

    func noteChange() { didChange = true }

    /// What was said of the roster in this transaction holds in it.
    func renewRoster() throws { try renewRoster(reaching: nil) }

    /// For a case that was opened long ago and is open again.
    func reachRoster(backTo opening: Instant) throws {
        if opening < rosterSince { try renewRoster(reaching: opening) }
    }

    private func renewRoster(reaching opening: Instant?) throws {
        let applied = try workflow.rosters.applied(to: workflow.configuration, tx, at: now, reaching: opening)
        rosterSince = applied.since
        takeUp(applied.configuration)
        duties = DutyAnswers(configuration.team)
        context = makeContext(as: stamp.actor)
    }

    func remember(_ notification: NotificationID, _ told: PersonEvidence) {
        evidence.put(told, for: notification)
        rememberedEvidence.append(notification)
    }

    func next(_ series: String) throws -> Int64 { try tx.counters.next(series) }

    /// Writes events of one stream under this command's stamp.
    func append<Event>(_ decided: [Decided<Event>], to stream: EventStream, at version: Int64) throws {
        try tx.events.append(decided.map(NewEvent.init), to: stream, expectedVersion: version, by: stamp)
        noteChange()
    }
}
