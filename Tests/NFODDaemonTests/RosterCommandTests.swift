import Foundation
import GRDB
import NFODConfig
import NFODEngine
import NFODStore
import Testing

@testable import NFODDaemon

/// The roster changed while the service runs. Monday 1 March 2021, 10:00, unless told otherwise.
@Suite struct RosterCommandTests {
    private func ask(_ fixture: DaemonFixture, _ action: RosterRequest.Action, _ fields: [String: String]) throws
        -> RosterEntryID
    {
        var request = RosterRequest(action: action)
        for (name, text) in fields {
            guard let field = RosterRequest.textFields.first(where: { $0.name == name }) else {
                request.entry = Int64(text)
                continue
            }
            request[keyPath: field.path] = text
        }
        let filled = request
        return try fixture.workflow.perform(as: .user("morag")) { try $0.carryOut(filled) }
    }

    private func alarms(_ fixture: DaemonFixture) throws -> [String] {
        try fixture.workflow.read { try $0.tx.alarms.standing() }.map(\.alarm).filter(\.kind.isAboutRosterAhead)
            .map { "\($0.kind.rawValue) \($0.subject?.name ?? "")" }
    }

    /// Of everything that would have been sent.
    private func bodies(_ fixture: DaemonFixture) throws -> [String] {
        try fixture.workflow.read { reading in
            try Row.fetchAll(reading.tx.db, sql: "SELECT body FROM outbox").map {
                String(decoding: $0[0] as Data, as: UTF8.self)
            }
        }
    }

    private func holders(_ fixture: DaemonFixture, _ role: RoleID, _ at: String) throws -> [String] {
        let instant = try #require(Instant(iso8601: at))
        return try fixture.workflow.read { $0.configuration.team.holders(of: role, at: instant) }.map(\.name)
    }

    private let friday = ["from": "2021-03-05", "to": "2021-03-05"]

    @Test func `a gap is alarmed a day before it bites, and told; undone, it is over`() throws {
        let fixture = try DaemonFixture()
        let lead = try ask(fixture, .away, friday.merging(["worker": "young-people-1"]) { $1 })
        let deputy = try ask(fixture, .away, friday.merging(["worker": "coordinator-1"]) { $1 })
        #expect(try alarms(fixture) == [])
        // Until Wednesday, a minute before midnight; the gap is all of Friday.
        _ = try fixture.daemon.scheduler.advance(by: .hours(61) + .minutes(59))
        #expect(try alarms(fixture) == [])
        _ = try fixture.daemon.scheduler.advance(by: .minutes(1))
        #expect(try alarms(fixture) == ["rosterGapAhead young-people-lead"])
        #expect(try bodies(fixture).count { $0.contains("nobody will be on duty within a day for: young") } == 1)
        try fixture.reopen()
        #expect(try alarms(fixture) == ["rosterGapAhead young-people-lead"])
        _ = try ask(fixture, .undo, ["entry": "\(deputy)"])
        #expect(try alarms(fixture) == [])
        #expect(try holders(fixture, .youngPeopleLead, "2021-03-05T12:00:00+00:00") == ["coordinator-1"])
        _ = try ask(fixture, .end, ["entry": "\(lead)", "to": "2021-03-05T11:00:00+00:00"])
        #expect(try holders(fixture, .youngPeopleLead, "2021-03-05T12:00:00+00:00") == ["young-people-1"])
        #expect(try Verification(fixture.daemon).run().holds)
    }

    @Test func `another gap of the same duty is told though one stands already`() throws {
        let fixture = try DaemonFixture()
        let days = ["from": "2021-03-05", "to": "2021-03-06"]
        _ = try ask(fixture, .away, days.merging(["worker": "young-people-1"]) { $1 })
        _ = try ask(fixture, .away, days.merging(["worker": "coordinator-1"]) { $1 })
        // Somebody does it on Friday from ten to twelve, so that there are two gaps.
        _ = try ask(
            fixture, .duty,
            [
                "role": "young-people-lead", "worker": "coordinator-2", "from": "2021-03-05T10:00:00+00:00",
                "to": "2021-03-05T12:00:00+00:00",
            ])
        func told() throws -> Int {
            try bodies(fixture).count { $0.contains("nobody will be on duty within a day for: young") }
        }
        _ = try fixture.daemon.scheduler.advance(by: .hours(62))
        #expect(try told() == 1)
        _ = try fixture.daemon.scheduler.advance(by: .hours(11))
        #expect(try told() == 1)
        _ = try fixture.daemon.scheduler.advance(by: .hours(2))
        #expect(try told() == 2, "the one from noon on is a day away")
        #expect(try alarms(fixture) == ["rosterGapAhead young-people-lead"])
    }

