/// Who holds how much, and what nobody on the team list holds.
public struct WorkloadReport: Report {
    /// Everything as it was known at one instant.
    public struct Input: Sendable {
        public var at: Instant
        public var nextHuddle: Instant
        /// What this service calls the event (a setting).
        public var label: String
        public var team: [WorkerLoad.Member]
        /// Every case that has not ended.
        public var cases: [ReportCase]

        public init(
            at: Instant, nextHuddle: Instant, label: String, team: [WorkerLoad.Member], cases: [ReportCase]
        ) {
            self.at = at
            self.nextHuddle = nextHuddle
            self.label = label
            self.team = team
            self.cases = cases
        }
    }

    public let at: Instant
    public let nextHuddle: Instant
    public let label: String
    public let workers: [WorkerLoad]
    /// Open cases whose owner is nobody on the team list: a duty that nobody holds, or somebody who has left.
    public let withNobody: [ReportCase]

    public static func build(from input: Input) -> WorkloadReport {
        let known = input.cases.filter { $0.notifiedAt <= input.at && !$0.stage.isEnded }
        let team = Set(input.team.map(\.worker))
        let withNobody = known.filter { item in item.owner.worker.map { !team.contains($0) } ?? true }
        return WorkloadReport(
            at: input.at, nextHuddle: input.nextHuddle, label: input.label,
            workers: WorkerLoad.loads(of: input.team, cases: known, at: input.at, nextHuddle: input.nextHuddle),
            withNobody: withNobody.sorted { $0.precedes($1) })
    }

    public func page(_ text: PageText) -> ReportPage {
        let onShift = workers.filter { $0.member.isOnShiftToday && $0.member.worker.deskOf == nil }
        let open = workers.reduce(withNobody.count) { $0 + $1.open }
        let lines = withNobody.map { $0.line(at: at, soonBefore: nextHuddle, text: text) }
        return ReportPage(
            title: "\(label) workload, " + TimePhrase.fullMoment(at, in: text.zone),
            summary: "\(open) open, \(withNobody.count) of them with nobody on the team list; "
                + "\(onShift.count) on shift today, with room for \(onShift.reduce(0) { $0 + $1.free })",
            about: ["Due soon: before the next huddle \(TimePhrase.coming(nextHuddle, in: text.zone, now: at))."],
            sections: [
                ReportPage.Section(
                    anchor: "withNobody", title: "With nobody on the team list",
                    explanation: nil, content: .cases(lines, orElse: "Nobody.")),
                ReportPage.Section(
                    anchor: "workers", title: "Team", explanation: nil,
                    content: .table(
                        WorkerLoad.columns, workers.map(\.cells), orElse: HuddleSection.capacity.emptiness)),
            ])
    }

    /// `{at, nextHuddle, withNobody: [case], workers: [{worker, open, capacity, …}]}`
    public func json(_ text: PageText) -> JSONValue {
        .object([
            "at": text.iso8601(at), "nextHuddle": text.iso8601(nextHuddle),
            "withNobody": .array(withNobody.map { $0.json(at: at, text: text) }),
            "workers": .array(workers.map(\.json)),
        ])
    }

    /// One row a worker; a last one, without a name, for what nobody on the list holds.
    public func csv(_ text: PageText) -> CSVTable {
        let rows: [[CSVTable.Cell]] = workers.map { load in
            [
                .text(load.member.worker.name), .text(load.member.label), .text(load.member.agency),
                .yesNo(load.member.isOnShiftToday), .integer(load.member.capacity), .integer(load.open),
                .integer(load.free), .integer(load.red), .integer(load.overdue), .integer(load.dueBeforeNextHuddle),
                .integer(load.notYetTaken),
            ]
        }
        return CSVTable(header: WorkloadReport.csvHeader, rows: rows + [nobodyRow])
    }

    private static let csvHeader = [
        "worker", "label", "agency", "onShiftToday", "capacity", "open", "free", "red", "overdue",
        "dueBeforeNextHuddle", "notYetTaken",
    ]

    private var nobodyRow: [CSVTable.Cell] {
        let running = withNobody.filter(\.isClockRunning)
        let overdue = running.count { $0.isOverdue(at: at) }
        return [
            .empty, .text("nobody on the team list"), .empty, .empty, .empty, .integer(withNobody.count), .empty,
            .integer(running.count { $0.triage.level == .red }), .integer(overdue),
            .integer(running.count { !$0.isOverdue(at: at) && $0.contactDueAt <= nextHuddle }),
            .integer(running.count { !$0.owner.isAccepted }),
        ]
    }
}
