import NFODEngine
import NFODStore
import Testing

@testable import NFODDaemon

/// Duty desks lived through on the simulated clock (rules 24 to 27): Anna works from 09:00 to 17:00, the desk of her
/// agency is open from 08:00 to 20:00, that of the harbour from 16:00 to 18:00 and from 09:00 the next morning.
@Suite struct DeskTimelineTests {
    private static let outreach = WorkerID("desk:outreach")
    private static let harbour = WorkerID("desk:harbour")

    private static let desks: [(file: String, from: String, to: String)] = [
        (
            "team.yaml", "  council:\n",
            """
              harbour:
                label: Harbour
                mayBeTold: everything
                calendar: { days: [monday], from: 09:00, to: 17:00, holidays: scotland }
                desk:
                  channels: [team-webhook]
                  capacity: 2
                  hours:
                    - { days: [monday], from: 16:00, to: 18:00 }
                    - { days: [tuesday], from: 09:00, to: 10:00 }
              council:

            """
        ),
        (
            "team.yaml", "    label: Outreach\n",
            """
                label: Outreach
                desk:
                  channels: [team-webhook]
                  capacity: 1
                  hours: [{ days: [monday, tuesday], from: 08:00, to: 20:00 }]

            """
        ),
        (
            "team.yaml", "  carla: {",
            """
              hanna:
                name: Hanna Example
                agency: harbour
                sex: female
                skills: [outreach]
                capacity: 2
                channels: [team-webhook]
              hugo:
                name: Hugo Example
                agency: harbour
                sex: male
                skills: [outreach]
                capacity: 2
                channels: [team-webhook]
              carla: {
            """
        ),
    ]

    private func week(_ start: String = "Mon 16:30") throws -> Timeline { try Timeline(start, Self.desks) }

    private func state(_ week: Timeline, _ code: CaseCode) throws -> CaseState {
        try week.workflow.read { reading in
            let id = try #require(try reading.tx.responses.row(code: code)).id
            return try #require(try reading.loadCase(id)).state
        }
    }

    private func refusal(_ body: () throws -> Void) -> CaseRefusal? {
        do {
            try body()
            return nil
        } catch { return error as? CaseRefusal }
    }

    private func alerts(_ week: Timeline, _ code: CaseCode) throws -> [String] {
        let id = try state(week, code).id
        return try week.workflow.read { try $0.tx.outbox.entries(of: id) }.map(\.message).map {
            "\($0.kind.rawValue) -> \($0.recipient) on \($0.channel)"
        }
    }

    @Test func `nobody is at work, the desk is asked and somebody takes it by name`() throws {
        let week = try week()
        let code = try week.takeIn(overdose: "Mon 16:00")
        try week.run(.assign, code) { $0.proposed = true }
        #expect(try state(week, code).owner == .worker(Self.harbour))
        #expect(try alerts(week, code).contains("assignment -> desk:harbour on team-webhook"))
        #expect(refusal { try week.run(.accept, code) { $0.worker = "anna" } } == .notOfDesk(AgencyID("harbour")))
        #expect(refusal { try week.run(.accept, code) { $0.worker = "desk:harbour" } } == .namedWorkerNeeded)
        try week.run(.accept, code) { $0.worker = "hugo" }
        #expect(refusal { try week.run(.accept, code) { $0.worker = "hanna" } } == .assignedToSomebodyElse)
        #expect(try state(week, code).owner == .worker(WorkerID("hugo")))
        #expect(try week.workflow.read { try $0.tx.responses.held() } == [WorkerID("hugo"): 1])
        #expect(try week.holds() == [])
    }

