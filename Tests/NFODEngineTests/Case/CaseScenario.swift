@testable import NFODEngine

/// One case on a simulated clock: commands go in at times given as hours after the overdose, and what fires in between
/// fires as the scheduler would make it fire. The transcript is what the tests compare.
struct CaseScenario {
    static let overdose = Instant(iso8601: "2021-03-01T09:00:00Z") ?? Instant(milliseconds: 0)
    static let id = CaseID(1)

    var state: CaseState?
    var events: [RecordedEvent<CaseEvent>] = []
    /// The reason of each event, where it has one.
    var reasons: [String?] = []
    var alerts: [Alert] = []
    var now = CaseScenario.overdose
    var team = StubTeam()
    var ladder = CaseScenario.ladder
    let huddles = StubHuddles()

    /// Three levels before the due time, a relative one between them, and a last one that repeats.
    static let ladder = LadderPolicy(
        hash: PolicyHash("p1"), name: "adult",
        levels: [
            .init(name: "owner", start: .init(.overdose, .zero), audience: [.owner], isLast: false),
            .init(name: "owner again", start: .init(.levelBefore, .hours(8)), audience: [.owner], isLast: false),
            .init(
                name: "coordinator", start: .init(.contactDue, -.hours(24)), audience: [.role(.coordinator)],
                isLast: false),
            .init(
                name: "manager", start: .init(.contactDue, -.hours(4)), audience: [.role(RoleID("duty-manager"))],
                isLast: true),
        ],
        acknowledgementHolds: .hours(4), lastLevelRepeatsEvery: .hours(2), lastLevelRepeatsFor: .hours(24))

    static let book = LadderBook(current: ladder)

    static func facts(
        _ overdose: OverdoseInterval = .exact(overdose), sentAt: Instant = overdose + .hours(3),
        ageStatus: AgeStatus = .adult, whereabouts: Whereabouts? = nil, departedAt: Instant? = nil
    ) -> NotificationFacts {
        NotificationFacts(
            overdose: overdose, sentAt: sentAt, ageStatus: ageStatus, whereabouts: whereabouts, departedAt: departedAt)
    }

    static func notification(_ number: Int64, _ facts: NotificationFacts) -> AttachedNotification {
        AttachedNotification(id: NotificationID(number), source: SourceID("ambulance"), facts: facts)
    }

    /// Another case, opened three hours after the overdose, with one notification of its own number.
    static func other(_ number: Int64, _ facts: NotificationFacts = facts(), person: PersonID? = nil) -> CaseState {
        var scenario = CaseScenario()
        scenario.now = overdose + .hours(3)
        let opening = CaseCommand.Opening(
            id: CaseID(number), code: CaseCode("CASE\(number)"), person: person,
            notification: notification(100 + number, facts), owner: .role(.dutyWorker))
        let intake = Actor.machine("intake")
        let events = (try? CaseDecision.decide(.open(opening), on: nil, in: scenario.context(intake))) ?? []
        let recorded = events.map {
            RecordedEvent($0.event, happenedAt: $0.happenedAt, knownAt: scenario.now, actor: intake)
        }
        guard let state = CaseState.folding(CaseID(number), recorded) else { preconditionFailure("a case opens") }
        return state
    }

    func context(_ actor: Actor = .user("test")) -> CaseContext {
        CaseContext(
            now: now, actor: actor, policy: CasePolicy(), ladders: LadderBook(current: ladder, earlier: [Self.ladder]),
            huddles: huddles, directory: team, zone: .utc)
    }

    /// Opens the case `hours` after the overdose and lets everything due at that moment fire.
    static func opened(
        at hours: Double, facts: NotificationFacts = facts(), owner: Owner = .role(.dutyWorker),
        team: StubTeam = StubTeam()
    ) -> CaseScenario {
        var scenario = CaseScenario()
        scenario.team = team
        scenario.now = overdose + Span(milliseconds: Int64(hours * 3_600_000))
        let opening = CaseCommand.Opening(
            id: id, code: CaseCode("K7Q2X9"), person: PersonID(5), notification: notification(1, facts), owner: owner)
        scenario.run(.open(opening), by: .machine("intake"))
        scenario.fireWhatIsDue()
        return scenario
    }

    /// Moves the clock to `hours` after the overdose; everything due on the way fires at its own instant.
    mutating func advance(to hours: Double) {
        let target = Self.overdose + Span(milliseconds: Int64(hours * 3_600_000))
        while let next = state?.nextDue(context()).map(\.at).min(), next <= target {
            now = max(now, next)
            fireWhatIsDue()
        }
        now = max(now, target)
    }

