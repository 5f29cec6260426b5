import NFODEngine
import NFODStore
import Testing

@testable import NFODDaemon

/// Ladders lived through on the simulated clock (rules 28 to 33): what was taken, paused, reached, corrected.
@Suite struct LadderTimelineTests {
    @Test func `acknowledge and re-alert`() throws {
        let week = try Timeline()
        let code = try week.takeIn(overdose: "Mon 08:00")
        try week.until("Mon 16:00")
        try week.run(.acknowledge, code) { $0.worker = "anna" }
        try week.until("Wed 19:00")
        try week.run(.acknowledge, code) { $0.worker = "carla" }
        try week.until("Thu 09:00")
        try week.run(.acknowledge, code) { $0.worker = "erik" }
        try week.until("Fri 12:00")
        expectTranscript(
            try week.story(),
            [
                "Mon 10:00 #1 owner -> anna",
                "Mon 16:00 #1 taken by anna until Mon 20:00",
                // Two hours after its own time, because somebody had it; now it is somebody else's shift.
                "Mon 20:00 #1 owner again -> berta",
                "Tue 08:00 #1 a day gone -> berta, carla",
                "Wed 19:00 #1 taken by carla until Wed 23:00",
                // Nothing holds a level with an instant of its own.
                "Wed 20:00 #1 twelve hours left -> carla, erik",
                "Thu 08:00 #1 due -> erik, carla",
                "Thu 09:00 #1 taken by erik until Thu 13:00",
                // The repeat of 10:00 waits for it, and nobody has reached the person.
                "Thu 13:00 #1 due (2) -> erik, carla",
                "Fri 09:30 digest of [1] -> erik, dora",
            ])
        #expect(try week.holds() == [])
    }