    /// Rule 29: who is on duty is looked up when the level fires.
    @Test func `a duty swapped between two levels changes who the next one tells`() throws {
        let fixture = try DaemonFixture()
        let noon = "2021-03-02T12:00:00+00:00"
        #expect(try holders(fixture, .dutyWorker, noon) == ["worker-2"])
        let entry = try ask(
            fixture, .swap,
            [
                "worker": "worker-1", "other": "worker-2", "role": "duty-worker", "from": "2021-03-02",
                "to": "2021-03-02", "otherFrom": "2021-03-03", "otherTo": "2021-03-03",
            ])
        #expect(try holders(fixture, .dutyWorker, noon) == ["worker-1"])
        #expect(try holders(fixture, .dutyWorker, "2021-03-03T12:00:00+00:00") == ["worker-2"])
        try fixture.reopen()
        #expect(try holders(fixture, .dutyWorker, noon) == ["worker-1"])
        _ = try ask(fixture, .undo, ["entry": "\(entry)"])
        #expect(try holders(fixture, .dutyWorker, noon) == ["worker-2"])
        #expect(throws: RosterRefusal.alreadyEnded(entry)) { try ask(fixture, .undo, ["entry": "\(entry)"]) }
        let stamps = try fixture.workflow.read { try $0.tx.roster.entries(endingAfter: Instant(milliseconds: 0)) }
        #expect(stamps.map(\.enteredBy) == ["user:morag"])
        #expect(stamps.first?.ending?.by == "user:morag")
    }

