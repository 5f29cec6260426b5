import NFODEngine
import Testing

@Suite struct ReportOrderTests {
    static func item(
        _ code: String, _ level: TriageLevel, hoursLeft: Int64, stage: ReportCase.Stage = .accepted
    ) -> ReportCase {
        var item = ExampleHuddle.item(
            code, overdose: "2021-02-28T12:00:00Z", notified: "2021-02-28T15:00:00Z", level: level, stage: stage)
        item.contactDueAt = ExampleHuddle.at + .hours(hoursLeft)
        return item
    }

    @Test("Order of every list: running clock, priority, least time left, code")
    func order() {
        let inOrder = [
            Self.item("E", .red, hoursLeft: -20), Self.item("D", .red, hoursLeft: 40),
            Self.item("F", .amber, hoursLeft: -90),
            Self.item("B", .amber, hoursLeft: 3), Self.item("C", .amber, hoursLeft: 3),
            Self.item("A", .green, hoursLeft: -1),
            Self.item("G", .red, hoursLeft: -2, stage: .reached(at: ExampleHuddle.at)),
        ]
        for rotation in inOrder.indices {
            var input = ExampleHuddle.input
            input.cases = Array(inOrder[rotation...] + inOrder[..<rotation])
            #expect(HuddleReport.build(from: input).cases(in: .new).map(\.code.name) == inOrder.map(\.code.name))
        }
    }

    @Test("Rule 37: same-day repeats first, whatever their priority")
    func repeats() {
        var red = Self.item("R", .red, hoursLeft: 1)
        red.overdosesThisYear = 5
        var sameDay = Self.item("S", .green, hoursLeft: 60)
        sameDay.isSameDayRepeat = true
        var input = ExampleHuddle.input
        input.cases = [red, sameDay]
        #expect(HuddleReport.build(from: input).cases(in: .repeats).map(\.code.name) == ["S", "R"])
    }

    @Test("The overdue report holds the overdue cases known by then, and no other")
    func overdue() {
        var unknown = Self.item("U", .red, hoursLeft: -5)
        unknown.notifiedAt = ExampleHuddle.at + .minutes(1)
        let cases = [
            Self.item("A", .green, hoursLeft: -1), Self.item("B", .red, hoursLeft: -1),
            Self.item("C", .red, hoursLeft: 0),
            Self.item("D", .red, hoursLeft: -9, stage: .reached(at: ExampleHuddle.at)), unknown,
        ]
        let report = OverdueReport.build(from: .init(at: ExampleHuddle.at, label: "NFOD", cases: cases))
        #expect(report.overdue.map(\.code.name) == ["B", "A"])
    }

    @Test("Workload: every open case is counted once, with a worker or with nobody")
    func workload() {
        let report = ExampleReports.workload
        let open = ExampleCases.all.count { !$0.stage.isEnded }
        #expect(report.workers.reduce(report.withNobody.count) { $0 + $1.open } == open)
        #expect(report.workers.map(\.member.worker.name) == ["morag", "iain"])
        #expect(Set(report.withNobody.map(\.owner.label)) == ["Coordinator", "Una", "Rhona"])
    }

    @Test("A worker over capacity has room for nobody")
    func overCapacity() {
        let member = WorkerLoad.Member(
            worker: WorkerID("morag"), label: "Morag", agency: "Outreach", capacity: 1, isOnShiftToday: true)
        let report = WorkloadReport.build(
            from: .init(
                at: ExampleHuddle.at, nextHuddle: ExampleHuddle.next, label: "NFOD", team: [member],
                cases: ExampleCases.all))
        #expect(report.workers.map(\.free) == [0])
        #expect(report.workers.map(\.open) == [5])
    }
}
