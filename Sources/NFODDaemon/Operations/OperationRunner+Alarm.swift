import NFODConfig
import NFODEngine
import NFODStore

/// An alarm as the command line shows it.
struct AlarmAnswer: Codable, Sendable {
    let alarm: String
    let subject: String?
    let level: String
    let owner: String
    let raisedAt: String
    let toldAt: String
    let figure: Int64?
    let isNotReady: Bool
    /// What it says.
    let text: String
    /// The first thing to do.
    let remedy: String

    init(_ alarm: StandingAlarm, zone: ZoneRules) {
        self.alarm = alarm.kind.rawValue
        subject = alarm.subject?.name
        level = alarm.kind.level.rawValue
        owner = alarm.kind.owner.rawValue
        raisedAt = zone.iso8601(alarm.raisedAt)
        toldAt = zone.iso8601(alarm.toldAt)
        figure = alarm.figure
        isNotReady = alarm.kind.isNotReady
        text = Wording().text(alarm)
        remedy = Wording().remedy(alarm.kind)
    }

    var line: String {
        "\(level)\(isNotReady ? ", NOT READY" : "")  \(alarm)\(subject.map { " " + $0 } ?? "")  since \(raisedAt): "
            + "\(text). \(remedy)"
    }
}

extension OperationRunner {
    var alarmAnswers: [AlarmAnswer] {
        let zone = daemon.workflow.configuration.zone
        return daemon.alarms.current.map { AlarmAnswer($0, zone: zone) }
    }

    func listAlarms(asJSON: Bool) -> Answer {
        let alarms = alarmAnswers
        guard !asJSON else { return Answer(output: JSONText.of(alarms)) }
        return Answer(output: alarms.isEmpty ? "no alarm stands" : alarms.map(\.line).joined(separator: "\n"))
    }

    func settleAlarm(_ name: String, _ subject: String?, by actor: Actor, asJSON: Bool) throws -> Answer {
        guard let kind = AlarmKind(rawValue: name) else {
            let known = AlarmKind.allCases.filter(\.isEndedByPerson).map(\.rawValue).joined(separator: ", ")
            throw InvalidInput([.init(field: "alarm", code: "unknown", expected: "one of " + known)])
        }
        try daemon.workflow.perform(as: actor) { try $0.settle(kind, subject.map { AlarmSubject($0) }) }
        return listAlarms(asJSON: asJSON)
    }
}
