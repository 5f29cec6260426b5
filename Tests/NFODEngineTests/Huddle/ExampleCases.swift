import NFODEngine

/// The people of ``ExampleHuddle``, one for each thing a report can say.
enum ExampleCases {
    static var all: [ReportCase] {
        [overdueUnseen, unidentified, dueToday, sameDay, inHospital, reached, notDiscussed, young, died]
    }

    /// Thursday 18:30, told after the Friday huddle; the time was over on Sunday, before anybody met.
    static var overdueUnseen: ReportCase {
        var item = ExampleHuddle.item(
            "K7QX-10", person: 42, overdose: "2021-02-25T18:30:00Z", notified: "2021-02-26T12:00:00Z", level: .red,
            stage: .assigned)
        item.sources = [SourceID("ambulance"), SourceID("police")]
        item.triage.reasons = ["released from custody 9 days ago", "uses alone"]
        item.isScreened = false
        item.overdosesThisYear = 3
        item.plan = ReportCase.PlanCount(open: 3, done: 1, safeguardingUndecided: ["adult protection", "children"])
        item.owner.isAccepted = false
        item.isToldLate = true
        item.goals = [
            ResponseGoal(
                kind: .contactAfterNotification, startedAt: ExampleHuddle.instant("2021-02-26T12:00:00Z"),
                dueAt: ExampleHuddle.instant("2021-02-27T12:00:00Z")),
            ResponseGoal(
                kind: .contactAfterReferral, startedAt: ExampleHuddle.instant("2021-02-26T12:00:00Z"),
                dueAt: ExampleHuddle.instant("2021-03-01T12:00:00Z")),
            ResponseGoal(
                kind: .sameDayAttempt, startedAt: ExampleHuddle.instant("2021-02-26T12:00:00Z"),
                dueAt: ExampleHuddle.instant("2021-02-27T00:00:00Z"),
                metAt: ExampleHuddle.instant("2021-02-26T15:00:00Z")),
        ]
        return item
    }

    static var unidentified: ReportCase {
        var item = ExampleHuddle.item(
            "K7QX-11", person: nil, overdose: "2021-02-27T02:00:00Z", notified: "2021-02-28T07:00:00Z", stage: .new)
        item.ageStatus = .unknown
        item.isScreened = false
        item.overdose = OverdoseInterval(
            earliest: ExampleHuddle.instant("2021-02-27T02:00:00Z"),
            latest: ExampleHuddle.instant("2021-02-27T05:00:00Z"), precision: .estimated, origin: .arrival)
        item.isTimeContradicted = true
        item.owner = ReportCase.Owner(nil, label: "Coordinator", kind: .coordinator, isAccepted: false)
        return item
    }

    static var dueToday: ReportCase {
        var item = ExampleHuddle.item(
            "K7QX-12", person: 8, overdose: "2021-02-26T14:00:00Z", notified: "2021-02-27T07:00:00Z", stage: .tried)
        item.attempts = 2
        item.attemptWays = ["phone", "visit"]
        item.coveredBy = "Morag (duty)"
        item.hasOpenReview = true
        item.objection = .yes
        return item
    }

    static var sameDay: ReportCase {
        var item = ExampleHuddle.item(
            "K7QX-13", person: 7, overdose: "2021-02-28T20:00:00Z", notified: "2021-03-01T07:00:00Z", stage: .accepted)
        item.overdosesThisYear = 2
        item.isSameDayRepeat = true
        item.isOutOfArea = true
        item.whereabouts = .leftHospitalBeforeTreatment
        return item
    }

    static var inHospital: ReportCase {
        var item = ExampleHuddle.item(
            "K7QX-14", person: 3, overdose: "2021-02-28T09:00:00Z", notified: "2021-03-01T07:00:00Z", level: .green)
        item.overdose = OverdoseInterval(
            earliest: ExampleHuddle.instant("2021-02-28T00:00:00Z"),
            latest: ExampleHuddle.instant("2021-02-28T23:59:59Z"), precision: .day, origin: .told)
        item.contactDueAt = ExampleHuddle.instant("2021-03-03T00:00:00Z")
        item.whereabouts = .inHospital
        item.owner = ReportCase.Owner(WorkerID("una"), label: "Una", kind: .hospitalLiaison, isAccepted: true)
        return item
    }

    static var reached: ReportCase {
        var item = ExampleHuddle.item(
            "K7QX-15", person: 4, overdose: "2021-02-27T10:00:00Z", notified: "2021-02-27T12:00:00Z", level: .red,
            stage: .reached(at: ExampleHuddle.instant("2021-02-28T11:15:00Z")))
        item.attempts = 1
        item.attemptWays = ["visit"]
        return item
    }

    /// From before the last huddle, never discussed there.
    static var notDiscussed: ReportCase {
        var item = ExampleHuddle.item(
            "K7QX-20", person: 5, overdose: "2021-02-24T12:00:00Z", notified: "2021-02-25T07:00:00Z", stage: .tried)
        item.firstHuddleAt = ExampleHuddle.previous
        item.attempts = 1
        return item
    }

    static var young: ReportCase {
        var item = ExampleHuddle.item(
            "K7QX-21", person: 6, overdose: "2021-02-28T22:00:00Z", notified: "2021-03-01T08:00:00Z", level: .red)
        item.ageStatus = .aged16or17
        item.owner = ReportCase.Owner(WorkerID("rhona"), label: "Rhona", kind: .youngPeopleLead, isAccepted: true)
        item.triage.reasons = ["under 18"]
        return item
    }

    static var died: ReportCase {
        ExampleHuddle.item(
            "K7QX-30", person: 9, overdose: "2021-02-25T10:00:00Z", notified: "2021-02-26T07:00:00Z",
            stage: .ended(
                code: "diedReported", label: "died (reported)", at: ExampleHuddle.instant("2021-02-28T16:00:00Z")))
    }
}
