import Logging
import NFODConfig
import NFODEngine
import NFODStore

/// One look of the daemon at itself after another: what it finds raises alarms and ends them.
actor SelfWatch {
    let daemon: Daemon
    let log: Logger
    /// Steps of the wall clock that are not in the record yet.
    private var steps: [ClockStepped] = []
    /// When it looked last, by the time since boot.
    private var lookedAt: Span?
    /// How long the service stood still, while that is not in the record.
    private var standstill: Span?
    private var testWrittenAt: Instant?
    /// Two minutes at the usual pace.
    private var quiet = QuietTime(looks: 24)
    private let freeBytes: @Sendable () -> Int64?

    var workflow: Workflow { daemon.workflow }
    var settings: Settings { workflow.configuration.settings }
    private var store: StoreWatch { StoreWatch(store: daemon.store, settings: settings.store, freeBytes: freeBytes) }

    /// - Parameter freeBytes: what the disk says is left; nil: asks the disk.
    init(_ daemon: Daemon, log: Logger, freeBytes: (@Sendable () -> Int64?)? = nil) {
        self.daemon = daemon
        self.log = log
        let place = daemon.store.place
        self.freeBytes = freeBytes ?? { place.freeBytes() }
    }

    /// - Throws: `StoreError.lost` when the daemon must end; what else keeps the record from being written, in which
    ///   case the next look tries again.
    func look() throws {
        try store.requirePlace()
        let space = store.lookAtSpace(among: daemon.alarms.current)
        defer { holdUnwritten() }
        try lookAtClock()
        try lookAtStandstill()
        try testWrite()
        let standing = try workflow.read { try $0.tx.alarms.standing().map(\.alarm) }
        var found = space + [try store.lookAtLog()]
        found.append(Finding(.storeCheckFailed, isRaised: daemon.store.condition.isDamaged))
        found +=
            try clockFindings() + deliveryFindings(standing) + orphanFindings()
            + canaryFindings(standing) + inboxFindings() + backupFindings()
        try write(found.filter { $0.isNews(among: standing) })
        if standing.contains(where: { $0.kind == .rosterGap || $0.kind == .faultyCase }) {
            try workflow.perform(as: Self.actor) { try $0.reviewAlarms() }
        }
        try releaseMemory()
    }

    /// Taking in years of history, or a morning of reports, leaves much behind that nobody may ask for again.
    private func releaseMemory() throws {
        let events = try workflow.read { try $0.tx.events.head().sequence }
        guard quiet.begins(at: .init(events: events, requests: workflow.meters.request.count)) else { return }
        workflow.cases.forgetEnded()
        workflow.evidence.forgetAll()
        try daemon.store.releaseMemory()
    }

    /// What stands whether or not it could be written down.
    private func holdUnwritten() {
        let condition = daemon.store.condition
        for (kind, isRaised) in [
            (AlarmKind.diskFull, condition.isFull), (.storeCheckFailed, condition.isDamaged),
            (.storeLost, condition.loss != nil),
        ] {
            if isRaised { daemon.alarms.hold(kind) } else { daemon.alarms.withdraw(kind) }
        }
    }

    /// Only a write that was waited for shows that writing works.
    private func testWrite() throws {
        let now = workflow.clock.now()
        if let last = testWrittenAt, !workflow.clock.isSimulated, now - last < settings.store.testWriteEvery { return }
        try daemon.store.testWrite(at: now)
        testWrittenAt = now
    }

    static let actor = Actor.machine("watch")

    private func write(_ news: [Finding]) throws {
        guard !news.isEmpty else { return }
        try workflow.perform(as: Self.actor) { work in
            for finding in news {
                try work.set(finding.kind, finding.subject, to: finding.isRaised, figure: finding.figure)
            }
        }
        for finding in news {
            log.log(
                level: finding.isRaised ? .warning : .notice, finding.isRaised ? "alarm raised" : "alarm over",
                metadata: ["alarm": "\(finding.kind.rawValue)", "subject": "\(finding.subject?.name ?? "none")"])
        }
    }

    /// The clock has moved before it is written down that it did: nothing may wait for the record.
    private func lookAtClock() throws {
        guard let clock = workflow.clock as? AnchoredClock else { return }
        if let step = clock.observe() {
            steps.append(step)
            workflow.meters.count(step)
            log.warning("the wall clock was set", metadata: ["minutes": "\((step.to - step.from).wholeMinutes)"])
        }
        guard !steps.isEmpty else { return }
        let unwritten = steps
        try workflow.perform(as: Self.actor) { work in for step in unwritten { try work.noteStep(step) } }
        steps = []
    }

    /// Whoever looks again and again, and finds that it did not, was stopped or asleep. The first look goes by what the
    /// process before wrote last; a wall clock that is not believed tells nothing about that.
    private func lookAtStandstill() throws {
        guard let clock = workflow.clock as? AnchoredClock else { return }
        let sinceBoot = clock.sinceBoot
        let gap = try lookedAt.map { sinceBoot - $0 } ?? sinceProcessBefore(clock)
        lookedAt = sinceBoot
        if gap > settings.alarms.stoodStillAfter { standstill = max(standstill ?? .zero, gap) }
        guard let unwritten = standstill else { return }
        try workflow.perform(as: Self.actor) { try $0.raise(.stoodStill, figure: unwritten.wholeMinutes) }
        standstill = nil
        log.warning("the service stood still", metadata: ["minutes": "\(unwritten.wholeMinutes)"])
    }

    private func sinceProcessBefore(_ clock: AnchoredClock) throws -> Span {
        guard clock.standing.doubt == nil, let last = try daemon.store.testWrittenAt() else { return .zero }
        return clock.now() - last
    }

    private func clockFindings() -> [Finding] {
        guard let clock = workflow.clock as? AnchoredClock else { return [] }
        return [Finding(.clockUnconfirmed, isRaised: clock.standing.doubt != nil)]
    }

    /// Must never be found; here because nobody else would be told of such a case.
    private func orphanFindings() throws -> [Finding] {
        let orphans = try workflow.read { try $0.tx.responses.withoutLadder() }
        return [Finding(.orphanCase, isRaised: !orphans.isEmpty, figure: Int64(orphans.count))]
    }

    private func inboxFindings() -> [Finding] {
        let now = AnchoredClock.wall()
        return workflow.configuration.feeds.map { source in
            let oldest = FileAges.oldestArrival(in: daemon.store.directory + "/inbox/\(source)")
            let isStuck = oldest.map { now - $0 > settings.alarms.untakenAfter } ?? false
            return Finding(.inboxStuck, AlarmSubject(source), isRaised: isStuck)
        }
    }

    private func backupFindings() -> [Finding] {
        guard let backups = settings.backups else { return [Finding(.backupOld, isRaised: false)] }
        let newest = FileAges.newestContent(in: backups.folder)
        let isOld = newest.map { AnchoredClock.wall() - $0 > backups.ageAtMost } ?? true
        return [Finding(.backupOld, isRaised: isOld)]
    }
}

extension Work {
    /// The wall clock was set while the daemon ran.
    func noteStep(_ step: ClockStepped) throws {
        try systemEvent(.clockStepped(step))
        try raise(.clockStep, figure: (step.to - step.from).wholeMinutes)
    }

    /// A person says that the wall clock is right.
    func confirmClock(_ confirmed: ClockConfirmed) throws {
        try systemEvent(.clockConfirmed(confirmed))
        try clear(.clockStep)
        try clear(.clockUnconfirmed)
    }
}
