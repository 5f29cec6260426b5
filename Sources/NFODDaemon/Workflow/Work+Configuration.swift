import NFODConfig
import NFODEngine
import NFODStore

/// What follows from a configuration that has just come into force, at start and at a reload.
extension Work {
    /// - Parameter isNewConfiguration: something in its files is other than before.
    func follow(isNewConfiguration: Bool) throws {
        let digest = try tx.due.rows(of: .system).first { $0.kind == Work.digestDue }
        // A digest that is due already still goes out; the huddles after it are found by the new calendar.
        if digest.map({ isNewConfiguration && $0.at > now }) ?? true {
            try armSystem(digestAt: configuration.huddles.nextHuddle(after: now))
        }
        try forgetCalendars()
        try reviewRoster()
        try releaseFromDisabled()
        try forgetWhatIsGone()
        try watchNewSources()
    }

    /// What was taken out of the configuration can neither send nor be held by anybody: its alarms could never end.
    private func forgetWhatIsGone() throws {
        for row in try tx.alarms.standing() {
            guard let subject = row.alarm.subject else { continue }
            let isGone =
                switch row.alarm.kind {
                case .silentFeed: !isFeed(SourceID(subject.name))
                case .inboxStuck: !configuration.feeds.contains(SourceID(subject.name))
                case .rosterGap: subject.roles.contains { configuration.team.rotas[$0] == nil }
                case .rotaCalendarStale: !configuration.team.calendars.contains { $0.id.name == subject.name }
                default: false
                }
            if isGone { try clear(row.alarm.kind, subject) }
        }
        for feed in try tx.feeds.all() where !isFeed(feed.source) {
            try tx.due.replace(.source(feed.source), with: [])
        }
    }

    private func isFeed(_ source: SourceID) -> Bool { configuration.sources[source].map { !$0.isHistory } ?? false }
}
