import NFODEngine

/// The weekend without a huddle, and the Monday after.
extension DemoStory {
    var saturday: [DemoBeat] {
        [
            beat(
                1, "11:30", .unidentified, .attempt(.throughService, .notThere, by: .dutyWorker),
                "The duty worker asks at the hostel: nobody knows who it was."),
            beat(
                1, "12:20", .weekend, .attempt(.phone, .messageLeft, by: .dutyWorker),
                "Saturday: the duty worker leaves a message."),
            beat(
                1, "15:20", .again, .contact(.faceToFace, .alreadySupported, by: .dutyWorker),
                "Spoken with on Saturday by whoever was on duty."),
            beat(1, "15:30", .again, .finishPlan),
        ]
    }

    var sunday: [DemoBeat] {
        [
            beat(
                2, "12:40", .weekend, .attempt(.visit, .notThere, by: .dutyWorker),
                "Sunday: a second visit, nobody there. At 16:00 the 72 hours are over, and who can decide knows it."
            )
        ]
    }

    var monday: [DemoBeat] {
        [
            beat(
                3, "09:45", .objection, .confirmEnd,
                "A second person confirms within a working day what was written down about the objection."),
            beat(
                3, "09:50", .unidentified, .contact(.faceToFace, .wantsSupport, by: .dutyWorker),
                "The hostel calls: found and spoken with, still without a name."),
            beat(3, "10:00", .unidentified, .finishPlan),
            beat(3, "11:00", .weekend, .finishPlan),
            beat(
                3, "10:45", .weekend, .contact(.faceToFace, .wantsSupport),
                "Monday after the huddle: reached. Everybody who was called is told that nobody needs to go."),
        ]
    }
}
