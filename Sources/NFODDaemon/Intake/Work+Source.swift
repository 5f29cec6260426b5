import NFODConfig
public import NFODEngine
import NFODStore

/// The stream of a source: what came, what could not be taken in, and silence (rules 11, 14).
extension Work {
    func sourceState(_ source: SourceID) throws -> SourceState {
        guard let row = try tx.feeds.row(of: source) else { return SourceState() }
        return SourceState(
            lastFeedAt: row.lastFeedAt, lastWholeFeedAt: row.lastWholeFeedAt, expectedBy: row.expectedBy,
            silentSince: row.silentSince)
    }

    func sourceEvent(_ event: SourceEvent, of source: SourceID) throws {
        try sourceEvents([Decided(event, happenedAt: now)], of: source)
    }

    /// A source's stream is long, so its state is read from its projection, which the same transaction keeps.
    func sourceEvents(_ decided: [Decided<SourceEvent>], of source: SourceID) throws {
        guard !decided.isEmpty else { return }
        try append(decided, to: .source(source), at: try tx.events.version(of: .source(source)))
        guard decided.contains(where: \.changesStanding) else { return }
        var state = try sourceState(source)
        let before = state
        for event in decided {
            state.apply(
                RecordedEvent(event.event, happenedAt: event.happenedAt, knownAt: now, actor: stamp.actor))
            try tx.feeds.project(event.event, of: source, at: now)
        }
        guard state != before else { return }
        try tx.feeds.put(source, state)
        let due = state.nextDue.map { [DueTable.Entry(kind: SourceState.silenceDue, at: $0)] } ?? []
        try tx.due.replace(.source(source), with: due)
        if before.silentSince != nil, state.silentSince == nil { try clear(.silentFeed, AlarmSubject(source)) }
    }

    /// The whole feed was read: counted, next one expected, unread rows alarmed.
    ///
    /// - Parameter isWhole: false for a notification that came alone.
    func feedReceived(
        _ result: IngestResult, source: SourceID, fallbackEncoded: Int, isWhole: Bool = true
    ) throws {
        let every = configuration.sources[source]?.expectEvery ?? configuration.settings.expectEveryDefault
        try sourceEvent(
            .feedReceived(
                FeedReceived(
                    rows: result.rows, accepted: result.accepted, unchanged: result.unchanged,
                    corrected: result.corrected, quarantined: result.quarantined, fallbackEncoded: fallbackEncoded,
                    isWhole: isWhole, expectedBy: isQuiet ? nil : now + every)),
            of: source)
        if result.quarantined > 0 {
            try raise(.needsFixing, AlarmSubject(source), figure: Int64(result.quarantined))
        }
    }

    /// Every source of the configuration is watched from its first day (rule 14), but for old lists.
    func watchNewSources() throws {
        for (source, profile) in configuration.sources.sorted(by: { $0.key < $1.key })
        where try !profile.isHistory && !isWatched(source) {
            let every = profile.expectEvery ?? configuration.settings.expectEveryDefault
            try sourceEvents(SourceState().beginWatch(at: now, expectEvery: every), of: source)
        }
    }

    /// It waits for its next feed, or its silence is alarmed. A source that was taken out of the configuration and came
    /// back is neither.
    private func isWatched(_ source: SourceID) throws -> Bool {
        guard try tx.feeds.row(of: source) != nil else { return false }
        return try !tx.due.rows(of: .source(source)).isEmpty
            || tx.alarms.standing(.silentFeed, AlarmSubject(source)) != nil
    }

    /// The scheduler found that a source should have sent by now (rule 14).
    func alarmSilence(of source: SourceID) throws {
        let decided = try sourceState(source).decideSilence(at: now)
        guard !decided.isEmpty else { return }
        try sourceEvents(decided, of: source)
        try raise(.silentFeed, AlarmSubject(source))
    }

    /// "Nothing to send": one press (rule 14).
    public func declareNilReturn(_ source: SourceID) throws {
        let every = configuration.sources[source]?.expectEvery ?? configuration.settings.expectEveryDefault
        try sourceEvents(sourceState(source).declareNilReturn(at: now, expectEvery: every), of: source)
    }
}

extension Decided<SourceEvent> {
    /// A notification that arrived moves nothing but the stream; everything else is looked at.
    fileprivate var changesStanding: Bool { if case .notificationReceived = event { false } else { true } }
}
