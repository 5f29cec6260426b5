import NFODEngine
import NFODStore
import Testing

@testable import NFODDaemon

/// Ladders lived through on the simulated clock (rules 27, 29, 33): who is there when a level fires, and by which words
/// it fires.
@Suite struct DutyTimelineTests {
    @Test func `a duty swapped between two levels`() throws {
        let week = try Timeline()
        try week.takeIn(overdose: "Mon 08:00")
        try week.until("Mon 12:00")
        // Anna takes Berta's nights.
        try week.edit([("team.yaml", "from: 17:00, to: 09:00, worker: berta", "from: 17:00, to: 09:00, worker: anna")])
        try week.until("Mon 19:00")
        try week.edit([("team.yaml", "from: 17:00, to: 09:00, worker: anna", "from: 17:00, to: 09:00, worker: berta")])
        try week.until("Tue 12:00")
        expectTranscript(
            try week.story(),
            [
                "Mon 10:00 #1 owner -> anna",
                "Mon 18:00 #1 owner again -> anna",
                "Tue 08:00 #1 a day gone -> berta, carla",
            ])
        #expect(try week.holds() == [])
    }

    @Test func `an empty rota`() throws {
        let day = "{ days: [monday, tuesday, wednesday, thursday, friday], from: 09:00, to: 17:00, worker: anna }"
        let week = try Timeline(
            "Mon 10:00", [("team.yaml", day, "{ days: [tuesday], from: 09:00, to: 17:00, worker: anna }")])
        try week.takeIn(overdose: "Mon 08:00")
        try week.until("Wed 12:00")
        expectTranscript(
            try week.story(),
            [
                // Nobody has the duty that owns it, so the coordinator does from the first second.
                "Mon 10:00 gap: duty-worker",
                "Mon 10:00 #1 owner -> carla",
                "Mon 18:00 #1 owner again -> carla",
                "Mon 18:00 gap over: duty-worker",
                "Tue 08:00 #1 a day gone -> carla",
            ])
        #expect(try week.holds() == [])
    }

    @Test func `a rota that is empty when levels fire`() throws {
        let night = "{ days: [monday, tuesday, wednesday, thursday, friday], from: 17:00, to: 09:00, worker: berta }"
        let week = try Timeline(
            "Mon 10:00", [("team.yaml", night, "{ days: [friday], from: 17:00, to: 09:00, worker: berta }")])
        try week.takeIn(overdose: "Mon 08:00")
        try week.until("Tue 12:00")
        expectTranscript(
            try week.story(),
            [
                "Mon 10:00 #1 owner -> anna",
                "Mon 18:00 gap: duty-worker",
                "Mon 18:00 #1 owner again -> nobody",
                "Mon 18:00 #1 a day gone -> carla",
                // Again at its own time, because it went out early.
                "Tue 08:00 #1 a day gone (2) -> carla",
                "Tue 10:00 gap over: duty-worker",
            ])
        expectTranscript(
            try week.told(.alarm),
            ["Mon 18:00 #1 nobody on duty for: owner again -> carla"])
        #expect(try week.holds() == [])
    }

