import Foundation
import NFODDaemon
import NFODEngine
import NFODStore
import Testing

@testable import NFODWeb

/// Dead letters over HTTP, and who was told on the case's page.
@Suite struct OutboxTests {
    /// An alarm that was given up.
    private func plant(_ name: String, in site: TestSite) throws {
        try site.daemon.workflow.perform(as: .machine("test")) { work in
            let message = OutboxMessage(
                id: AlertID(name), response: nil, lane: .ordinary, kind: .alarm, recipient: WorkerID("coordinator-1"),
                channel: ChannelID("team-webhook"), says: "a planted alarm", body: Data("{}".utf8), createdAt: work.now)
            try work.tx.outbox.enqueue(message)
            _ = try work.tx.outbox.lease(.ordinary, now: work.now, until: work.now + .hours(1)) { _ in 10 }
            let made = DeliveryTry(
                startedAt: work.now, endedAt: work.now, outcome: .permanent, code: "gone", status: 410)
            try work.tx.outbox.record(made, of: message.id, otherwise: .giveUp)
        }
    }

    @Test func `the coordinator sees what was given up and has it tried again, once`() async throws {
        try await TestSite.run { site in
            try plant("planted-1", in: site)
            let listed = try await site.get("/api/v1/outbox")
            expect(listed, is: 200)
            let letter = try #require((listed.json["givenUp"] as? [[String: Any]])?.first)
            #expect(letter["alert"] as? String == "planted-1")
            #expect(letter["says"] as? String == "a planted alarm")
            #expect(letter["code"] as? String == "gone")
            #expect(letter["status"] as? Int == 410)
            #expect(listed.json["givenUpCount"] as? Int == 1)
            #expect(!listed.body.contains("http"))
            let key = ["Idempotency-Key": "retry-1"]
            let asked = #"{"alerts": ["planted-1"]}"#
            let tried = try await site.post("/api/v1/outbox/retry", asked, as: "rhona", key)
            expect(tried, is: 200)
            #expect(tried.json["retried"] as? [String] == ["planted-1"])
            #expect(try await site.post("/api/v1/outbox/retry", asked, as: "rhona", key).body == tried.body)
            #expect(try await site.get("/api/v1/outbox").json["givenUpCount"] as? Int == 0)
        }
    }

    @Test func `what is wrong is told field by field, and who may not is refused`() async throws {
        try await TestSite.run { site in
            try plant("planted-1", in: site)
            for name in ["ewan", "sas", "prometheus"] {
                expect(try await site.get("/api/v1/outbox", as: name), is: 403)
            }
            expect(try await site.post("/api/v1/outbox/retry", #"{"all": true}"#, as: "morag"), is: 403)
            let wrong = try await site.post(
                "/api/v1/outbox/retry", #"{"all": "yes", "alerts": [1], "case": 7, "everything": true}"#, as: "rhona")
            expect(wrong, is: 400)
            let fields = (wrong.json["problems"] as? [[String: Any]])?.compactMap { $0["field"] as? String }
            #expect(fields == ["alerts", "all", "case", "everything"])
            for body in ["{}", "[]", #"{"all": false}"#, #"{"all": true, "channel": "team-webhook"}"#] {
                expect(try await site.post("/api/v1/outbox/retry", body, as: "rhona"), is: 400)
            }
            let unknown = try await site.post("/api/v1/outbox/retry", #"{"alerts": ["nobody"]}"#, as: "rhona")
            expect(unknown, is: 404)
            #expect(unknown.json["code"] as? String == "alertUnknown")
            #expect(try await site.get("/api/v1/outbox").json["givenUpCount"] as? Int == 1)
        }
    }

    @Test func `a case says who was told on its page and for programs`() async throws {
        try await TestSite.run { site in
            let code = try await site.makeCase()
            // The ladder's first level is due at once.
            _ = try site.daemon.scheduler.advance(by: .seconds(1))
            let shown = try await site.get("/api/v1/cases/\(code)").json
            let told = try #require((shown["told"] as? [[String: Any]])?.first)
            #expect(told["knownBy"] as? String == "recorded")
            let words = try #require(told["words"] as? String)
            #expect(words.hasSuffix(": written down, not sent; team-webhook"))
            let channels = told["channels"] as? [[String: Any]]
            #expect(channels?.first?["standing"] as? String == "recorded")
            let page = try await site.get("/c/\(code)").body
            #expect(page.contains("<h2>Told</h2>"))
            #expect(page.contains("written down, not sent; team-webhook"))
        }
    }
}