    @Test func `what is undone in a failed transaction never held`() throws {
        let fixture = try DaemonFixture()
        struct Planted: Error {}
        #expect(throws: Planted.self) {
            try fixture.workflow.perform(as: .user("morag")) { work in
                var request = RosterRequest(action: .duty)
                (request.worker, request.role) = ("worker-3", "duty-worker")
                (request.from, request.to) = ("2021-03-02", "2021-03-02")
                _ = try work.carryOut(request)
                let noon = try #require(Instant(iso8601: "2021-03-02T12:00:00+00:00"))
                #expect(work.context.directory.holders(of: .dutyWorker, at: noon) == [WorkerID("worker-3")])
                throw Planted()
            }
        }
        #expect(try holders(fixture, .dutyWorker, "2021-03-02T12:00:00+00:00") == ["worker-2"])
        // Its number and its place in the stream are given out again, to something else.
        _ = try ask(fixture, .away, ["worker": "worker-2", "from": "2021-03-02", "to": "2021-03-02"])
        #expect(try holders(fixture, .dutyWorker, "2021-03-02T12:00:00+00:00") == ["coordinator-1", "coordinator-2"])
    }

    @Test func `declared hours are not alarmed until the declaration ends`() throws {
        let fixture = try DaemonFixture([
            .init(file: "team.yaml", from: "deputies: [custody-1, liaison-1]", to: "deputies: []")
        ])
        #expect(try alarms(fixture) == ["rosterGapAhead custody-contact"])
        let hours = [
            "role": "custody-contact", "days": "monday,tuesday,wednesday,thursday,friday", "fromTime": "16:00",
            "toTime": "08:00", "from": "2021-03-01", "to": "2021-03-03", "signedBy": "coordinator-2",
        ]
        #expect(throws: RosterRefusal.mayNotSign(WorkerID("worker-1"), managers: RoleID("duty-manager"))) {
            try ask(fixture, .declare, hours.merging(["signedBy": "worker-1"]) { $1 })
        }
        _ = try ask(fixture, .declare, hours)
        #expect(try alarms(fixture) == [])
        for kind in Operation.ReportRequest.Kind.allCases {
            let text = try report(fixture, kind, "text")
            #expect(text.contains("NOT COVERED, declared (1): Custody contact has nobody on Monday"))
            #expect(text.contains("signed by Hamish Standin."))
            #expect(text.contains("Meanwhile, at \u{201C}tell the owner\u{201D}: telephone first; nobody goes alone"))
            #expect(try report(fixture, kind, "json").contains(#""declaredUncovered": ["#))
        }
        // Wednesday's night is the last one signed for; Thursday's begins at 16:00.
        _ = try fixture.daemon.scheduler.advance(by: .hours(53) + .minutes(59))
        #expect(try alarms(fixture) == [])
        _ = try fixture.daemon.scheduler.advance(by: .minutes(1))
        #expect(try alarms(fixture) == ["rosterGapAhead custody-contact"])
        // Thursday morning at eight the last hours signed for are over.
        #expect(try report(fixture, .overdue, "text").contains("NOT COVERED"))
        _ = try fixture.daemon.scheduler.advance(by: .hours(16))
        #expect(!(try report(fixture, .overdue, "text").contains("NOT COVERED")))
        #expect(try Verification(fixture.daemon).run().holds)
    }

    private func report(
        _ fixture: DaemonFixture, _ kind: Operation.ReportRequest.Kind, _ format: String
    ) throws -> String {
        let request = Operation.ReportRequest(kind: kind, at: nil, format: format, withNames: false)
        let text = try ReportService(fixture.workflow).render(request, by: .user("morag"))
        // Lines of a terminal are wrapped.
        return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    @Test func `a channel without receipts and a part of the area without anybody are alarmed`() throws {
        let fixture = try DaemonFixture([
            .init(file: "nfodd.yaml", from: "    # receipt: false", to: "    receipt: false"),
            .init(file: "nfodd.yaml", from: "areaPostcodes: [DD1,", to: "areaPostcodes: [DD9,"),
        ])
        let standing = try alarms(fixture)
        #expect(standing.contains("localityUnserved DD9"))
        #expect(standing.contains("receiptMissing worker-1"))
        let told = try bodies(fixture)
        #expect(told.count == standing.count)
        for body in told { #expect(!body.contains("DD9") && !body.contains("worker-"), "no place, nobody (rule 35)") }
    }

    @Test(arguments: [
        (
            RosterRequest.Action.away, ["worker": "nobody", "from": "2021-03-05", "to": "2021-03-05"],
            "rosterWorkerUnknown"
        ),
        (.away, ["worker": "worker-1", "from": "2021-02-05", "to": "2021-02-06"], "rosterAlreadyOver"),
        (.away, ["worker": "worker-1", "from": "2021-03-05", "to": "2021-03-04"], "rosterEndsBeforeItBegins"),
        (.away, ["worker": "worker-1", "from": "2021-03-05", "to": "2024-03-04"], "rosterTooLong"),
        (.duty, ["worker": "worker-1", "role": "cook", "from": "2021-03-05", "to": "2021-03-05"], "rosterRoleUnknown"),
        (
            .standIn, ["worker": "worker-1", "other": "worker-1", "from": "2021-03-05", "to": "2021-03-05"],
            "rosterSameWorker"
        ),
        (.undo, ["entry": "12"], "rosterEntryUnknown"),
    ])
    func refusals(action: RosterRequest.Action, fields: [String: String], code: String) throws {
        let fixture = try DaemonFixture()
        let refusal = #expect(throws: RosterRefusal.self) { try ask(fixture, action, fields) }
        #expect(refusal?.code == code)
        #expect(try fixture.workflow.read { try $0.tx.roster.version() } == 0)
    }

    @Test func `nobody is given hours for which they are away`() throws {
        let fixture = try DaemonFixture()
        _ = try ask(fixture, .away, friday.merging(["worker": "worker-1"]) { $1 })
        let duty = friday.merging(["worker": "worker-1", "role": "duty-worker"]) { $1 }
        #expect(throws: RosterRefusal.awayThen(WorkerID("worker-1"))) { try ask(fixture, .duty, duty) }
    }

    @Test func `every field that is wrong is told at once`() throws {
        let fixture = try DaemonFixture()
        let wrong = #expect(throws: InvalidInput.self) {
            try ask(fixture, .declare, ["days": "someday", "fromTime": "9", "toTime": "25:00", "to": "soon"])
        }
        #expect(
            Set(wrong?.problems.map(\.field) ?? []) == ["role", "days", "fromTime", "toTime", "from", "to", "signedBy"])
    }

    @Test func `the command line checks and shows`() throws {
        let fixture = try DaemonFixture()
        let runner = OperationRunner(fixture.daemon)
        let check = runner.run(.checkRoster(aheadMilliseconds: nil), by: .user("morag"))
        #expect(check.output == "no gap until Mon 2021-03-08 10:00")
        #expect(check.exitCode == 0)
        _ = try ask(fixture, .away, friday.merging(["worker": "young-people-1"]) { $1 })
        _ = try ask(fixture, .away, friday.merging(["worker": "coordinator-1"]) { $1 })
        let gap = runner.run(.checkRoster(aheadMilliseconds: nil), by: .user("morag"))
        #expect(gap.output == "duty young-people-lead: nobody from Fri 2021-03-05 00:00 to Sat 2021-03-06 00:00")
        #expect(gap.exitCode == 1)
        let shown = runner.run(.showRoster, by: .user("morag")).output
        #expect(shown.contains("  duty-worker: worker-1\n"))
        #expect(
            shown.contains(
                "1  young-people-1 away, whole days Fri 2021-03-05 00:00 to Sat 2021-03-06 00:00  [user:morag"))
    }
}
