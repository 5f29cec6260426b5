/// Everything the service may have to say about itself, in one list. Each has its line in `docs/operations.md`.
public enum AlarmKind: String, Codable, Sendable, CaseIterable {
    /// A source that should have sent did not (rule 14). One for each source; over when it sends or a nil return is
    /// made.
    case silentFeed
    /// Rows of a source could not be taken in; each may be a person nobody visits (rule 11). One for each source; a
    /// person ends it.
    case needsFixing
    /// Somebody on duty was to be told, by a level, of a case that is theirs now, of something due, and nobody was
    /// there (rule 29). One for each audience; over when somebody is.
    case rosterGap
    /// A duty will have nobody within the next day, and no manager has signed for it. One for each duty; over when
    /// somebody will be there.
    case rosterGapAhead
    /// Nobody who serves a part of the area will be at work for too long. One for each part.
    case localityUnserved
    /// Somebody who will be on duty or at work has no channel that says whether an alert arrived. One for each worker.
    case receiptMissing
    /// The calendar of a rota tool cannot be read, or not all of it, or has not been there for too long; what was read
    /// last holds on. One for each calendar.
    case rotaCalendarStale
    /// Somebody was not told of an alert (rule 32). One for each case: over when the alerts of that case have arrived
    /// after all, when it ends, or when a person says that those concerned were told in another way. For what belongs
    /// to no case, one for each channel: over when the channel has delivered something that is no alarm.
    case notTold
    /// A channel's receiver said that it is no more (410): ordinary alerts go over the fall-back channel at once, last
    /// levels are tried all the same. One for each channel; over when the configuration is read again, when a person
    /// says so, or when something is delivered over it after all.
    case channelDisabled
    /// A channel's receiver has failed at every try for too long: its alerts go over their fall-backs. One for each
    /// channel; over with the next delivery over it, or when it is taken out of the configuration.
    case channelFailing
    /// A test message did not arrive in time: an alert might not either. One for each channel; over with one that does.
    case canaryLost
    /// An alert has been waiting for too long to be delivered, and is still being tried.
    case oldestUndelivered
    /// The watchdog outside could not be told that the service is alive: nobody would notice if it were not. Over with
    /// the next time it hears.
    case heartbeatFailed
    /// The wall clock was set while the service ran. A person ends it by confirming the clock.
    case clockStep
    /// The service did nothing for a while: the machine or the process stood still, or nobody had started it. What fell
    /// due meanwhile went out late. A person ends it.
    case stoodStill
    /// The wall clock was not believed at start. A person ends it by confirming the clock.
    case clockUnconfirmed
    /// Little space is left on the disk of the data.
    case diskLow
    /// No space is left: notifications are not taken in, so that what is left serves the alerts.
    case diskFull
    /// The newest backup is too old, or there is none. Only where a folder of backups is configured.
    case backupOld
    /// The database's write-ahead log is larger than it may be and could not be emptied.
    case walLarge
    /// The database is damaged: notifications are not taken in, alerts go on.
    case storeCheckFailed
    /// The data directory is gone, cannot be written or was exchanged, or the disk fails. Cannot be written down; the
    /// service ends itself.
    case storeLost
    /// Something due could not be handled; it is tried again after a pause. One for each stream.
    case faultyCase
    /// Open responses wait for no level and stand in no digest: nobody would be told of them. Its figure is how many.
    /// Over when there is none.
    case orphanCase
    /// A file has been lying in a source's inbox for too long. One for each source.
    case inboxStuck
}

/// How soon somebody must look.
public enum AlarmLevel: String, Codable, Sendable, CaseIterable {
    /// Within days.
    case notice
    /// Today: somebody may be missed.
    case urgent
    /// Now: the service does not do, or may soon not do, what it is there for.
    case critical
}

/// Who has to look.
public enum AlarmOwner: String, Codable, Sendable, CaseIterable {
    /// Whoever coordinates: it is about the people or the team.
    case coordinator
    /// Whoever looks after the machine (a setting; the coordinator where it names nobody else).
    case technical
}

extension AlarmKind {
    public var level: AlarmLevel {
        switch self {
        case .walLarge, .diskLow: .notice
        case .silentFeed, .needsFixing, .clockStep, .stoodStill, .backupOld, .inboxStuck, .rosterGapAhead,
            .localityUnserved, .receiptMissing, .rotaCalendarStale, .channelFailing, .heartbeatFailed:
            .urgent
        case .rosterGap, .notTold, .channelDisabled, .canaryLost, .oldestUndelivered, .clockUnconfirmed, .diskFull,
            .storeCheckFailed, .storeLost,
            .faultyCase, .orphanCase:
            .critical
        }
    }

    public var owner: AlarmOwner {
        switch self {
        case .silentFeed, .needsFixing, .rosterGap, .notTold, .channelDisabled, .faultyCase, .orphanCase, .inboxStuck,
            .rosterGapAhead, .localityUnserved, .receiptMissing, .rotaCalendarStale:
            .coordinator
        case .channelFailing, .canaryLost, .oldestUndelivered, .heartbeatFailed, .clockStep, .stoodStill,
            .clockUnconfirmed,
            .diskLow, .diskFull,
            .backupOld,
            .walLarge, .storeCheckFailed, .storeLost:
            .technical
        }
    }

    /// While it stands, the service does not call itself ready.
    public var isNotReady: Bool {
        switch self {
        case .clockUnconfirmed, .diskFull, .storeCheckFailed, .storeLost: true
        case .silentFeed, .needsFixing, .rosterGap, .notTold, .channelDisabled, .channelFailing, .canaryLost,
            .oldestUndelivered,
            .heartbeatFailed,
            .clockStep,
            .stoodStill, .diskLow, .backupOld, .walLarge, .faultyCase, .orphanCase, .inboxStuck, .rosterGapAhead,
            .localityUnserved, .receiptMissing, .rotaCalendarStale:
            false
        }
    }

    /// Found by looking at the roster ahead.
    public var isAboutRosterAhead: Bool { [.rosterGapAhead, .localityUnserved, .receiptMissing].contains(self) }

    /// A person may say that it is dealt with; the others end when what they tell of ends.
    public var isEndedByPerson: Bool { [.needsFixing, .notTold, .channelDisabled, .stoodStill].contains(self) }

    /// Told anew each time, although it stands already: each time is something new to look at.
    var isToldEachTime: Bool { [.needsFixing, .clockStep, .stoodStill].contains(self) }
}