    @Test func `two at the desk take it at once and one is heard`() async throws {
        let week = try week()
        let code = try week.takeIn(overdose: "Mon 16:00")
        try week.run(.assign, code) { $0.desk = "harbour" }
        let workflow = week.workflow
        let refusals = await withTaskGroup(of: CaseRefusal?.self) { group in
            for worker in ["hanna", "hugo"] {
                group.addTask {
                    var request = CaseRequest(action: .accept, code: code.name)
                    request.worker = worker
                    let filled = request
                    do {
                        _ = try workflow.perform(as: .user(worker)) { try $0.carryOut(filled) }
                        return nil
                    } catch { return error as? CaseRefusal ?? .noSuchCase }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(refusals.count { $0 == nil } == 1 && refusals.contains(.assignedToSomebodyElse), "\(refusals)")
        let taken = try #require(try state(week, code).assignment)
        #expect([WorkerID("hanna"), WorkerID("hugo")].contains(taken.worker) && taken.acceptedAt != nil)
        #expect(try week.holds() == [])
    }

    @Test func `people read of the duty desk by its agency's name`() throws {
        let week = try week()
        let code = try week.takeIn(overdose: "Mon 16:00")
        func answer(_ operation: NFODDaemon.Operation) -> String {
            OperationRunner(week.daemon).run(operation, by: .user("morag")).output
        }
        func report(_ kind: NFODDaemon.Operation.ReportRequest.Kind) -> String {
            answer(.report(.init(kind: kind, at: nil, format: "text", withNames: false)))
        }
        let show = NFODDaemon.Operation.response(CaseRequest(action: .show, code: code.name))
        let proposed = answer(show)
        #expect(proposed.contains("proposed      the duty desk of Harbour"), "\(proposed)")
        #expect(proposed.contains("not anna: "), "\(proposed)")
        #expect(proposed.contains("not desk:outreach: is equally suitable"), "\(proposed)")
        #expect(report(.huddle).contains("the duty desk of Harbour"))
        try week.run(.assign, code) { $0.desk = "harbour" }
        let asked = answer(show)
        #expect(asked.contains("(for the duty desk of Harbour, accept by 2021-03-01T17:30"), "\(asked)")
        let workload = report(.workload)
        #expect(workload.contains("the duty desk of Harbour"), "\(workload)")
        #expect(workload.contains("0 of them with nobody on the team list"), "\(workload)")
        try week.run(.accept, code) { $0.worker = "hanna" }
        #expect(answer(show).contains("worker:hanna  (for the duty desk of Harbour, accepted)"), "\(answer(show))")
    }

    @Test func `not taken over the end of the desk's hours, it goes on to the next`() throws {
        let week = try week("Mon 17:50")
        let code = try week.takeIn(overdose: "Mon 16:00")
        try week.run(.assign, code) {
            $0.desk = "harbour"
            $0.reason = "nobodyElse"
        }
        // Ten minutes of its hours are left; the other fifty run from 09:00.
        #expect(try state(week, code).assignment?.acceptBy == (try Timeline.instant("Tue 09:50")))
        try week.until("Tue 09:49")
        #expect(try state(week, code).owner == .worker(Self.harbour))
        try week.until("Tue 10:00")
        let after = try state(week, code)
        #expect(after.passedOn == [Self.harbour])
        #expect(after.assignment?.worker == WorkerID("anna"))
        #expect(after.assignment?.basis == .acceptTimeOut)
        let told = try week.told(.escalation)
        #expect(told.contains { $0.contains("not accepted in time -> carla") }, "\(told)")
        #expect(try alerts(week, code).contains("standDown -> desk:harbour on team-webhook"))
        #expect(try week.holds() == [])
    }

    @Test func `handed back at one desk, it goes on to the other`() throws {
        let week = try week()
        let code = try week.takeIn(overdose: "Mon 16:00")
        try week.run(.assign, code) { $0.desk = "harbour" }
        try week.run(.handBack, code) {
            $0.worker = "hanna"
            $0.reason = "noTime"
        }
        let after = try state(week, code)
        #expect(after.passedOn == [Self.harbour, WorkerID("hanna")])
        #expect(after.assignment?.worker == Self.outreach)
        let event = try week.workflow.read { try $0.tx.events.latest(Assigned.self, of: .case(after.id)) }
        let lacked = event?.explanation.passedOver.first { $0.worker == Self.harbour }?.lacked
        #expect(lacked == ["passedOn"])
        #expect(try week.holds() == [])
    }

    @Test func `who takes it keeps what protects the person`() throws {
        let week = try week()
        let code = try week.takeIn(overdose: "Mon 16:00")
        try week.run(.wishes, code) {
            $0.way = "spoken"
            $0.femaleWorker = "yes"
        }
        try week.run(.assign, code) { $0.desk = "harbour" }
        let refused = refusal { try week.run(.accept, code) { $0.worker = "hugo" } }
        #expect(refused == .workerBarred([.femaleWorkerAskedFor]))
        try week.run(.wishes, code) {
            $0.way = "spoken"
            $0.exclude = "hanna"
            $0.reason = "relative"
        }
        #expect(try state(week, code).owner == .role(.coordinator), "nobody there may take it any more")
        #expect(
            refusal { try week.run(.assign, code) { $0.desk = "harbour" } } == .workerBarred([.nobodyToAccept]))
        #expect(refusal { try week.run(.assign, code) { $0.desk = "council" } } == .deskUnknown(AgencyID("council")))
        #expect(try week.holds() == [])
    }

    @Test func `a visit that turns out to need two is not the desk's any longer`() throws {
        let week = try week()
        let code = try week.takeIn(overdose: "Mon 16:00")
        try week.run(.assign, code) { $0.desk = "harbour" }
        try week.run(.screen, code) {
            $0.worker = "anna"
            $0.riskToStaff = "yes"
        }
        #expect(try state(week, code).owner == .role(.coordinator))
        #expect(try alerts(week, code).contains("standDown -> desk:harbour on team-webhook"))
        #expect(refusal { try week.run(.assign, code) { $0.desk = "harbour" } } == .workerBarred([.sendsNoPair]))
        #expect(try week.holds() == [])
    }

    @Test func `not taken by the end of its last hours, the duty worker has it`() throws {
        let week = try week("Mon 17:50")
        let code = try week.takeIn(overdose: "Mon 16:00")
        try week.edit([
            ("team.yaml", "{ days: [tuesday], from: 09:00, to: 10:00 }", "{ days: [friday], from: 09:00, to: 10:00 }")
        ])
        try week.run(.assign, code) {
            $0.desk = "harbour"
            $0.reason = "nobodyElse"
        }
        try week.until("Mon 18:00")
        let after = try state(week, code)
        #expect(after.assignment?.basis == .shiftEnded && after.assignment?.worker == Self.outreach)
        #expect(try alerts(week, code).contains("escalation -> berta on team-webhook"))
        #expect(try week.holds() == [])
    }

    @Test(arguments: ["agency", "workers"])
    func `a desk that takes part no more gives up what it was asked for at once`(what: String) throws {
        let week = try week()
        let code = try week.takeIn(overdose: "Mon 16:00")
        try week.run(.assign, code) { $0.desk = "harbour" }
        if what == "agency" {
            try week.edit([("team.yaml", "label: Harbour\n", "label: Harbour\n    disabled: true\n")])
        } else {
            try week.edit([("team.yaml", "agency: harbour\n", "agency: harbour\n    disabled: true\n")])
        }
        let after = try state(week, code)
        #expect(after.owner == .role(.coordinator) && after.assignment == nil)
        #expect(try week.workflow.read { try $0.tx.responses.held() } == [:])
        #expect(refusal { try week.run(.accept, code) { $0.worker = "hanna" } } == .noWorkerAssigned)
        #expect(try week.holds() == [])
    }
}
