import NFODConfig
import NFODEngine
import NFODStore

extension Daemon {
    /// Each room's numbers; what a room fails to tell does not keep the others from telling theirs.
    func addMetrics() {
        let (workflow, alarms) = (workflow, alarms)
        metrics.add { workflow.meters.families }
        metrics.add { ProcessMetrics.families() }
        metrics.add { try ServiceMetrics.families(workflow) }
        let place = store.place
        metrics.add {
            [.gauge("sqlite_wal_bytes", "Length of the database's write-ahead log.", Int(place.logBytes()))]
        }
        metrics.add { StandingMetrics.families(alarms, workflow.store, workflow.clock) }
        metrics.add { ChannelMetrics.families(workflow) }
        metrics.add {
            let silent = workflow.progress.silent().map(\.rawValue)
            return [
                .gauge(
                    "nfo_part_hangs", "1 for a part of the daemon that is not heard of any more.",
                    Part.allCases.filter(\.isWatched).map {
                        .init(silent.contains($0.rawValue) ? 1 : 0, .init("part", $0.rawValue))
                    }),
                .gauge("nfo_build_info", "The program's version.", [.init(1, .init("version", NFODVersion.current))]),
            ]
        }
    }
}

/// How the service stands, from one snapshot of the store. Counts and ages only.
struct ServiceMetrics {
    private let reading: Reading
    private let now: Instant
    /// On the clock that receivers live by.
    private let deliveryNow: Instant
    /// The feeds of the configuration in force.
    private let watched: [SourceID]

    static func families(_ workflow: Workflow) throws -> [MetricFamily] {
        let (now, deliveryNow) = (workflow.clock.now(), workflow.deliveryClock.now())
        let watched = workflow.configuration.feeds
        return try workflow.read { reading in
            let metrics = ServiceMetrics(reading: reading, now: now, deliveryNow: deliveryNow, watched: watched)
            return try metrics.cases() + metrics.waiting() + metrics.alerts() + metrics.feeds() + metrics.trail()
        }
    }

    private func cases() throws -> [MetricFamily] {
        [
            .gauge("nfo_cases_open", "Responses that have not ended.", try reading.tx.responses.backlog().count),
            .gauge(
                "nfo_deadline_overdue", "Open responses whose time for contact is over.",
                try reading.tx.responses.overdue(at: now).count),
            .gauge(
                "nfo_orphan_cases", "Open responses that wait for nothing; must be 0.",
                try reading.tx.responses.withoutLadder().count),
            .gauge(
                "nfo_reviews_open", "Questions who somebody is that wait for an answer.",
                try reading.tx.people.openReviews().count),
        ]
    }

    private func waiting() throws -> [MetricFamily] {
        let backlog = try reading.tx.due.backlog(at: now)
        return [
            .gauge("nfo_due_waiting", "Things that are due and not handled yet.", backlog.count),
            .gauge("nfo_due_oldest_seconds", "How late the oldest of them is.", age(backlog.oldest)),
        ]
    }

    private func alerts() throws -> [MetricFamily] {
        let lanes = try OutboxMessage.Lane.allCases.map { ($0, try reading.tx.outbox.backlog($0, at: deliveryNow)) }
        return [
            .gauge(
                "nfo_outbox_pending", "Alerts that wait to be delivered.",
                lanes.map { .init(Double($1.count), .init("lane", $0.rawValue)) }),
            .gauge(
                "nfo_outbox_oldest_seconds", "Age of the oldest alert that is not delivered.",
                lanes.map { .init(Double(age($1.oldest, at: deliveryNow)), .init("lane", $0.rawValue)) }),
            .gauge(
                "nfo_alerts_without_receipt", "Alerts that a service took and has not said of whether they arrived.",
                try reading.tx.outbox.withoutReceipt(since: now - DeliveryReceipt.comesWithin).count),
            .gauge(
                "nfo_alerts_not_told", "Alerts that were given up: somebody was not told.",
                try reading.tx.outbox.notTold().count),
        ]
    }

    private func feeds() throws -> [MetricFamily] {
        // What was taken out of the configuration will never send again.
        let feeds = try reading.tx.feeds.all().filter { watched.contains($0.source) }
        let unfixed = try reading.tx.alarms.standing().map(\.alarm).filter { $0.kind == .needsFixing }
        return [
            .gauge(
                "nfo_feed_last_seen_seconds", "Since the source last sent.",
                feeds.filter { $0.lastFeedAt != nil }.map {
                    .init(Double(age($0.lastFeedAt)), .init("feed", $0.source.name))
                }),
            .gauge(
                "nfo_feed_silent", "1 when the source should have sent and did not.",
                feeds.map { .init($0.silentSince == nil ? 0 : 1, .init("feed", $0.source.name)) }),
            .gauge(
                "nfo_quarantined_rows",
                "Rows and files that could not be taken in, until a person says that they are dealt with.",
                unfixed.reduce(0) { $0 + Int($1.figure ?? 0) }),
            .gauge(
                "nfo_quarantined_oldest_seconds", "Age of the oldest of them.", age(unfixed.map(\.raisedAt).min())),
        ]
    }

    private func trail() throws -> [MetricFamily] {
        let verified = try reading.tx.meta.value(Verification.heldAt).flatMap { Int64($0) }
        let applied = try reading.tx.meta.value(ConfigurationLog.appliedAt).flatMap { Int64($0) }
        return [
            .counter(
                "nfo_events_total", "Events in the log.",
                [.init(Double(try reading.tx.events.head().sequence))]),
            .gauge(
                "nfo_audit_checkpoint_age_seconds", "Since `nfodd verify` last held; absent before it ever did.",
                verified.map { [.init(Double(age(Instant(milliseconds: $0))))] } ?? []),
            .gauge(
                "nfo_configuration_age_seconds", "Since the configuration in force was taken up.",
                applied.map { [.init(Double(age(Instant(milliseconds: $0))))] } ?? []),
        ]
    }

    private func age(_ instant: Instant?, at other: Instant? = nil) -> Int {
        instant.map { Int(max(Span.zero, (other ?? now) - $0).milliseconds / 1_000) } ?? 0
    }
}
