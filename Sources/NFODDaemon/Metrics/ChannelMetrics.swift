import NFODConfig
import NFODEngine
import NFODStore

/// How each channel's receiver is.
enum ChannelMetrics {
    static func families(_ workflow: Workflow) -> [MetricFamily] {
        let (endpoints, now) = (workflow.endpoints, workflow.deliveryClock.now())
        let channels = workflow.configuration.settings.channels.keys.sorted()
        let (resting, since) = (Set(endpoints.resting), endpoints.failingSince)
        func samples(_ value: (ChannelID) -> Double) -> [MetricFamily.Sample] {
            channels.map { .init(value($0), .init("channel", $0.name)) }
        }
        return [
            .gauge(
                "nfo_channel_resting", "1 for a receiver that failed so often that it is only probed.",
                samples { resting.contains($0) ? 1 : 0 }),
            .gauge(
                "nfo_channel_failing_seconds", "For how long nothing has arrived there.",
                samples { since[$0].map { Double(max(Span.zero, now - $0).milliseconds) / 1_000 } ?? 0 }),
            .gauge(
                "nfo_channel_disabled", "1 for a receiver that said that it is no more.",
                samples { endpoints.isDisabled($0) ? 1 : 0 }),
        ]
    }
}