    /// The clock moves without anybody looking: the daemon was down.
    mutating func sleep(to hours: Double) {
        now = Self.overdose + Span(milliseconds: Int64(hours * 3_600_000))
    }

    mutating func fireWhatIsDue() {
        while let due = state?.nextDue(context()).filter({ $0.at <= now }).min(by: { $0.at < $1.at }),
            // Nobody is there to take what is handed on.
            let command = due.kind == .handOn ? .noteNobodyFound([]) : state?.command(for: due.kind, context())
        {
            run(command, by: .machine("scheduler"))
        }
    }

    /// Nil when the command was accepted.
    @discardableResult
    mutating func run(_ command: CaseCommand, by actor: Actor = .user("test")) -> CaseRefusal? {
        let decided: [Decided<CaseEvent>]
        do { decided = try CaseDecision.decide(command, on: state, in: context(actor)) } catch { return error }
        for event in decided {
            let recorded = RecordedEvent(event.event, happenedAt: event.happenedAt, knownAt: now, actor: actor)
            let before = state
            state = CaseState.applying(recorded, to: state, id: Self.id)
            events.append(recorded)
            reasons.append(event.reason)
            if let state {
                alerts += CaseAlerts.alerts(
                    for: recorded, before: before, after: state, streamVersion: events.count, directory: team,
                    zone: .utc, ladders: context().ladders)
            }
        }
        return nil
    }

    /// `24 h coordinator -> coordinator-1`: hours after the overdose, level, recipients.
    var firings: [String] {
        events.compactMap { recorded in
            guard case .levelFired(let event) = recorded.event else { return nil }
            return "\(hours(recorded.knownAt)) \(event.name) #\(event.occurrence) -> "
                + event.recipients.map(\.name).joined(separator: ",")
        }
    }

    /// Type names in order, without the ladder's.
    var story: [String] {
        events.map { type(of: $0.event.payload).type }.filter { $0 != "levelFired" }
    }

    func told(_ kind: Alert.Kind) -> [String] {
        alerts.filter { $0.kind == kind }.map { "\(hours($0.at)) \($0.level) -> \($0.recipient)" }
    }

    private func hours(_ instant: Instant) -> String {
        let minutes = (instant - Self.overdose).wholeMinutes
        return minutes % 60 == 0 ? "\(minutes / 60)h" : "\(minutes / 60)h\(minutes % 60)"
    }
}

/// Everybody is on duty always, unless a role is emptied.
struct StubTeam: DutyDirectory {
    var empty: Set<RoleID> = []
    var disabled: Set<WorkerID> = []
    /// Where people work.
    var agencies: [WorkerID: AgencyID] = [:]
    /// Everybody's, of eight hours each.
    var shiftEnds: [Instant] = []

    func holders(of role: RoleID, at instant: Instant) -> [WorkerID] {
        empty.contains(role) ? [] : [WorkerID(role.name + "-1")]
    }
    func onShift(of agency: AgencyID, at instant: Instant) -> [WorkerID] { [WorkerID(agency.name + "-1")] }
    func channels(of worker: WorkerID) -> [ChannelID] { [ChannelID("hook")] }
    func agency(of worker: WorkerID) -> AgencyID? { worker.deskOf ?? agencies[worker] }
    func isActive(_ worker: WorkerID) -> Bool { !disabled.contains(worker) }
    func lastShiftEnd(of worker: WorkerID, after start: Instant, before due: Instant) -> Instant? {
        shiftEnds.last { start < $0 && $0 < due + .hours(8) }
    }
    func nextLook(after instant: Instant, every pause: Span) -> Instant { instant + pause }
}

/// 09:30 UTC on each weekday.
struct StubHuddles: HuddleSchedule {
    func nextHuddle(after instant: Instant) -> Instant { search(from: instant, step: 1) { $0 > instant } }
    func previousHuddle(before instant: Instant) -> Instant { search(from: instant, step: -1) { $0 < instant } }

    func oneWorkingDay(after instant: Instant) -> Instant {
        let local = ZoneRules.utc.local(instant)
        var day = local.date.adding(days: 1)
        while day.weekday == .saturday || day.weekday == .sunday { day = day.adding(days: 1) }
        return ZoneRules.utc.instant(CivilDateTime(date: day, time: local.time))
    }

    private func search(from instant: Instant, step: Int, _ fits: (Instant) -> Bool) -> Instant {
        var day = ZoneRules.utc.local(instant).date
        while true {
            let huddle = ZoneRules.utc.startOfDay(day) + .minutes(9 * 60 + 30)
            if day.weekday != .saturday, day.weekday != .sunday, fits(huddle) { return huddle }
            day = day.adding(days: step)
        }
    }
}
