import Foundation
import NFODDaemon
import NFODEngine
import NFODStore
import Testing

@testable import NFODWeb

@Suite struct MetricsTests {
    /// What reliability wants to be seen from outside. Others may be added.
    static let promised = [
        "nfo_cases_open", "nfo_deadline_overdue", "nfo_orphan_cases", "nfo_alert_lateness_seconds",
        "nfo_outbox_oldest_seconds", "nfo_outbox_pending", "nfo_alerts_not_told", "nfo_feed_last_seen_seconds",
        "nfo_feed_silent", "nfo_quarantined_rows", "nfo_reviews_open", "nfo_due_waiting", "nfo_due_oldest_seconds",
        "nfo_due_lateness_seconds", "nfo_audit_checkpoint_age_seconds", "nfo_http_request_seconds", "nfo_tick_seconds",
        "nfo_commit_seconds", "nfo_part_hangs", "process_resident_memory_bytes",
        "nfo_clock_jump_total", "sqlite_wal_bytes",
    ]

    private func metrics(_ site: TestSite) async throws -> PrometheusText {
        let reply = try await site.get("/metrics", as: "prometheus")
        #expect(reply.status == 200)
        #expect(reply.header("content-type") == "text/plain; version=0.0.4; charset=utf-8")
        return PrometheusText(reply.body)
    }

    @Test func `a strict reader takes every line, and every promised family is there`() async throws {
        try await TestSite.run { site in
            let read = try await metrics(site)
            #expect(read.problems == [])
            for name in MetricsTests.promised { #expect(read.families[name] != nil, "\(name)") }
            #expect(read.value("nfo_metric_sources_failed") == 0)
        }
    }

    @Test func `numbers follow what happens`() async throws {
        try await TestSite.run { site in
            let before = try await metrics(site)
            #expect(before.value("nfo_cases_open") == 0)
            #expect(before.families["nfo_audit_checkpoint_age_seconds"]?.samples.isEmpty == true)
            _ = try await site.makeCase()
            _ = try site.daemon.scheduler.advance(by: .days(10))
            #expect(try Verification(site.daemon).run().holds)
            let after = try await metrics(site)
            #expect(after.problems == [])
            #expect(after.value("nfo_cases_open") == 1)
            #expect(after.value("nfo_deadline_overdue") == 1)
            #expect(after.value("nfo_orphan_cases") == 0)
            #expect(after.value("nfo_audit_checkpoint_age_seconds") == 0)
            #expect(after.value("nfo_feed_last_seen_seconds{feed=\"ambulance\"}") == 864_000.0)
            #expect(after.value("nfo_feed_silent{feed=\"police\"}") == 1.0)
            #expect(after.value("nfo_http_requests_total{code=\"201\"}") == 1)
            #expect(try #require(after.value("nfo_due_lateness_seconds_count")) > 0)
            #expect(try #require(after.value("nfo_commit_seconds_count")) > 0)
        }
    }

    @Test func `a row that needs fixing is counted and nothing of it is told`() async throws {
        try await TestSite.run { site in
            let empty = Dictionary(uniqueKeysWithValues: TestSite.told.keys.map { ($0, "") })
            _ = try await site.notify(empty.merging(["Substances": "Canarysubstance"]) { $1 })
            _ = try await site.makeCase()
            let reply = try await site.get("/metrics")
            #expect(PrometheusText(reply.body).value("nfo_quarantined_rows") == 1)
            for canary in PrivacyTests.canaries + ["Canarysubstance"] { #expect(!reply.body.contains(canary)) }
            let code = try #require(try site.cases().last?.code.name)
            #expect(!reply.body.contains(code))
            let settled = OperationRunner(site.daemon).run(
                .settleAlarm(alarm: "needsFixing", subject: "ambulance"), by: .user("morag"))
            #expect(settled.exitCode == 0)
            #expect(try await metrics(site).value("nfo_quarantined_rows") == 0)
        }
    }

    @Test func `the write-ahead log is measured`() async throws {
        try await TestSite.run { site in
            _ = try await site.makeCase()
            #expect(try #require(try await metrics(site).value("sqlite_wal_bytes")) > 0)
            try site.daemon.store.checkpoint()
            #expect(try await metrics(site).value("sqlite_wal_bytes") == 0)
        }
    }

    @Test func `a store that is gone leaves its numbers out and says so`() async throws {
        try await TestSite.run { site in
            try site.daemon.close()
            let read = try await metrics(site)
            #expect(read.problems == [])
            #expect(read.value("nfo_metric_sources_failed") == 1)
            #expect(read.families["nfo_cases_open"] == nil)
            #expect(read.families["process_cpu_seconds_total"] != nil)
        }
    }
}

@Suite struct PrometheusTextTests {
    private static let gauge = "# HELP nfo_x Words.\n# TYPE nfo_x gauge\n"

    @Test(arguments: [
        "nfo_x 1\n", gauge + "nfo_x 1", "# HELP nfo_x \n# TYPE nfo_x gauge\nnfo_x 1\n",
        "# HELP nfo_x Words.\n# TYPE nfo_x counter\nnfo_x 1\n", gauge + "nfo_y 1\n", gauge + "nfo_x 1\nnfo_x 2\n",
        gauge + "nfo_x a\n", gauge + "nfo_x{a=\"b} 1\n",
        "# HELP nfo_h Words.\n# TYPE nfo_h histogram\n"
            + "nfo_h_bucket{le=\"1\"} 2\nnfo_h_bucket{le=\"+Inf\"} 1\nnfo_h_sum 1\nnfo_h_count 1\n",
    ])
    func `the reader is strict`(text: String) { #expect(PrometheusText(text).problems != []) }

    @Test func `the reader takes what is right`() {
        let text = "# HELP nfo_x Words.\n# TYPE nfo_x gauge\nnfo_x{a=\"b\"} 1\nnfo_x{a=\"c\"} -0.5\n"
        #expect(PrometheusText(text).problems == [])
        #expect(PrometheusText(text).value("nfo_x{a=\"c\"}") == -0.5)
    }
}
