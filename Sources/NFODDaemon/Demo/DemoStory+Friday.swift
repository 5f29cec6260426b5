import NFODEngine

/// Friday 21 May 2021, from the feed of seven o'clock to the evening.
extension DemoStory {
    var friday: [DemoBeat] { fridayMorning + fridayMidday + fridayAfternoon + fridayDecisions }

    private var fridayMorning: [DemoBeat] {
        [
            beat(
                0, "07:00", .weekend,
                .tell(.ambulance("F-1", DemoStory.weekend, at: calendar.local(-1, "16:00"), doses: 2)),
                "The ambulance service tells of an overdose on Thursday at 16:00: the 72 hours end on Sunday at 16."),
            beat(
                0, "07:02", .toldTwice,
                .tell(.ambulance("F-2", DemoStory.toldTwice, at: calendar.local(-1, "23:20"))),
                "The ambulance service tells of another one, on Thursday night."),
            beat(
                0, "09:05", .toldTwice, .tell(.police("F-2", DemoStory.toldTwice, at: calendar.local(-1, "23:35"))),
                "The police tell of Thursday night as well: it is the same overdose, so it stays one response."),
            beat(
                0, "09:15", .misspelled,
                .tell(
                    .community(
                        "F-3", name: "Catriona Fernlee", on: calendar.date(0), birthYear: "",
                        postcode: DemoStory.misspelled.postcode, note: "Told worker of overdose")),
                "A drop-in writes of somebody whose name is almost one we know: a person has to say who it is."),
            beat(0, "09:40", .weekend, .give, "The huddle gives Thursday's response to the worker who is proposed."),
            beat(0, "09:42", .toldTwice, .give, "It gives the one that was told twice to another."),
            beat(0, "09:44", .misspelled, .give),
            beat(0, "09:58", .weekend, .accept, "The worker says: I have it."),
            beat(0, "10:00", .toldTwice, .handBack(.conflictOfInterest), "Handed back with a reason: on to the next."),
            beat(0, "10:05", .misspelled, .accept),
            beat(0, "10:10", .weekend, .screen, "Screened by a named person: a visit is possible now."),
            beat(0, "10:12", .toldTwice, .accept, "The next worker takes it."),
            beat(0, "10:14", .toldTwice, .screen),
            beat(0, "10:16", .misspelled, .screen),
        ]
    }

    private var fridayMidday: [DemoBeat] {
        [
            beat(
                0, "10:30", .toldLate,
                .tell(
                    .hospital(
                        "F-4", DemoStory.toldLate, arrived: calendar.local(-3, "23:00"),
                        outcome: "Left before treatment")),
                "The hospital tells late: Tuesday night, only half a day is left. The ladder starts near its top."),
            beat(0, "10:40", .toldLate, .give, "Given at once, to whoever can be there in time."),
            beat(0, "10:50", .toldLate, .accept),
            beat(0, "10:55", .toldLate, .screen),
            beat(0, "11:05", .weekend, .attempt(.phone, .noAnswer), "Nobody answers the phone."),
            beat(
                0, "11:20", .unidentified,
                .tell(
                    .ambulance(
                        "F-5", nil, at: calendar.local(0, "10:40"), substances: "", scene: "Nowhere Lane, common stair")
                ),
                "The ambulance service tells of somebody whom nobody could name: a response without a person."),
            beat(
                0, "11:45", .underAge,
                .tell(.police("F-6", DemoStory.underAge, at: calendar.local(0, "02:15"), concern: "Child concern")),
                "The police tell of somebody of sixteen: a route and an owner of its own."),
            beat(0, "11:55", .underAge, .give),
            beat(0, "12:00", .underAge, .accept, "The young people's lead has it."),
            beat(0, "12:05", .underAge, .screen),
            beat(
                0, "12:10", .objection,
                .tell(
                    .community(
                        "F-7", name: "Moira Fictive", on: calendar.date(-1), birthYear: "1968", postcode: "DD1 7ZZ",
                        note: "Told worker of overdose, does not want contact")),
                "A pharmacy writes of somebody who does not want contact: that comes first in the plan."),
            beat(
                0, "12:30", .needsFixing,
                .tell(DemoRow(source: SourceID("ambulance"), cells: ["Incident No": "F-8", "Surname": ""])),
                "A row that says neither who nor when nor where: put aside, alarmed, and it stands in the report."),
        ]
    }

    private var fridayAfternoon: [DemoBeat] {
        [
            beat(
                0, "13:00", .again, .tell(.ambulance("F-9", DemoStory.again, at: calendar.local(0, "12:10"), doses: 2)),
                "An overdose of somebody who survived one in March: that is known."),
            beat(0, "13:10", .again, .give),
            beat(0, "13:20", .again, .accept),
            beat(0, "13:25", .again, .screen),
            beat(
                0, "14:10", .toldTwice, .contact(.faceToFace, .wantsSupport),
                "Spoken with, face to face: the clock of the one that was told twice stops."),
            beat(0, "14:40", .weekend, .attempt(.visit, .notThere), "A visit: nobody there."),
            beat(0, "15:10", .objection, .objects, "Their own words count: the response ends, nobody will go."),
            beat(0, "15:20", .again, .attempt(.phone, .messageLeft)),
            beat(0, "15:40", .underAge, .contact(.faceToFace, .wantsSupport), "Spoken with, together with a parent."),
            beat(
                0, "16:10", .misspelled, .contact(.phone, .saidNoForNow),
                "Said no for now, and a date is kept for asking again. Who it was still waits for an answer."),
            beat(0, "16:30", .toldLate, .contact(.faceToFace, .wantsSupport), "Reached with three hours to spare."),
        ]
    }

    /// Safeguarding is decided one by one; the huddle agrees the draft of the person whom nobody will reach.
    private var fridayDecisions: [DemoBeat] {
        let decided: [(String, DemoThread)] = [
            ("10:25", .weekend), ("10:26", .toldTwice), ("10:27", .misspelled), ("11:00", .toldLate),
            ("11:35", .unidentified), ("12:15", .underAge), ("12:25", .objection), ("13:40", .again),
        ]
        let finished: [(String, DemoThread)] = [
            ("14:20", .toldTwice), ("15:50", .underAge), ("16:20", .misspelled), ("16:45", .toldLate),
        ]
        return [
            beat(0, "09:41", .weekend, .agreePlan, "The huddle agrees the plan that the rules have drafted.")
        ] + decided.map { beat(0, $0.0, $0.1, .decideSafeguarding) } + finished.map { beat(0, $0.0, $0.1, .finishPlan) }
    }
}
