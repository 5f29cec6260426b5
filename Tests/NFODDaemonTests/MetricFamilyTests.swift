import NFODEngine
import Testing

@testable import NFODDaemon

@Suite struct MetricFamilyTests {
    @Test func `a histogram counts into every bound that holds it, its end included`() {
        let histogram = Histogram("nfo_x_seconds", "Words.", bounds: [0.1, 1])
        for seconds in [0.05, 0.1, 0.5, 7] { histogram.observe(seconds: seconds) }
        histogram.observe(.milliseconds(1_000))
        #expect(
            histogram.family.text == """
                # HELP nfo_x_seconds Words.
                # TYPE nfo_x_seconds histogram
                nfo_x_seconds_bucket{le="0.1"} 2
                nfo_x_seconds_bucket{le="1"} 4
                nfo_x_seconds_bucket{le="+Inf"} 5
                nfo_x_seconds_sum 8.65
                nfo_x_seconds_count 5

                """)
    }

    @Test func `labels are escaped, and whole numbers have no point`() {
        let family = MetricFamily.gauge("nfo_x", "a\\b\nc", [.init(2, .init("feed", "a\"b\\c\nd"))])
        #expect(
            family.text == "# HELP nfo_x a\\\\b\\nc\n# TYPE nfo_x gauge\nnfo_x{feed=\"a\\\"b\\\\c\\nd\"} 2\n")
    }

    @Test func `a room that fails leaves the others theirs, and families of one name are told together`() {
        let registry = MetricRegistry()
        registry.add { [.gauge("nfo_b", "Words.", [.init(1, .init("room", "one"))])] }
        registry.add { throw DaemonError.clockNotSimulated }
        registry.add { [.gauge("nfo_b", "Words.", [.init(2, .init("room", "two"))]), .gauge("nfo_a", "Words.", 3)] }
        #expect(
            registry.text == """
                # HELP nfo_a Words.
                # TYPE nfo_a gauge
                nfo_a 3
                # HELP nfo_b Words.
                # TYPE nfo_b gauge
                nfo_b{room="one"} 1
                nfo_b{room="two"} 2
                # HELP nfo_metric_sources_failed Rooms of the daemon that could not tell their metrics.
                # TYPE nfo_metric_sources_failed gauge
                nfo_metric_sources_failed 1

                """)
    }

    @Test func `a tally tells its known words from the first moment`() {
        let tally = Tally("nfo_x_total", "Words.", label: "outcome", words: ["delivered", "permanent"])
        tally.count("permanent")
        #expect(tally.family.text.hasSuffix("{outcome=\"delivered\"} 0\nnfo_x_total{outcome=\"permanent\"} 1\n"))
    }
}