    @Test func `a night without cover, and what may be done meanwhile`() throws {
        let night = "{ days: [monday, tuesday, wednesday, thursday, friday], from: 17:00, to: 09:00, worker: berta }"
        let again = "tell: [owner] }\n  - { name: a day gone"
        let week = try Timeline(
            "Mon 18:00",
            [
                ("team.yaml", night, "{ days: [friday], from: 17:00, to: 09:00, worker: berta }"),
                ("escalation.yaml", again, again.replacing(" }\n", with: ", meanwhile: telephone first }\n")),
            ])
        let code = try week.takeIn(overdose: "Mon 17:30")
        let said = OperationRunner(week.daemon).run(.explainLadder(code: code.name), by: .user("morag")).output
        #expect(!said.contains("meanwhile"), "the coordinator owns it, and is there")
        // The duty worker has it from the morning on, and nobody is there in the evening.
        try week.until("Tue 12:00")
        let other = try week.takeIn("SAS-2", surname: "Otherman", overdose: "Tue 10:00")
        let foretold = OperationRunner(week.daemon).run(.explainLadder(code: other.name), by: .user("morag")).output
        #expect(
            foretold.contains("NOBODY IS TOLD: the next level at once, and an alarm\n                  meanwhile: tel"))
        try week.until("Tue 22:00")
        expectTranscript(
            try week.story().filter { $0.contains("#2") },
            [
                "Tue 12:00 #2 owner -> anna",
                "Tue 20:00 #2 owner again -> nobody",
                "Tue 20:00 #2 a day gone -> carla",
            ])
        expectTranscript(
            try week.told(.alarm),
            ["Tue 20:00 #2 nobody on duty for: owner again; meanwhile: telephone first -> carla"])
        #expect(try week.holds() == [])
    }

    /// Nobody is alarmed beforehand about what a manager has signed for; a ladder waits for it no more than for other
    /// gaps.
    @Test func `a declared uncovered night`() throws {
        let night = "{ days: [monday, tuesday, wednesday, thursday, friday], from: 17:00, to: 09:00, worker: berta }"
        let again = "tell: [owner] }\n  - { name: a day gone"
        let week = try Timeline(
            "Mon 10:00",
            [
                ("team.yaml", night, "{ days: [friday], from: 17:00, to: 09:00, worker: berta }"),
                ("escalation.yaml", again, again.replacing(" }\n", with: ", meanwhile: telephone first }\n")),
            ])
        #expect(try week.standing(.rosterGapAhead) == ["duty-worker"])
        try week.declareNights(of: "duty-worker", through: "2021-03-04", signedBy: "erik")
        #expect(try week.standing(.rosterGapAhead) == [])
        let code = try week.takeIn(overdose: "Mon 08:00")
        let said = OperationRunner(week.daemon).run(.explainLadder(code: code.name), by: .user("morag")).output
        #expect(said.contains("NOBODY IS TOLD: the next level at once, and an alarm\n                  meanwhile: tel"))
        try week.until("Tue 09:00")
        expectTranscript(
            try week.story().filter { $0.contains("#1") },
            [
                "Mon 10:00 #1 owner -> anna",
                "Mon 18:00 #1 owner again -> nobody",
                "Mon 18:00 #1 a day gone -> carla",
                "Tue 08:00 #1 a day gone (2) -> carla",
            ])
        expectTranscript(
            try week.told(.alarm),
            ["Mon 18:00 #1 nobody on duty for: owner again; meanwhile: telephone first -> carla"])
        #expect(try week.standing(.rosterGapAhead) == [])
        #expect(try week.holds() == [])
    }

    @Test func `handed back on Friday, a minute before 17:00`() throws {
        let week = try Timeline("Fri 09:30")
        let code = try week.takeIn(overdose: "Fri 08:00")
        try week.run(.assign, code) { $0.worker = "anna" }
        try week.run(.accept, code) { $0.worker = "anna" }
        // At the very end of the shift it would be taken over without a word.
        try week.until("Fri 16:59")
        try week.run(.handBack, code) {
            $0.worker = "anna"
            $0.reason = "offShift"
        }
        try week.until("Mon2 09:00")
        expectTranscript(
            try week.story(),
            [
                "Fri 09:30 #1 owner -> anna",
                "Fri 09:30 #1 given to anna, to accept by Fri 10:30",
                "Fri 09:30 #1 accepted by anna",
                "Fri 16:59 #1 handed back by anna",
                "Fri 16:59 #1 owner role:coordinator: handedBack",
                "Fri 16:59 #1 given to berta, to accept by Fri 17:59",
                // Nobody who has passed it on is asked again, and the ladder never stopped.
                "Fri 17:30 #1 owner again -> berta",
                "Fri 17:59 #1 berta did not accept",
                "Fri 17:59 #1 owner role:coordinator: acceptTimeOut",
                "Sat 08:00 #1 a day gone -> dora",
                "Sun 20:00 #1 twelve hours left -> dora, erik",
                "Mon2 08:00 #1 due -> erik, dora",
            ])
        let told = try week.told(.escalation)
        #expect(told.contains("Fri 16:59 #1 handed back -> dora"))
        #expect(told.contains("Fri 17:59 #1 not accepted in time -> dora"))
        #expect(try week.told(.standDown) == ["Fri 17:59 #1 somebody else has it now -> berta"])
        #expect(try week.holds() == [])
    }

    @Test func `still held at 17:00 on Friday, with nobody's shift before Monday's due time`() throws {
        let week = try Timeline("Fri 09:30")
        let code = try week.takeIn(overdose: "Fri 08:00")
        try week.run(.assign, code) { $0.worker = "anna" }
        try week.run(.accept, code) { $0.worker = "anna" }
        try week.until("Fri 17:00")
        let story = try week.story()
        #expect(story.contains("Fri 17:00 #1 given to berta, to accept by Fri 18:00"), "\(story)")
        #expect(story.contains { $0.hasPrefix("Fri 17:00 #1 owner role:") && $0.hasSuffix(": shiftEnded") })
        #expect(try week.told(.standDown) == ["Fri 17:00 #1 somebody else has it now -> anna"])
        #expect(try week.holds() == [])
    }

    @Test func `a policy changed under a running ladder`() throws {
        let week = try Timeline()
        let old = try week.takeIn(overdose: "Mon 08:00")
        try week.until("Mon 12:00")
        try week.edit([
            ("escalation.yaml", "afterLevelBefore: 8h", "afterLevelBefore: 1h"),
            ("escalation.yaml", "name: owner again, ", "name: owner once more, "),
            ("escalation.yaml", "acknowledgementHolds: 4h", "acknowledgementHolds: 1h"),
        ])
        try week.takeIn("SAS-2", surname: "Otherman", overdose: "Mon 09:00")
        try week.until("Mon 13:30")
        try week.run(.acknowledge, old) { $0.worker = "anna" }
        try week.until("Tue 07:00")
        try week.run(.restartLadder, old) { $0.reason = "policyChanged" }
        try week.until("Tue 09:30")
        expectTranscript(
            try week.story(),
            [
                "Mon 10:00 #1 owner -> anna",
                "Mon 12:00 #2 owner -> anna",
                "Mon 13:00 #2 owner once more -> anna",
                // The old one keeps its words: eight hours, and four for who has taken it.
                "Mon 13:30 #1 taken by anna until Mon 17:30",
                "Mon 18:00 #1 owner again -> berta",
                "Tue 07:00 #1 ladder run 2",
                "Tue 07:00 #1 owner -> berta",
                "Tue 08:00 #1 owner once more -> berta",
                "Tue 08:00 #1 a day gone -> berta, carla",
                "Tue 09:00 #2 a day gone -> anna, carla",
            ])
        #expect(try week.holds() == [])
    }

    @Test func `a disabled manager in a frozen policy`() throws {
        let named = "tell: [\"role:coordinator\", \"role:duty-manager\"]\n"
        let week = try Timeline("Mon 10:00", [("escalation.yaml", named, "tell: [\"worker:erik\"]\n")])
        let old = try week.takeIn(overdose: "Mon 08:00")
        try week.until("Tue 12:00")
        // The words of today may not name him any more; the running ladder still does.
        #expect(throws: (any Error).self) {
            try week.edit([("team.yaml", "erik: { name: Erik Example,", "erik: { name: Erik Example, disabled: true,")])
        }
        try week.edit([
            ("escalation.yaml", "worker:erik", "worker:dora"),
            ("team.yaml", "to: 08:30, worker: erik", "to: 08:30, worker: dora"),
        ])
        try week.takeIn("SAS-2", surname: "Otherman", overdose: "Mon 09:00")
        let said = OperationRunner(week.daemon).run(.explainLadder(code: old.name), by: .user("morag")).output
        #expect(said.contains("nobody (worker:erik: erik disabled or without a channel)"), "\(said)")
        try week.until("Thu 08:00")
        expectTranscript(
            try week.story(since: "Wed 12:00"),
            [
                "Wed 20:00 gap: worker:erik",
                "Wed 20:00 #1 twelve hours left -> nobody",
                // The next level at once, and again at its own time.
                "Wed 20:00 #1 due -> dora, carla",
                "Wed 21:00 #2 twelve hours left -> dora",
                "Wed 22:00 #1 due (2) -> dora, carla",
                "Thu 00:00 #1 due (3) -> dora, carla",
                "Thu 08:00 #1 due (4) -> dora, carla",
            ])
        expectTranscript(
            try week.told(.alarm),
            ["Wed 20:00 #1 nobody on duty for: twelve hours left -> carla"])
        #expect(try week.holds() == [])
    }
}
