@testable import NFODEngine

/// One sample of every payload, with every field filled, as it stands in the golden files.
enum EventSamples {
    static let all: [any EventPayload] = knowledge + response + ladder + people + sources + system

    static let at = Instant(milliseconds: 1_614_589_200_000)
    static let later = at + .hours(72)
    static let worker = WorkerID("worker-1")
    static let exact = OverdoseInterval.exact(at)

    static let facts = NotificationFacts(
        overdose: OverdoseInterval(earliest: at, latest: at + .hours(6), precision: .estimated, origin: .arrival),
        sentAt: at + .hours(9), sex: .female, ageStatus: .adult, substances: [.heroin, .nitazene, .alcohol],
        naloxoneGiven: .yes, naloxoneDoses: 2, conveyedToHospital: .yes, selfHarm: .no, childrenPresent: .unknown,
        domesticAbuse: .no, childConcern: .unknown, adultConcern: .yes, noFixedAddress: true,
        whereabouts: .leftHospitalBeforeTreatment, arrivedAt: at + .hours(3), departedAt: at + .hours(4),
        basis: .vitalInterests, objection: .no, flags: [.timeMissing, .chiChecksumFails, .formulaText])
    static let notification = AttachedNotification(
        id: NotificationID(41), source: SourceID("ambulance"), facts: facts)
    static let explanation = AssignmentExplanation(
        basis: .proposal, because: ["continuity", "locality"],
        passedOver: [.init(worker: WorkerID("worker-2"), lacked: ["capacity"])], lacked: ["offShift"],
        despite: .extraShift)

    private static let holdings = CaseHoldings(
        notifications: [notification], contactDueAt: later, timeSet: exact, person: PersonID(6),
        attempts: [Attempt(way: .phone, at: later, by: worker, outcome: .noAnswer)],
        screening: Screening(
            riskToStaff: .yes, domesticAbuse: .no, safeContactKnown: .unknown, children: .no, by: worker, at: at),
        whereabouts: .inHospital, followUp: FollowUpStarted(cause: .liberated, dueAt: later))

    private static let knowledge: [any EventPayload] = [
        CaseOpened(
            code: CaseCode("K7Q2X9"), person: PersonID(5), notification: notification, contactDueAt: later,
            notifiedAt: at + .hours(9), toldLate: .shortNotice, owner: .role(.dutyWorker), policy: PolicyHash("0a1b"),
            levelCount: 6),
        NotificationAttached(notification: notification, overdose: exact, contactDueAt: later),
        NotificationCorrected(notification: notification, overdose: exact, contactDueAt: later),
        NotificationDetached(notification: NotificationID(41), overdose: exact, contactDueAt: later),
        OverdoseDoubted(cases: [CaseID(3)]),
        OverdoseTimeSet(overdose: .exact(at, origin: .person), contactDueAt: later, why: .personTold),
        CasePersonChanged(person: PersonID(6)),
        CaseTriaged(triage: PlanSamples.triage),
        PlanDrafted(plan: PlanSamples.drafted),
        PlanChanged(plan: PlanSamples.full, change: .madeWithPerson),
        WhereaboutsChanged(whereabouts: .inCustody),
    ]

    private static let response: [any EventPayload] = [
        OwnerChanged(owner: .worker(worker), why: .workerDisabled, told: [WorkerID("worker-1")]),
        Assigned(
            worker: worker, partner: WorkerID("worker-3"), kind: .keyWorker, acceptBy: at + .hours(1),
            explanation: explanation,
            replaces: WorkerID("worker-2"), isFirst: true),
        Accepted(worker: worker, desk: AgencyID("harbour")),
        HandedBack(worker: worker, desk: AgencyID("harbour"), why: .conflictOfInterest),
        AcceptTimedOut(worker: worker),
        NobodyFound(lacking: [.init(worker: worker, lacked: ["offShift", "atCapacity"])]),
        Attempted(
            attempt: Attempt(way: .visit, at: at, by: worker, outcome: .notThere, place: VaultID(7)),
            beforeScreening: true),
        Screened(
            screening: Screening(
                riskToStaff: .no, domesticAbuse: .unknown, safeContactKnown: .yes, children: .no, by: worker, at: at,
                note: VaultID(8))),
        CaseEndedEvent(
            ending: .reached(
                Contact(
                    way: .faceToFace, at: at, by: worker, outcome: .saidNoForNow,
                    offerAgainOn: CivilDate(year: 2021, month: 4, day: 1), note: VaultID(9)))),
        EndingConfirmed(),
        ConfirmationReminded(recipients: [worker]),
        CaseReopened(why: .contactWithdrawn, run: 2, policy: PolicyHash("0a1b"), levelCount: 6, told: [worker]),
        EndingRestored(),
        CaseAbsorbed(
            other: CaseID(3), had: holdings, overdose: exact, contactDueAt: later, movesTo: .role(.youngPeopleLead)),
        CaseReleased(
            other: CaseID(3), overdose: exact, contactDueAt: later, returnsTo: .worker(worker), told: [worker]),
        FollowUpStarted(cause: .liberated, dueAt: later),
        FollowUpReminded(recipients: [worker]),
        FollowUpDone(),
    ]

