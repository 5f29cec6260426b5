import Foundation
import NFODEngine
import NFODStore
import Testing

@testable import NFODDaemon

/// A transcript as it should be; shown as it is where it is another.
func expectTranscript(
    _ story: [String], _ expected: [String], sourceLocation: SourceLocation = #_sourceLocation
) {
    #expect(story == expected, "\n\(story.joined(separator: "\n"))", sourceLocation: sourceLocation)
}

extension Timeline {
    /// What happened on ladders, and what changed them, as `Mon 10:00 #1 owner -> anna`; gaps and digests without a
    /// case.
    func story(since: String = "Mon 00:00") throws -> [String] {
        let from = try Self.instant(since)
        return try workflow.read { reading in
            try reading.tx.events.events(after: 0, limit: 1_000_000).filter { $0.stamp.knownAt >= from }.compactMap {
                event -> String? in
                guard let payload = event.payload, let words = Self.words(payload, event) else { return nil }
                let subject = if case .case(let id) = event.stream { " #\(id.number)" } else { "" }
                return Self.moment(event.stamp.knownAt) + subject + " " + words
            }
        }
    }

    /// Alerts other than levels and alarms, as `Mon 12:00 #1 no need to go -> anna`, oldest first.
    func told(_ kind: Alert.Kind) throws -> [String] {
        try workflow.read { reading in
            try reading.tx.responses.all().flatMap { row in
                try reading.tx.outbox.entries(of: row.id).filter { $0.message.kind == kind }.map { entry in
                    let body = try JSONSerialization.jsonObject(with: entry.message.body) as? [String: Any]
                    let level = (body?["data"] as? [String: Any])?["level"] as? String ?? ""
                    let at = Self.moment(entry.message.createdAt)
                    return "\(at) #\(row.id.number) \(level) -> \(entry.message.recipient)"
                }
            }
        }
    }

    static func moment(_ instant: Instant) -> String {
        let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        let local = ZoneRules.utc.local(instant)
        let week = local.date.day > 7 ? "2" : ""
        return "\(days[(local.date.day - 1) % 7])\(week) \(local.time.hourAndMinute)"
    }

    private static func words(_ payload: any EventPayload, _ event: StoredEvent) -> String? {
        switch payload {
        case let level as LevelFired:
            let who = level.recipients.isEmpty ? "nobody" : level.recipients.map(\.name).joined(separator: ", ")
            return "\(level.name)\(level.occurrence > 1 ? " (\(level.occurrence))" : "") -> \(who)"
        case let skipped as LevelsSkipped: return "passed over: \(skipped.levels.map { $0 + 1 })"
        case let taken as Acknowledged: return "taken by \(taken.worker) until \(moment(taken.until))"
        case let silenced as Silenced: return "paused by \(silenced.worker) until \(moment(silenced.until))"
        case is OverdoseTimeSet: return "time of the overdose set"
        case let assigned as Assigned: return "given to \(assigned.worker), to accept by \(moment(assigned.acceptBy))"
        case let accepted as Accepted: return "accepted by \(accepted.worker)"
        case let back as HandedBack: return "handed back by \(back.worker)"
        case let changed as OwnerChanged: return "owner \(changed.owner.text): \(changed.why)"
        case let late as AcceptTimedOut: return "\(late.worker) did not accept"
        case let ended as CaseEndedEvent: return "ended: \(ended.ending.kind), at \(moment(event.happenedAt))"
        case is CaseReopened: return "open again"
        case let again as LadderRestarted: return "ladder run \(again.run)"
        default: return systemWords(payload)
        }
    }

    private static func systemWords(_ payload: any EventPayload) -> String? {
        switch payload {
        case let raised as AlarmRaised where raised.alarm == .rosterGap: "gap: \(raised.subject?.name ?? "")"
        case let cleared as AlarmCleared where cleared.alarm == .rosterGap: "gap over: \(cleared.subject?.name ?? "")"
        case let digest as DigestSent:
            "digest of \(digest.cases.map(\.number)) -> \(digest.recipients.map(\.name).joined(separator: ", "))"
        default: nil
        }
    }
}
