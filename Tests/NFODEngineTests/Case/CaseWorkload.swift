@testable import NFODEngine

/// Makes up what might be asked of a case next: sensible, late, early, out of place, by people and by machines. Some of
/// it is turned down; that too is a test.
struct CaseWorkload {
    var numbers: SeededNumbers
    /// An agency with a duty desk, and who works there.
    static let harbour = AgencyID("harbour")
    static let staff = [WorkerID("w-1"): harbour, WorkerID("w-2"): harbour]
    private let workers = ["w-1", "w-2", "w-3", "duty-worker-1", "coordinator-1"].map { WorkerID($0) }

    init(seed: UInt64) { numbers = SeededNumbers(seed: seed) }

    mutating func opening() -> (hours: Double, facts: NotificationFacts, owner: Owner) {
        let facts = facts(around: CaseScenario.overdose, now: CaseScenario.overdose + .hours(100))
        return (Double(numbers.below(100)), facts, numbers.pick([.role(.dutyWorker), .role(.youngPeopleLead)]))
    }

    mutating func team() -> StubTeam {
        var team = StubTeam()
        team.agencies = Self.staff
        if numbers.oneIn(3) {
            team.empty = [numbers.pick([.coordinator, .dutyWorker, RoleID("duty-manager")])]
        }
        if numbers.oneIn(3) { team.disabled = [numbers.pick(workers)] }
        if numbers.oneIn(3) { team.shiftEnds = (1...8).map { CaseScenario.overdose + .hours($0 * 12) } }
        return team
    }

    mutating func actor() -> Actor {
        numbers.pick([.user("morag"), .user("isla"), .user("test"), .machine("intake"), .machine("scheduler")])
    }

    mutating func command(at now: Instant, _ state: CaseState) -> CaseCommand {
        switch numbers.below(4) {
        case 0: knowledge(at: now)
        case 1: ownership(at: now, state)
        case 2: response(at: now)
        default: ladder(at: now, state)
        }
    }

    private mutating func knowledge(at now: Instant) -> CaseCommand {
        let number = Int64(1 + numbers.below(4))
        switch numbers.below(10) {
        case 0: return .attach(CaseScenario.notification(number, facts(around: CaseScenario.overdose, now: now)))
        case 1: return .correct(CaseScenario.notification(number, facts(around: CaseScenario.overdose, now: now)))
        case 2: return .detach(NotificationID(number))
        case 3:
            return .setOverdoseTime(
                interval(around: CaseScenario.overdose), why: numbers.pick(OverdoseTimeSet.Why.allCases))
        case 4: return .changePerson(numbers.oneIn(3) ? nil : PersonID(Int64(numbers.below(3))))
        case 5: return .triage(Triage(level: numbers.pick(TriageLevel.allCases), reasons: []))
        case 6: return .draftPlan(PlanSamples.drafted)
        case 8: return .doubtOverdose([CaseID(Int64(2 + numbers.below(3)))])
        case 7: return .changePlan(numbers.pick([PlanSamples.drafted, PlanSamples.full]), .agreed)
        default: return .setWhereabouts(whereabouts(), at: moment(around: now))
        }
    }

    private mutating func ownership(at now: Instant, _ state: CaseState) -> CaseCommand {
        let asked = workers + [Self.harbour.desk]
        let worker = numbers.oneIn(2) ? (state.assignment?.worker ?? numbers.pick(asked)) : numbers.pick(asked)
        switch numbers.below(6) {
        case 0, 1:
            return .assign(
                .init(
                    worker: worker, kind: numbers.pick([.outreach, .keyWorker]), acceptBy: moment(around: now),
                    explanation: AssignmentExplanation(basis: .person)))
        case 2: return .accept(worker)
        case 3: return .handBack(worker, why: numbers.pick(HandedBack.Why.allCases))
        case 4: return .noteNobodyFound([])
        default:
            return .moveOwner(
                numbers.pick([.worker(worker), .role(.coordinator), .role(.dutyWorker)]),
                why: numbers.pick(OwnerChanged.Why.allCases))
        }
    }

    private mutating func response(at now: Instant) -> CaseCommand {
        let at = moment(around: now)
        switch numbers.below(13) {
        case 0, 1, 2:
            return .recordAttempt(
                Attempt(
                    way: numbers.pick(Attempt.Way.allCases), at: at, by: numbers.pick(workers),
                    outcome: numbers.pick(Attempt.Outcome.allCases)))
        case 3:
            let contact = Contact(
                way: numbers.pick(Contact.Way.allCases), at: at, by: numbers.pick(workers),
                outcome: numbers.pick(Contact.Outcome.allCases))
            return .recordContact(
                contact,
                ContactAssurance(
                    aboutThisOverdose: !numbers.oneIn(4), supportOffered: !numbers.oneIn(4),
                    identityChecked: !numbers.oneIn(2)))
        case 4: return .coverByContact(of: CaseID(9), at: at)
        case 5: return .withdrawContact
        case 6: return .end(ending(at: at), at: at, byHuddle: numbers.oneIn(2))
        case 7: return .confirmEnding
        case 8, 9: return .reopen(numbers.pick([.contactWithdrawn, .personsSplit, .mistake, .planToReopen]))
        case 10:
            return .screen(
                Screening(
                    riskToStaff: .no, domesticAbuse: .unknown, safeContactKnown: .yes, children: .no,
                    by: numbers.pick(workers), at: at))
        case 11: return joining(at: now)
        default: return .recordFollowUp(at: at)
        }
    }

