import NFODEngine

/// One invented Monday, 1 March 2021 09:30, with something in every section. All people and places are invented.
enum ExampleHuddle {
    static let at = instant("2021-03-01T09:30:00Z")
    static let previous = instant("2021-02-26T09:30:00Z")
    static let next = instant("2021-03-02T09:30:00Z")

    /// Europe/London around the example.
    static let london = ZoneRules(
        name: "Europe/London", initialOffsetSeconds: 0,
        changes: [
            ZoneRules.Change(from: instant("2020-03-29T01:00:00Z"), offsetSeconds: 3_600),
            ZoneRules.Change(from: instant("2020-10-25T01:00:00Z"), offsetSeconds: 0),
            ZoneRules.Change(from: instant("2021-03-28T01:00:00Z"), offsetSeconds: 3_600),
            ZoneRules.Change(from: instant("2021-10-31T01:00:00Z"), offsetSeconds: 0),
        ])

    static let text = PageText(
        zone: london, sourceNames: [SourceID("ambulance"): "Ambulance", SourceID("police"): "Police"])
    static let named = PageText(
        zone: london, names: [PersonID(42): "Ann Example", PersonID(7): "Bob <script>alert(1)</script> \"O'Neil\""],
        sourceNames: text.sourceNames)

    static func instant(_ written: String) -> Instant {
        guard let instant = Instant(iso8601: written) else { preconditionFailure("not an instant: \(written)") }
        return instant
    }

    /// A case whose overdose was at `overdose`, told at `notified`, owned by Morag, amber, taken.
    static func item(
        _ code: String, person: Int64? = 1, overdose: String, notified: String, level: TriageLevel = .amber,
        stage: ReportCase.Stage = .accepted
    ) -> ReportCase {
        let start = instant(overdose)
        var item = ReportCase(
            code: CaseCode(code), person: person.map(PersonID.init), overdose: .exact(start),
            notifiedAt: instant(notified), contactDueAt: start + .hours(72), sources: [SourceID("ambulance")],
            triage: ReportCase.Priority(level, reasons: ["2 overdoses in 30 days"]), owner: morag, stage: stage)
        item.ageStatus = .adult
        item.isScreened = true
        return item
    }

    static let morag = ReportCase.Owner(
        WorkerID("morag"), label: "Morag", kind: .outreachWorker, isAccepted: true)

    static var input: HuddleInput {
        var input = HuddleInput(
            at: at, previousHuddle: previous, previousWasHeld: true, nextHuddle: next, label: "NFOD",
            smallNumbersBelow: 5, cases: ExampleCases.all)
        input.notDiscussed = [CaseCode("K7QX-20")]
        input.nobodyToday = [CaseCode("K7QX-11"): "No two workers are on shift together today."]
        input.alarms = [
            StandingAlarm(
                kind: .diskLow, raisedAt: instant("2021-02-28T03:00:00Z"), toldAt: instant("2021-02-28T03:00:00Z"),
                figure: 812),
            StandingAlarm(
                kind: .notTold, subject: AlarmSubject("team-webhook"), raisedAt: instant("2021-03-01T07:15:00Z"),
                toldAt: instant("2021-03-01T07:15:00Z")),
        ]
        input.silentSources = [
            HuddleInput.SilentSource(
                source: SourceID("police"), expectedAt: instant("2021-03-01T08:00:00Z"), lastReceivedAt: previous)
        ]
        input.needsFixing = [
            HuddleInput.RowToFix(
                source: SourceID("ambulance"), file: "2021-03-01.csv", line: 14, code: "nothingToGoOn",
                message: "neither person nor time nor place is given")
        ]
        input.deaths = [
            HuddleInput.Death(
                person: PersonID(9), codes: [CaseCode("K7QX-30")], standing: .reported,
                knownAt: instant("2021-02-28T16:00:00Z"))
        ]
        input.reviews = [review]
        input.joined = [
            HuddleInput.Join(
                absorbed: PersonID(51), into: PersonID(9), at: instant("2021-02-28T16:30:00Z"),
                evidence: EvidenceWords(
                    LinkEvidence(
                        this: NotificationID(81), with: NotificationID(12), bits: Bits(tenths: 171),
                        weights: [FieldWeight(field: .birth, bits: Bits(tenths: 140))],
                        reasons: [.chiAgrees, .birthDateAgrees, .surnameOneSlip], gaps: []),
                    .init(this: "Police", other: "Ambulance")),
                settled: [ReviewID(3)], codes: [CaseCode("K7QX-30")])
        ]
        input.mattersArising = [
            HuddleInput.MatterArising(
                code: CaseCode("K7QX-20"), title: "Naloxone kit", owner: "Morag", dueAt: instant("2021-02-28T12:00:00Z")
            ),
            HuddleInput.MatterArising(code: nil, title: "Ask the hostel about a quiet room", owner: "Iain", dueAt: nil),
        ]
        input.visitsPlanned = [
            HuddleInput.Visit(
                code: CaseCode("K7QX-10"), at: instant("2021-03-01T11:00:00Z"), workers: ["Morag", "Iain"]),
            HuddleInput.Visit(code: CaseCode("K7QX-30"), at: instant("2021-03-01T14:00:00Z"), workers: ["Iain"]),
        ]
        input.team = team
        input.trends = [
            HuddleTrend(subject: "Overdoses notified", lastSevenDays: 14, sameWeeksBefore: [9, 8]),
            HuddleTrend(subject: "Street benzodiazepines named", lastSevenDays: 3, sameWeeksBefore: [6, 2]),
        ]
        input.notes = ["No huddle on Mon 5 Apr 2021: local holiday."]
        return input
    }

    private static let review = HuddleInput.Review(
        id: ReviewID(5), code: CaseCode("K7QX-12"), source: SourceID("police"), person: PersonID(50),
        askedAt: instant("2021-02-28T18:00:00Z"),
        candidates: [
            HuddleInput.Review.Candidate(
                person: PersonID(42),
                evidence: EvidenceWords(
                    RankedCandidate(
                        person: PersonID(42), bits: Bits(tenths: 62),
                        weights: [
                            FieldWeight(field: .name, bits: Bits(tenths: 81)),
                            FieldWeight(field: .birth, bits: Bits(tenths: 128)),
                        ],
                        reasons: [.birthDateAgrees, .forenameAgrees, .surnameOneSlip, .samePostcode],
                        gaps: [EvidenceGap(.chi, from: .this)], doubts: [.tooLittleToTell]),
                    .init(this: "Police", other: "Ambulance"))),
            HuddleInput.Review.Candidate(
                person: PersonID(7),
                evidence: EvidenceWords(
                    RankedCandidate(
                        person: PersonID(7), bits: Bits(tenths: -18), reasons: [.sameDoor], doubts: [.likeTwins]),
                    .init(this: "Police", other: "Police"))),
        ])

    static let team = [
        WorkerLoad.Member(
            worker: WorkerID("iain"), label: "Iain", agency: "Outreach", capacity: 3, isOnShiftToday: false),
        WorkerLoad.Member(
            worker: WorkerID("morag"), label: "Morag", agency: "Outreach", capacity: 8, isOnShiftToday: true),
    ]

    static var report: HuddleReport { HuddleReport.build(from: input) }
}
