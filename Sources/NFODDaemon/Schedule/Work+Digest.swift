import NFODConfig
import NFODEngine
import NFODStore

/// The digest of each huddle day (rule 30). Its due row is always there: each firing arms the next.
extension Work {
    static let digestDue = "digest"

    /// Says it in the system stream and tells those of the last level, once for each huddle. After a stop the huddles
    /// that were missed are one digest.
    func sendDigest(huddleAt: Instant) throws {
        let cases = try tx.responses.inDigest(at: huddleAt)
        if !cases.isEmpty {
            let audience = ladders.current.levels.last?.audience ?? []
            let team = configuration.team
            let recipients = team.recipients(of: audience, owner: .role(.coordinator), at: now)
            let event = DigestSent(huddleAt: huddleAt, cases: cases, recipients: recipients)
            try systemEvent(.digestSent(event))
            for alert in HuddleDigest.alerts(event, at: now, directory: team) {
                try enqueue(alert, response: nil, order: nil)
            }
            if recipients.isEmpty { try raise(.rosterGap, gap(of: audience, owner: .role(.coordinator))) }
        }
        try armSystem(digestAt: huddles.nextHuddle(after: now))
    }
}
