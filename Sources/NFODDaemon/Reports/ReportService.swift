import NFODConfig
public import NFODEngine
import NFODStore

/// Makes the three reports for any instant, from what was known then (rules 37, 40).
public struct ReportService: Sendable {
    let workflow: Workflow

    public init(_ workflow: Workflow) { self.workflow = workflow }

    /// A report as text in the form asked for; a workbook in base 64. Where it shows names, each opening is in the log
    /// before it is given out (rule 42).
    ///
    /// - Throws: ``InvalidInput`` for a format that does not exist.
    public func render(_ request: Operation.ReportRequest, by actor: Actor) throws -> String {
        guard let format = ReportForm(request.format) else {
            let known = ReportForm.names.joined(separator: ", ")
            throw InvalidInput([.init(field: "format", code: "unknown", expected: "one of " + known)])
        }
        let now = workflow.clock.now()
        let at = request.at ?? now
        let (body, people) = try workflow.read { reading in
            let view = try ReportView(reading, at: at, isPast: at < now)
            let body: String
            switch request.kind {
            case .huddle: body = try rendered(try view.huddle(), format, view, request)
            case .overdue: body = try rendered(try view.overdue(), format, view, request)
            case .workload: body = try rendered(try view.workload(), format, view, request)
            }
            return (body, view.people)
        }
        if request.withNames { try workflow.logOpening(of: people, on: request.kind.screen, by: actor) }
        return body
    }

    private func rendered(
        _ report: some Report, _ form: ReportForm, _ view: ReportView, _ request: Operation.ReportRequest
    ) throws -> String {
        let text = try view.text(withNames: request.withNames)
        let report = HeadedReport(report, declared: view.declaredUncovered())
        switch form {
        case .text(let format): return report.rendered(as: format, text)
        case .workbook:
            let workbook = ReportWorkbook(
                kind: request.kind, team: workflow.configuration.settings.team, at: view.at, zone: text.zone)
            return try workbook.base64(of: report.csv(text), spool: Spool(of: workflow.store.directory))
        }
    }

}

extension Workflow {
    /// Rule 42: before names are given out.
    func logOpening(of people: Set<PersonID>, on screen: DetailsOpened.Screen, by actor: Actor) throws {
        try perform(as: actor) { work in
            for person in people.sorted() { try work.noteOpening(of: person, on: screen) }
        }
    }
}

extension Operation.ReportRequest.Kind {
    var screen: DetailsOpened.Screen {
        switch self {
        case .huddle: .huddleReport
        case .overdue: .overdueReport
        case .workload: .workloadReport
        }
    }
}

extension Work {
    /// One entry for each user, person, screen and minute.
    func noteOpening(of person: PersonID, on screen: DetailsOpened.Screen) throws {
        let events = try tx.events.events(of: .person(person))
        let minute = now.milliseconds / 60_000
        let isNoted = events.reversed().prefix { $0.stamp.knownAt.milliseconds / 60_000 == minute }.contains {
            ($0.payload as? DetailsOpened)?.screen == screen && $0.stamp.actor == stamp.actor
        }
        guard !isNoted else { return }
        let version = events.last?.version ?? 0
        try append(
            [Decided(PersonEvent.detailsOpened(DetailsOpened(screen: screen)), happenedAt: now)],
            to: .person(person), at: version)
        try tx.people.putPerson(try loadPerson(person).state, version: version + 1)
    }
}