    @Test func `a silence that tries to cover the due time`() throws {
        let week = try Timeline()
        let code = try week.takeIn(overdose: "Mon 08:00")
        try week.until("Wed 21:00")
        func pause(_ words: String) throws {
            let until = try week.iso(words)
            try week.run(.silence, code) {
                $0.worker = "carla"
                $0.until = until
                $0.reason = "personAsleep"
            }
        }
        let due = try Timeline.instant("Thu 08:00")
        #expect(throws: CaseRefusal.silenceCoversDueTime(dueAt: due)) { try pause("Thu 08:00") }
        #expect(throws: CaseRefusal.silenceCoversDueTime(dueAt: due)) { try pause("Thu 08:30") }
        #expect(throws: CaseRefusal.silenceTooLong(longest: try Timeline.instant("Thu 09:00"))) {
            try pause("Thu 09:30")
        }
        try pause("Thu 06:30")
        // The overdose turns out to be four hours earlier: the pause ends when contact is due now.
        let earliest = try week.iso("Mon 04:00")
        try week.run(.overdoseTime, code) {
            $0.earliest = earliest
            $0.reason = "witnessTold"
        }
        try week.until("Thu 12:00")
        expectTranscript(
            try week.story(since: "Wed 21:00"),
            [
                "Wed 21:00 #1 paused by carla until Thu 06:30",
                "Wed 21:00 #1 time of the overdose set",
                "Thu 04:00 #1 due -> erik, carla",
                "Thu 06:00 #1 due (2) -> erik, carla",
                "Thu 08:00 #1 due (3) -> erik, carla",
                "Thu 09:30 digest of [1] -> erik, carla",
            ])
        #expect(try week.holds() == [])
    }

    @Test func `a contact entered late`() throws {
        let week = try Timeline()
        let code = try week.takeIn(overdose: "Mon 08:00")
        try week.until("Tue 12:00")
        // Berta spoke with the person an hour before the coordinator was told that a day had gone.
        try week.reach(code, by: "berta", at: "Tue 07:00")
        try week.until("Fri 12:00")
        expectTranscript(
            try week.story(),
            [
                "Mon 10:00 #1 owner -> anna",
                "Mon 18:00 #1 owner again -> berta",
                "Tue 08:00 #1 a day gone -> berta, carla",
                "Tue 12:00 #1 ended: reached, at Tue 07:00",
            ])
        expectTranscript(
            try week.told(.standDown),
            ["Tue 12:00 #1 no need to go -> carla", "Tue 12:00 #1 no need to go -> anna"])
        #expect(try week.holds() == [])
    }

    @Test func `one contact for two cases`() throws {
        let week = try Timeline()
        let first = try week.takeIn(overdose: "Mon 08:00")
        try week.until("Tue 09:00")
        try week.takeIn("SAS-2", overdose: "Tue 02:00")
        try week.until("Tue 15:00")
        try week.takeIn("SAS-3", overdose: "Tue 13:00")
        try week.until("Tue 16:00")
        // About the first; she was not there yet when the third happened.
        try week.reach(first, by: "anna", at: "Tue 12:00")
        try week.until("Wed 14:00")
        expectTranscript(
            try week.story(),
            [
                "Mon 10:00 #1 owner -> anna",
                "Mon 18:00 #1 owner again -> berta",
                "Tue 08:00 #1 a day gone -> berta, carla",
                "Tue 09:00 #2 owner -> anna",
                "Tue 15:00 #3 owner -> anna",
                "Tue 16:00 #1 ended: reached, at Tue 12:00",
                "Tue 16:00 #2 ended: coveredBy, at Tue 12:00",
                "Tue 23:00 #3 owner again -> berta",
                "Wed 13:00 #3 a day gone -> anna, carla",
            ])
        #expect(
            Set(try week.told(.standDown)) == [
                "Tue 16:00 #1 no need to go -> berta", "Tue 16:00 #1 no need to go -> carla",
                "Tue 16:00 #2 no need to go -> anna",
            ])
        #expect(try week.holds() == [])
    }

    @Test func `the time of an overdose corrected to later after levels have fired`() throws {
        let week = try Timeline()
        let code = try week.takeIn(overdose: "Mon 02:00")
        try week.until("Wed 15:00")
        let earliest = try week.iso("Mon 09:00")
        try week.run(.overdoseTime, code) {
            $0.earliest = earliest
            $0.reason = "witnessTold"
        }
        try week.until("Thu 12:00")
        expectTranscript(
            try week.story(),
            [
                "Mon 10:00 #1 owner -> anna",
                "Mon 18:00 #1 owner again -> berta",
                "Tue 02:00 #1 a day gone -> berta, carla",
                "Wed 14:00 #1 twelve hours left -> carla, erik",
                "Wed 15:00 #1 time of the overdose set",
                // A day is gone anyway; but now there are twelve hours left once more.
                "Wed 21:00 #1 twelve hours left (2) -> carla, erik",
                "Thu 09:00 #1 due -> erik, carla",
                "Thu 11:00 #1 due (2) -> erik, carla",
            ])
        #expect(try week.holds() == [])
    }

    @Test func `the time of an overdose corrected to earlier after levels have fired`() throws {
        let week = try Timeline()
        let code = try week.takeIn(overdose: "Mon 08:00")
        try week.until("Wed 15:00")
        let earliest = try week.iso("Mon 02:00")
        try week.run(.overdoseTime, code) {
            $0.earliest = earliest
            $0.reason = "witnessTold"
        }
        try week.until("Thu 03:00")
        expectTranscript(
            try week.story(since: "Tue 06:00"),
            [
                "Tue 08:00 #1 a day gone -> berta, carla",
                "Wed 15:00 #1 time of the overdose set",
                // Was due at 14:00 then.
                "Wed 15:00 #1 twelve hours left -> carla, erik",
                "Thu 02:00 #1 due -> erik, carla",
            ])
        #expect(try week.holds() == [])
    }

    @Test func `contact was due and repeated, then the time turns out to be later`() throws {
        let week = try Timeline()
        let code = try week.takeIn(overdose: "Mon 02:00")
        try week.until("Thu 05:00")
        let earliest = try week.iso("Mon 09:30")
        try week.run(.overdoseTime, code) {
            $0.earliest = earliest
            $0.reason = "witnessTold"
        }
        #expect(try week.workflow.read { try $0.tx.responses.inDigest(at: week.now + .days(9)) } == [])
        try week.until("Fri 12:00")
        expectTranscript(
            try week.story(since: "Thu 00:00"),
            [
                "Thu 02:00 #1 due -> erik, carla",
                "Thu 04:00 #1 due (2) -> erik, carla",
                "Thu 05:00 #1 time of the overdose set",
                "Thu 09:30 #1 due (3) -> erik, carla",
                "Thu 11:30 #1 due (4) -> erik, carla",
                "Thu 13:30 #1 due (5) -> erik, carla",
                "Fri 09:30 digest of [1] -> erik, dora",
            ])
        #expect(try week.holds() == [])
    }
}
