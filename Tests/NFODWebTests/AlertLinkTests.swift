import Foundation
import NFODDaemon
import NFODEngine
import NFODStore
import Testing

@testable import NFODWeb

/// Rule 32: an alert's own link takes it without sign-in, by a pressed button only.
@Suite struct AlertLinkTests {
    /// A case whose first level has fired, and the link in the alert that was written for it.
    private func alerted(_ site: TestSite) async throws -> (code: CaseCode, path: String, message: OutboxMessage) {
        let code = try await site.makeCase()
        _ = try site.daemon.scheduler.advance(by: .seconds(1))
        let (message, path) = try #require(try links(of: code, in: site).first { $0.0.kind == .escalation })
        return (code, path, message)
    }

    private func links(of code: CaseCode, in site: TestSite) throws -> [(OutboxMessage, String)] {
        let entries = try site.daemon.workflow.read { try $0.tx.outbox.entries(of: try $0.caseID(code)) }
        return try entries.compactMap { entry in
            let body = try JSONSerialization.jsonObject(with: entry.message.body) as? [String: Any]
            let data = try #require(body?["data"] as? [String: Any])
            guard let link = data["acknowledge"] as? String else { return nil }
            return (entry.message, try #require(URL(string: link)).path)
        }
    }

    private func press(
        _ site: TestSite, _ path: String, token: String? = nil, _ headers: [String: String] = [:]
    ) async throws -> RawHTTP.Reply {
        let form = "token=" + (token ?? String(path.dropFirst("/ack/".count)))
        let all = ["Content-Type": "application/x-www-form-urlencoded"].merging(headers) { $1 }
        return try await site.http.ask("POST", path + "/taken", all, body: Data(form.utf8))
    }

    private func acknowledgements(_ site: TestSite) throws -> [Acknowledged] {
        try site.cases().flatMap { state in
            try site.daemon.workflow.read { try $0.tx.events.events(of: .case(state.id)) }
                .compactMap { $0.payload as? Acknowledged }
        }
    }

    @Test func `a pressed button takes the alert for its recipient, half an hour at most, once`() async throws {
        try await TestSite.run(delivery: .send) { site in
            let (code, path, message) = try await alerted(site)
            let page = try await site.get(path, as: nil)
            expect(page, is: 200)
            #expect(page.body.contains(code.name) && page.body.contains(message.says))
            #expect(page.body.contains("<button>I have it</button>"))
            #expect(!page.body.contains(message.recipient.name) && !path.contains(message.recipient.name))
            #expect(page.header("cache-control") == "no-store")
            #expect(page.header("content-security-policy")?.contains("form-action 'self'") == true)
            let now = site.daemon.workflow.clock.now()
            let pressed = try await press(site, path)
            expect(pressed, is: 200)
            #expect(pressed.body.contains("Thank you, you have it"))
            let taken = try #require(try acknowledgements(site).first)
            #expect(taken.worker == message.recipient && taken.link == message.id)
            #expect(taken.until == now + .minutes(30))
            let before = try site.cases()
            let again = try await press(site, path)
            expect(again, is: 200)
            #expect(again.body.contains("You have said so already"))
            expect(try await site.get(path, as: nil), is: 200)
            #expect(try await !site.get(path, as: nil).body.contains("<button>"))
            #expect(try site.cases() == before)
            #expect(try acknowledgements(site).count == 1)
            let told = try await site.get("/api/v1/cases/\(code)").json["told"] as? [[String: Any]]
            let line = told?.first { $0["takenBy"] as? String == message.recipient.name }
            #expect(line?["takenByLink"] as? Bool == true)
            #expect((line?["words"] as? String)?.contains("by the alert's link, without sign-in") == true)
        }
    }

    @Test func `scanners and previewers change nothing`() async throws {
        try await TestSite.run(delivery: .send) { site in
            let (_, path, _) = try await alerted(site)
            let before = try site.cases()
            for _ in 0..<3 {
                expect(try await site.get(path, as: nil), is: 200)
                expect(try await site.http.ask("HEAD", path), is: 200)
                expect(try await site.get(path + "?token=1", as: nil, ["Purpose": "prefetch"]), is: 200)
            }
            for method in ["PUT", "DELETE", "OPTIONS", "POST"] {
                expect(try await site.http.ask(method, path, body: Data()), is: 405)
            }
            for method in ["GET", "HEAD", "PUT"] { expect(try await site.http.ask(method, path + "/taken"), is: 405) }
            expect(try await site.http.ask("POST", path + "/taken", body: Data()), is: 415)
            #expect(try site.cases() == before)
            #expect(try acknowledgements(site).isEmpty)
        }
    }

    @Test func `what another site makes a browser send takes nothing`() async throws {
        try await TestSite.run(delivery: .send) { site in
            let (_, path, _) = try await alerted(site)
            for header in [
                ["Sec-Fetch-Site": "cross-site"], ["Sec-Fetch-Site": "same-site"], ["Origin": "https://evil.example"],
                ["Origin": "null"],
            ] { expect(try await press(site, path, header), is: 403) }
            expect(try await press(site, path, token: ""), is: 404)
            expect(try await press(site, path, token: "x", ["Sec-Fetch-Site": "same-origin"]), is: 404)
            expect(try await press(site, path, token: "x&more=1"), is: 400)
            expect(try await press(site, path, token: String(repeating: "x", count: 5_000)), is: 413)
            #expect(try acknowledgements(site).isEmpty)
        }
    }

    @Test func `a forged link, an altered one and one that is too old look the same and do nothing`() async throws {
        var limits = WebLimits()
        limits.wrongTokens = 1_000
        try await TestSite.run(limits: limits, delivery: .send) { site in
            let (code, path, _) = try await alerted(site)
            let token = String(path.dropFirst("/ack/".count))
            let mark = token.dropFirst(code.name.count)
            let other = try #require(mark.first) == "0" ? "1" : "0"
            let forged = [
                code.name + other + mark.dropFirst(), code.name + mark.dropLast() + (mark.last == "0" ? "1" : "0"),
                "ZZZZZZZ" + mark, String(mark), code.name, code.name + mark.uppercased() + "0",
                code.name + String(repeating: "0", count: 32), String(repeating: "a", count: 64),
            ]
            var pages: Set<String> = []
            for token in forged {
                pages.insert(try await site.get("/ack/" + token, as: nil).body)
                let pressed = try await press(site, "/ack/" + token)
                expect(pressed, is: 404)
                pages.insert(pressed.body)
            }
            expect(try await site.get(path, as: nil), is: 200)
            _ = try site.daemon.scheduler.advance(by: .hours(12))
            let old = try await press(site, path)
            expect(old, is: 404)
            pages.insert(old.body)
            #expect(pages.count == 1)
            #expect(try acknowledgements(site).isEmpty)
        }
    }

    @Test func `nothing can be taken of a response that has ended`() async throws {
        try await TestSite.run(delivery: .send) { site in
            let (code, path, message) = try await alerted(site)
            try site.daemon.workflow.perform(as: .user("morag")) { work in
                _ = try work.handle(
                    .end(.diedReported, at: work.now, byHuddle: false), on: try work.caseID(code))
            }
            expect(try await site.get(path, as: nil), is: 404)
            expect(try await press(site, path), is: 404)
            #expect(try acknowledgements(site).isEmpty)
            // A stand-down has nothing to take.
            #expect(try links(of: code, in: site).allSatisfy { $0.0.kind != .standDown })
            #expect(!message.id.name.isEmpty)
        }
    }

    @Test func `who was stood down takes nothing with the link from before`() async throws {
        try await TestSite.run(delivery: .send) { site in
            let (code, _, _) = try await alerted(site)
            func assign(_ worker: String) async throws {
                let version = try #require(try await site.get("/api/v1/cases/\(code)").json["version"])
                let body = "{\"worker\":\"\(worker)\"}"
                let reply = try await site.post(
                    "/api/v1/cases/\(code)/assign", body, ["If-Match": "\"\(version)\""])
                #expect(reply.status == 200, "\(reply.body)")
            }
            let before = Set(try links(of: code, in: site).map(\.1))
            try await assign("worker-1")
            let given = try links(of: code, in: site).filter { !before.contains($0.1) && $0.0.kind == .assignment }
            let path = try #require(given.first { $0.0.recipient == WorkerID("worker-1") }).1
            expect(try await site.get(path, as: nil), is: 200)
            try await assign("worker-2")
            expect(try await press(site, path), is: 404)
            #expect(try acknowledgements(site).isEmpty)
        }
    }

    @Test func `who tries many links waits, and signs in meanwhile as ever`() async throws {
        try await TestSite.run(delivery: .send) { site in
            let (_, path, _) = try await alerted(site)
            for number in 0..<20 { expect(try await site.get("/ack/T\(number)", as: nil), is: 404) }
            let waiting = try await site.get(path, as: nil)
            expect(waiting, is: 429)
            #expect(waiting.header("retry-after") != nil)
            expect(try await site.get("/huddle"), is: 200)
            expect(try await site.get(path, as: nil, ["X-Forwarded-For": "10.0.0.9"]), is: 200)
            #expect(!site.log.all.contains { $0.contains(path) })
        }
    }
}
