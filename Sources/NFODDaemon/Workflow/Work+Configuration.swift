import NFODConfig
import NFODEngine
import NFODStore

/// What follows from a configuration that has just come into force, at start and at a reload.
extension Work {
    /// - Parameter isNewConfiguration: something in its files is other than before.
    func follow(isNewConfiguration: Bool) throws {
        let isWaiting = try tx.due.rows(of: .system).contains { $0.kind == Work.digestDue }
        // The huddles from here on are found by the new calendar.
        if isNewConfiguration || !isWaiting { try waitForHuddles() }
        try forgetCalendars()
        try reviewRoster()
        try releaseFromDisabled()
        if isNewConfiguration { try renewShifts() }
        if isNewConfiguration { try enableChannels() }
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
                case .rosterGap: subject.audience.contains { !isKnown($0) }
                case .channelDisabled, .channelFailing, .canaryLost:
                    configuration.settings.channels[ChannelID(subject.name)] == nil
                case .rotaCalendarStale: !configuration.team.calendars.contains { $0.id.name == subject.name }
                default: false
                }
            if isGone { try clear(row.alarm.kind, subject) }
        }
        for feed in try tx.feeds.all() where !isFeed(feed.source) {
            try tx.due.replace(.source(feed.source), with: [])
        }
    }

    private func isKnown(_ audience: Audience) -> Bool {
        switch audience {
        case .owner: true
        case .role(let role): configuration.team.rotas[role] != nil
        case .agency(let agency): configuration.team.agencies[agency] != nil
        case .worker(let worker): configuration.team.isActive(worker)
        }
    }

    private func isFeed(_ source: SourceID) -> Bool { configuration.sources[source].map { !$0.isHistory } ?? false }
}