    /// Two cases become one, or two again; the other was told something, is about somebody, and may have been reached.
    private mutating func joining(at now: Instant) -> CaseCommand {
        let number = Int64(numbers.below(5))
        guard !numbers.oneIn(3) else { return .release(CaseID(number)) }
        return .absorb(other(number, at: now))
    }

    mutating func other(_ number: Int64, at now: Instant) -> CaseState {
        let person = numbers.oneIn(2) ? PersonID(Int64(1 + numbers.below(3))) : nil
        var other = CaseScenario.other(number, facts(around: CaseScenario.overdose, now: now), person: person)
        other.attempts = [Attempt(way: .phone, at: moment(around: now), by: numbers.pick(workers), outcome: .noAnswer)]
        if numbers.oneIn(2) { other.plan = numbers.pick([PlanSamples.drafted, PlanSamples.full]) }
        if numbers.oneIn(3) { other.overdoseTimeFixedByPerson = FixedOverdose(other.overdose, knowing: []) }
        if numbers.oneIn(3) {
            let contact = Contact(way: .phone, at: now, by: numbers.pick(workers), outcome: .wantsSupport)
            other.stage = .ended(
                CaseState.Ended(
                    ending: .reached(contact), at: now, knownAt: now, by: .user("isla"), confirmedBy: nil))
        }
        return other
    }

    private mutating func ladder(at now: Instant, _ state: CaseState) -> CaseCommand {
        let worker = numbers.pick(workers)
        let told = state.told.isEmpty ? workers : state.told
        let level = "r\(state.ladderRun)-l\(numbers.below(4))-o\(1 + numbers.below(2))"
        let (alert, channel) = (AlertID("\(state.code)-\(level)-escalation-x"), ChannelID("hook"))
        switch numbers.below(9) {
        case 0, 1: return .acknowledge(worker)
        case 6: return .markTold(AlertTold(alert: alert, recipient: numbers.pick(told), channel: channel))
        case 7:
            return .markNotTold(
                AlertNotTold(alert: alert, recipient: numbers.pick(told), channel: channel, outcome: "timedOut"))
        case 2:
            return .silence(
                worker, until: now + .hours(Int64(numbers.below(15))),
                why: numbers.pick(LadderState.SilenceReason.allCases))
        case 3:
            return .keepTrying(
                KeepTryingDecided(
                    worker: worker, how: [.phone], nextLookAt: now + .hours(Int64(numbers.below(40)))))
        case 4: return .restartLadder(why: .other)
        case 8:
            return .notToday(
                NotTodayDecided(
                    instead: numbers.pick(NotTodayDecided.Instead.allCases), worker: worker,
                    nextLookAt: now + .hours(Int64(numbers.below(40))), note: nil))
        default:
            return .fireLevel(
                .init(
                    level: numbers.below(4), occurrence: 1 + numbers.below(2), at: moment(around: now))
            )
        }
    }

    private mutating func ending(at: Instant) -> Ending {
        numbers.pick([
            .objects(Objection(scope: .outreach, knownFrom: .spoken)), .diedReported, .diedConfirmed,
            .transferred(to: AgencyID("fife"), acceptedBy: VaultID(1)), .notAnOverdose, .wrongOrDoubled,
            .mergedInto(CaseID(0)), .notReached(planToReopen: VaultID(1)), .coveredBy(CaseID(9), at: at),
        ])
    }

    private mutating func facts(around instant: Instant, now: Instant) -> NotificationFacts {
        CaseScenario.facts(
            interval(around: instant), sentAt: moment(around: now),
            ageStatus: numbers.oneIn(4) ? .under16 : .adult, whereabouts: numbers.oneIn(3) ? whereabouts() : nil,
            departedAt: numbers.oneIn(3) ? moment(around: now) : nil)
    }

    private mutating func interval(around instant: Instant) -> OverdoseInterval {
        let from = instant + .hours(Int64(numbers.below(60) - 30))
        if numbers.oneIn(2) { return .exact(from) }
        return OverdoseInterval(
            earliest: from, latest: from + .hours(Int64(1 + numbers.below(48))),
            precision: numbers.pick([.day, .estimated]), origin: .told)
    }

    private mutating func whereabouts() -> Whereabouts {
        numbers.pick([
            .inHospital, .leftHospitalBeforeTreatment, .dischargedFromHospital, .inCustody, .liberated, .community,
        ])
    }

    /// Mostly in the past.
    private mutating func moment(around now: Instant) -> Instant { now + .hours(Int64(numbers.below(40) - 36)) }
}