    private static let ladder: [any EventPayload] = [
        LevelsSkipped(run: 1, levels: [0, 1], reason: .toldLate),
        LevelFired(
            run: 1, level: 2, name: "coordinator, a day left", occurrence: 1, dueAt: at, isLast: true, begins: true,
            endsPause: true, isEarly: true, recipients: [worker]),
        Acknowledged(worker: worker, until: later),
        Silenced(worker: worker, until: later, why: .visitUnderWay),
        KeepTryingDecided(worker: worker, how: [.phone, .visit], nextLookAt: later, note: VaultID(13)),
        DueBeforeHuddle(contactDueAt: later, nextHuddle: later + .hours(45), told: [worker]),
        NotTodayDecided(instead: .phone, worker: worker, nextLookAt: later, note: VaultID(14)),
        LadderRestarted(why: .policyChanged, run: 2, policy: PolicyHash("0a1b"), levelCount: 6),
        AlertTold(alert: AlertID("K7Q2X9-r1-l2-o1"), recipient: worker, channel: ChannelID("hook"), level: 2),
        AlertNotTold(
            alert: AlertID("K7Q2X9-r1-l2-o1"), recipient: worker, channel: ChannelID("hook"), outcome: "timedOut",
            level: 2),
    ]

    private static let people: [any EventPayload] = [
        PersonKnown(person: PersonID(5), notification: NotificationID(41), status: .new),
        NotificationLinked(notification: NotificationID(42), status: .exact, why: PlanSamples.linkEvidence),
        NotificationUnlinked(notification: NotificationID(42)),
        PersonMerged(absorbed: PersonID(6), decider: .machine, why: PlanSamples.linkEvidence),
        PersonMergeUndone(absorbed: PersonID(6), isApart: true),
        MergedInto(into: PersonID(5), decider: .human),
        MergedIntoUndone(into: PersonID(5), isApart: true),
        ReviewOpened(
            review: ReviewID(1), notification: NotificationID(42),
            candidates: [
                RankedCandidate(
                    person: PersonID(6), model: LinkageModelID(2), bits: Bits(tenths: 41),
                    weights: [FieldWeight(field: .birth, bits: Bits(tenths: 75))],
                    reasons: [.chiOneSlip, .birthDateClose], with: NotificationID(41),
                    gaps: [EvidenceGap(.dayOfBirth, from: .other)], doubts: [.bothWellKnown])
            ]),
        ReviewConfirmed(
            review: ReviewID(1), candidate: PersonID(6), merge: PersonPair(PersonID(6), into: PersonID(5))),
        ReviewSeparated(review: ReviewID(1), candidates: [PersonID(6)]),
        ReviewUndone(review: ReviewID(1)),
        WishesRecorded(
            wishes: PersonWishes(
                asksForFemaleWorker: true, exclusions: [.init(worker: WorkerID("worker-2"), why: .relative)],
                unsafeWays: [.letter, .message], preferences: [.agency(AgencyID("outreach")), .skill(.nurse)],
                keyWorker: worker),
            response: CaseID(1), note: VaultID(12)),
        DetailsOpened(screen: .huddleReport),
    ]

    private static let sources: [any EventPayload] = [
        NotificationReceived(notification: NotificationID(41), edition: 2, kind: .correction, facts: facts),
        RowQuarantined(row: 12, line: 13, code: "wrong-cell-count"),
        FeedReceived(
            rows: 10, accepted: 6, unchanged: 2, corrected: 1, quarantined: 1, fallbackEncoded: 1, isWhole: true,
            expectedBy: later),
        FeedRefused(row: 13, code: "header-does-not-fit"),
        SourceWentSilent(expectedBy: later),
        NilReturnDeclared(expectedBy: later),
        SourceWatched(expectedBy: later),
    ]

    private static let system: [any EventPayload] = [
        ConfigurationApplied(files: ["nfodd.yaml": "0a1b", "team.yaml": "2c3d"], ladder: PolicyHash("4e5f")),
        DigestSent(huddleAt: later, cases: [CaseID(1), CaseID(3)], recipients: [worker]),
        ClockStepped(from: later, to: later + .hours(2)),
        ClockConfirmed(engine: later + .hours(2), wall: later),
        LinkageModelTrained(
            model: LinkageModelID(2),
            rates: StoredRates(
                levels: ["birthDate.agree": [900_000_000, 60_000, 900_000_000, 100_000, 1_000, 900_000_000]]),
            learntFrom: PlanSamples.learntFrom),
        LinkageModelChosen(model: LinkageModelID(2)),
        HuddleCalled(at: later, why: .longGap),
        HuddleCalledOff(at: later),
        AlarmRaised(alarm: .needsFixing, subject: AlarmSubject("police"), figure: 3),
        AlarmReminded(alarm: .needsFixing, subject: AlarmSubject("police")),
        AlertsRetried(
            alerts: [AlertID("K7Q2X9-r1-l0-o1-escalation-9f86d081884c7d65")],
            notNeeded: [AlertID("K7Q2X9-r1-e4-assignment-60303ae22b998861")]),
        AlarmCleared(alarm: .needsFixing, subject: AlarmSubject("police"), why: .byPerson),
        RosterChanged(
            entry: RosterEntryID(3),
            changes: [
                .standIn(
                    .init(
                        worker: worker, insteadOf: WorkerID("worker-2"), role: .dutyWorker,
                        hours: later..<later + .hours(8)))
            ]),
        UncoveredDeclared(
            entry: RosterEntryID(4),
            hours: UncoveredHours(
                role: .dutyWorker,
                when: WeeklyHours(days: [.saturday, .holiday], hours: .wholeDay),
                days: CivilDate(dayNumber: 18_700)...CivilDate(dayNumber: 18_730), signedBy: worker)),
        RosterEntryEnded(entry: RosterEntryID(3), at: later),
        RotaCalendarRead(
            calendar: RotaCalendarID("on-call"), role: .dutyWorker,
            shifts: [CalendarShift(worker: worker, hours: later..<later + .hours(12))], through: later + .days(42)),
    ]
}
