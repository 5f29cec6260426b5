public import NFODEngine

/// Makes the three reports for any instant, from what was known then (rules 37, 40).
public struct ReportService: Sendable {
    let workflow: Workflow

    public init(_ workflow: Workflow) { self.workflow = workflow }

    /// A report as text in the form asked for.
    /// - Throws: ``InvalidInput`` for a format that does not exist.
    public func render(_ request: Operation.ReportRequest) throws -> String {
        guard let format = ReportFormat(rawValue: request.format) else {
            let known = ReportFormat.allCases.map(\.rawValue).joined(separator: ", ")
            throw InvalidInput([.init(field: "format", code: "unknown", expected: "one of " + known)])
        }
        let at = request.at ?? workflow.clock.now()
        return try workflow.read { reading in
            let view = ReportView(reading, at: at)
            let text = try view.text(withNames: request.withNames)
            switch request.kind {
            case .huddle: return try view.huddle().rendered(as: format, text)
            case .overdue: return try view.overdue().rendered(as: format, text)
            case .workload: return try view.workload().rendered(as: format, text)
            }
        }
    }
}
