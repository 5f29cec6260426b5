import NFODConfig
import NFODEngine
import NFODStore

/// The digest of each huddle day (rule 30). Its due row is always there: each firing arms the next.
extension Work {
    static let digestDue = "digest"

    func armDigest() throws {
        let next = configuration.huddles.nextHuddle(after: now)
        try tx.due.replace(.system, with: [DueTable.Entry(kind: Work.digestDue, at: next)])
    }

    /// Says it in the system stream and tells those of the last level, once for each huddle. After a stop the huddles
    /// that were missed are one digest.
    func sendDigest(huddleAt: Instant) throws {
        let cases = try tx.responses.inDigest(at: huddleAt)
        if !cases.isEmpty {
            let audience = ladders.current.levels.last?.audience ?? []
            let team = configuration.team
            let recipients = team.recipients(of: audience, owner: .role(.coordinator), at: now)
            let event = DigestSent(huddleAt: huddleAt, cases: cases, recipients: recipients)
            try append(
                [Decided(SystemEvent.digestSent(event), happenedAt: now)], to: .system,
                at: try tx.events.version(of: .system))
            for alert in HuddleDigest.alerts(event, at: now, directory: team) {
                try enqueue(alert, response: nil, order: nil)
            }
            if recipients.isEmpty {
                try alarm("nobody on duty for: digest", part: "digest-\(huddleAt.milliseconds)-gap")
            }
        }
        try armDigest()
    }
}
