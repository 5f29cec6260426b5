import Foundation
import NFODEngine
import NFODStore
import Testing

@testable import NFODDaemon

/// What `config explain` and `ladder preview` say is what happens, if nothing happens.
@Suite struct LadderExplanationTests {
    /// `Mon 18:00 owner again -> berta`, from what was said before, each repeat by itself.
    private func foretold(_ answer: Answer, _ week: Timeline) throws -> [String] {
        let root = try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [String: Any]
        return try #require(root?["toCome"] as? [[String: Any]]).flatMap { step -> [String] in
            guard step["kind"] as? String == "level" else { return [] }
            var seen: [String] = []
            for entry in step["to"] as? [[String: Any]] ?? [] {
                for worker in entry["workers"] as? [String] ?? [] where !seen.contains(worker) { seen.append(worker) }
            }
            let what = (step["what"] as? String)?.replacing(", again", with: "") ?? ""
            let first = try #require((step["at"] as? String).flatMap { Instant(iso8601: $0) })
            return (0...(step["repeats"] as? Int ?? 0)).map { number in
                let at = first + .hours(Int64(2 * number))
                return "\(Timeline.moment(at)) \(what) -> \(seen.isEmpty ? "nobody" : seen.joined(separator: ", "))"
            }
        }
    }

    private func happened(_ week: Timeline, since: String) throws -> [String] {
        try week.story(since: since).filter { $0.contains("#1") && $0.contains(" -> ") }
            .map { $0.replacing("#1 ", with: "").replacing(/\s\(\d+\)/, with: "") }
    }

    private static let noNight = (
        file: "team.yaml",
        from: "{ days: [monday, tuesday, wednesday, thursday, friday], from: 17:00, to: 09:00, worker: berta }",
        to: "{ days: [friday], from: 17:00, to: 09:00, worker: berta }"
    )

    @Test(
        arguments: [
            ("Mon 10:00", "Mon 08:00"), ("Tue 09:00", "Mon 08:00"), ("Wed 22:00", "Mon 08:00"),
            ("Thu 08:00", "Mon 08:00"), ("Fri 11:00", "Mon 08:00"), ("Fri 16:59", "Fri 16:58"),
            ("Sun 03:00", "Sat 23:10"),
        ], [false, true])
    func `what is said is what happens`(times: (told: String, overdose: String), isNightEmpty: Bool) throws {
        let week = try Timeline(times.told, isNightEmpty ? [Self.noNight] : [])
        let preview = LadderPreview.run(
            config: week.root + "/config", overdose: try Timeline.instant(times.overdose),
            notified: try Timeline.instant(times.told), asJSON: true)
        #expect(preview.exitCode == 0, "\(preview.errors)")
        let code = try week.takeIn(overdose: times.overdose)
        let explained = week.run(.explainLadder(code: code.name))
        let said = (try foretold(preview, week), try foretold(explained, week))
        try week.daemon.scheduler.advance(to: week.now + .days(6))
        let all = try happened(week, since: times.told)
        expectTranscript(said.0, all)
        // What fired with the opening has happened already.
        expectTranscript(said.1, Array(all.suffix(said.1.count)))
        #expect(all.count - said.1.count <= 3 && said.1.count >= 2)
    }

    @Test func `what was done about it is in what is said`() throws {
        let week = try Timeline()
        let code = try week.takeIn(overdose: "Mon 08:00")
        try week.until("Mon 14:00")
        try week.run(.assign, code) { $0.worker = "anna" }
        try week.until("Mon 14:30")
        try week.run(.acknowledge, code) { $0.worker = "anna" }
        let said = try foretold(week.run(.explainLadder(code: code.name)), week)
        try week.daemon.scheduler.advance(to: week.now + .days(6))
        expectTranscript(said, Array(try happened(week, since: "Mon 14:31")))
    }

    @Test func `a person at a terminal reads when, whom and why in local time`() throws {
        let week = try Timeline("Mon 10:00", [Self.noNight])
        let code = try week.takeIn(overdose: "Mon 08:00")
        try week.until("Mon 12:00")
        let text = week.run(.explainLadder(code: code.name), asJSON: false).output
        #expect(text == Self.shown.replacing("CODE", with: code.name), "\n\(text)")
        let gone = week.run(.explainLadder(code: "NOSUCH"))
        #expect((gone.exitCode, gone.output) == (1, ""))
        try week.reach(code, by: "anna", at: "Mon 11:00")
        let ended = week.run(.explainLadder(code: code.name), asJSON: false).output
        #expect(ended.contains("ended: reached, no ladder runs"), "\n\(ended)")
        #expect(ended.hasSuffix("to come\n                  nothing"), "\n\(ended)")
    }

    private static let shown = """
        CODE, if nothing happens
        times         Europe/London
        overdose      Mon 1 Mar 08:00
        notified      Mon 1 Mar 07:00
        contact due   Thu 4 Mar 08:00
        next huddle   Tue 2 Mar 09:30
        owner         role:duty-worker
        ladder        timeline, run 1

        so far
        Mon 1 Mar 10:00   owner

        to come
        Mon 1 Mar 18:00   owner again
                          to   nobody (owner, role:duty-worker)
                          why  8 h after the level before
                          NOBODY IS TOLD: the next level at once, and an alarm
        Mon 1 Mar 18:00   a day gone
                          to   nobody (owner, role:duty-worker); carla (role:coordinator)
                          why  at once, because the level before reached nobody
        Tue 2 Mar 08:00   a day gone, again
                          to   nobody (owner, role:duty-worker); carla (role:coordinator)
                          why  24 h after the near-fatal overdose, where it belongs: it went out before that
        Wed 3 Mar 20:00   twelve hours left
                          to   carla (role:coordinator); erik (role:duty-manager)
                          why  12 h before contact is due
        Thu 4 Mar 08:00   due
                          to   erik (role:duty-manager); carla (role:coordinator)
                          why  when contact is due
                          2 times more, the last Thu 4 Mar 12:00
        Fri 5 Mar 09:30   digest of the huddle day, and of every one after it, without end
                          to   erik (role:duty-manager); dora (role:coordinator)
        """

    /// Hours declared uncovered are marked with what may be done meanwhile, and what is foretold is what happens.
    @Test func `levels that fall into declared hours`() throws {
        let lone = "tell: [owner] }\n  - { name: a day gone"
        let both = "tell: [owner, \"role:coordinator\"] }\n  - name: twelve"
        let week = try Timeline(
            "Mon 10:00",
            [
                Self.noNight,
                ("escalation.yaml", lone, lone.replacing(" }\n", with: ", meanwhile: telephone first }\n")),
                ("escalation.yaml", both, both.replacing(" }\n", with: ", meanwhile: nobody goes alone }\n")),
            ])
        let code = try week.takeIn(overdose: "Mon 03:00")
        try week.until("Mon 12:00")
        let before = week.run(.explainLadder(code: code.name), asJSON: false).output
        #expect(!before.contains("declared uncovered"))
        #expect(before.contains("NOBODY IS TOLD") && before.contains("meanwhile: telephone first"))
        try week.declareNights()
        let text = week.run(.explainLadder(code: code.name), asJSON: false).output
        #expect(text.contains(Self.marked), "\n\(text)")
        let said = try foretold(week.run(.explainLadder(code: code.name)), week)
        try week.daemon.scheduler.advance(to: week.now + .days(6))
        expectTranscript(said, Array(try happened(week, since: "Mon 12:00")))
    }

    @Test func `levels that gather say so, but where they go at once`() throws {
        let lone = "tell: [owner] }\n  - { name: a day gone"
        let week = try Timeline(
            "Mon 10:00", [("escalation.yaml", lone, lone.replacing(" }\n", with: ", gather: 20m }\n"))])
        let code = try week.takeIn(overdose: "Mon 08:00")
        let text = week.run(.explainLadder(code: code.name), asJSON: false).output
        let said = text.components(separatedBy: "may wait 20 min for others to the same recipient").count - 1
        #expect(said == 1, "\n\(text)")
        #expect(week.run(.explainLadder(code: code.name)).output.contains("\"gathersForMinutes\" : 20"))
    }

    /// The coordinator is there, so somebody is told; the duty still has nobody.
    private static let marked = """
        Mon 1 Mar 18:00   owner again
                          to   nobody (owner, role:duty-worker, declared uncovered (1))
                          why  8 h after the level before
                          NOBODY IS TOLD: the next level at once, and an alarm
                          meanwhile: telephone first
        Mon 1 Mar 18:00   a day gone
                          to   nobody (owner, role:duty-worker, declared uncovered (1)); carla (role:coordinator)
                          why  at once, because the level before reached nobody
                          meanwhile: nobody goes alone
        """

    @Test func `who is next is looked up when a time is over`() throws {
        let week = try Timeline("Mon 10:00")
        let code = try week.takeIn(overdose: "Mon 08:00")
        try week.run(.assign, code) { $0.worker = "anna" }
        let offered = week.run(.explainLadder(code: code.name), asJSON: false).output
        #expect(
            offered.contains(
                "anna has not accepted: the coordinator's, and offered to the next, who is looked up then"),
            "\n\(offered)")
        try week.run(.accept, code) { $0.worker = "anna" }
        let taken = week.run(.explainLadder(code: code.name), asJSON: false).output
        #expect(
            taken.contains(
                "Wed 3 Mar 17:00   anna goes home: the duty's, and offered to somebody at work, who is looked up then\n"
                    + "                  to   berta (owner, role:duty-worker)"), "\n\(taken)")
    }

    @Test func `a preview wants the overdose before the telling`() throws {
        let at = try Timeline.instant("Mon 10:00")
        let answer = LadderPreview.run(
            config: OperationScratch.config, overdose: at, notified: at - .hours(1), asJSON: false)
        #expect(answer.exitCode == 2)
        #expect(answer.errors == ["notified: beforeOverdose; expected a time after the overdose [invalidInput]"])
    }
}

extension Timeline {
    fileprivate func declareNights() throws {
        var request = RosterRequest(action: .declare)
        (request.role, request.signedBy) = ("duty-worker", "erik")
        (request.days, request.fromTime, request.toTime) = ("monday,tuesday,wednesday,thursday", "17:00", "09:00")
        (request.from, request.to) = ("2021-03-01", "2021-03-04")
        let filled = request
        _ = try workflow.perform(as: .user("morag")) { try $0.carryOut(filled) }
    }

    fileprivate func run(_ operation: Operation, asJSON: Bool = true) -> Answer {
        OperationRunner(daemon).run(operation, by: .user("morag"), asJSON: asJSON)
    }
}
