extension Operation {
    /// As it goes over the socket: the daemon gets bytes and has no use for the paths of another machine's view.
    var withoutPaths: Operation {
        guard case .ingest(let files, let isHistory) = self else { return self }
        return .ingest(files: files.map { SourceFile(source: $0.source, path: "") }, isHistory: isHistory)
    }

    /// For the log.
    var name: String {
        switch self {
        case .ingest: "ingest"
        case .report(let request): "report " + request.kind.rawValue
        case .response(let request): "case " + request.action.rawValue
        case .explainLadder: "config explain"
        case .reviews: "review list"
        case .review(let request): "review " + request.action.rawValue
        case .huddlePlan: "huddle list"
        case .huddle(let request): "huddle " + request.action.rawValue
        case .linkageModel(.train): "link train"
        case .linkageModel(.use): "link use"
        case .linkageModel(.list): "link models"
        case .exportLinks: "export links"
        case .nilReturn: "nil-return"
        case .verify: "verify"
        case .advanceClock: "clock advance"
        case .showClock: "clock show"
        case .confirmClock: "clock confirm"
        case .alarms: "alarm list"
        case .settleAlarm: "alarm settle"
        case .checkRoster: "roster check"
        case .showRoster: "roster show"
        case .roster(let request): "roster " + request.action.rawValue
        case .outbox: "outbox list"
        case .retryAlerts: "outbox retry"
        case .status: "status"
        case .reloadConfiguration: "config reload"
        }
    }
}
