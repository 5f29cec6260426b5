import Foundation
import NFODEngine
import NFODStore
import Testing

@testable import NFODDaemon
@testable import NFODWeb

/// Rule 32: an alert can be taken from where it is read, by its recipient and nobody else.
@Suite struct AlertButtonTests {
    private static let kinds = ["push": "ntfy", "letter": "mail", "text": "notify-sms", "post": "notify-email"]

    /// Everybody is told over all of these, last levels and all; addresses by worker, or one that is everybody's.
    private func prepare(_ config: String, _ data: String, isShared: Bool) throws {
        let team = try String(contentsOfFile: config + "/team.yaml", encoding: .utf8)
        try team.replacing("[team-webhook]", with: "[push, letter, text, post, chat]")
            .write(toFile: config + "/team.yaml", atomically: true, encoding: .utf8)
        let workers = (1...6).map { "worker-\($0)" } + ["coordinator-1"]
        var channels = "  chat:\n    kind: slack\n    urlFile: chat.url\n    plainLoopback: true\n"
        var files = [
            "chat.url": "http://127.0.0.1:2526/hook",
            "key": "test-26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0",
        ]
        for (name, kind) in Self.kinds {
            let needs =
                switch kind {
                case "mail": "from: alerts@nfod.example.org"
                case "ntfy": "atOnce: 4"
                default: "apiKeyFile: key\n    template: f33517ff"
                }
            channels += "  \(name):\n    kind: \(kind)\n    url: \(kind == "mail" ? "smtp" : "http")://127.0.0.1:2525\n"
            channels += "    addressFile: \(name).addresses\n    \(needs)\n    plainLoopback: true\n"
            func address(_ number: Int) -> String {
                switch kind {
                case "ntfy": "topic-\(number)"
                case "notify-sms": "0770090000\(number)"
                default: "somebody-\(number)@example.org"
                }
            }
            files[name + ".addresses"] =
                isShared
                ? address(0) : workers.enumerated().map { "\($1) \(address($0))" }.joined(separator: "\n")
        }
        let settings = try String(contentsOfFile: config + "/nfodd.yaml", encoding: .utf8)
        try settings.replacing("\nchannels:\n", with: "\nchannels:\n" + channels)
            .write(toFile: config + "/nfodd.yaml", atomically: true, encoding: .utf8)
        for (name, text) in files {
            _ = FileManager.default.createFile(
                atPath: data + "/" + name, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
        }
    }

    private func run(isShared: Bool = false, _ test: (TestSite, [String: OutboxMessage]) async throws -> Void)
        async throws
    {
        try await TestSite.run(delivery: .send, prepare: { try prepare($0, $1, isShared: isShared) }) { site in
            let (_, alert) = try await site.alerted()
            let copies = try site.daemon.workflow.read { try $0.tx.outbox.copies(of: alert) }.map(\.message)
            try await test(site, Dictionary(uniqueKeysWithValues: copies.map { ($0.channel.name, $0) }))
        }
    }

    /// As it stands in the push, to be sent as it stands.
    private struct Action: Decodable, Equatable {
        let action: String
        let label: String
        let url: String
        let method: String?
        let headers: [String: String]?
        let body: String?
        let clear: Bool?
    }

    private struct Push: Decodable { let actions: [Action] }

    private func taking(_ message: OutboxMessage?) throws -> Action? {
        let push = try JSONDecoder().decode(Push.self, from: try #require(message).body)
        #expect(push.actions.contains { $0.action == "view" && $0.label == "Open" })
        return push.actions.first { $0.action == "http" }
    }

    private func send(
        _ action: Action, to site: TestSite, _ more: [String: String] = [:]
    ) async throws -> RawHTTP.Reply {
        let path = try #require(URL(string: action.url)).path
        return try await site.http.ask(
            try #require(action.method), path, (action.headers ?? [:]).merging(more) { $1 },
            body: Data(try #require(action.body).utf8))
    }

    private func acknowledgements(_ site: TestSite) throws -> [Acknowledged] {
        try site.cases().flatMap { state in
            try site.daemon.workflow.read { try $0.tx.events.events(of: .case(state.id)) }
                .compactMap { $0.payload as? Acknowledged }
        }
    }

    @Test func `the push's button, sent as it is written, takes the alert for its recipient`() async throws {
        try await run { site, copies in
            let action = try #require(try taking(copies["push"]))
            #expect(action.label == "I have it" && action.clear == true)
            expect(try await send(action, to: site), is: 200)
            let taken = try #require(try acknowledgements(site).first)
            let first = try #require(copies["push"])
            #expect(taken.worker == first.recipient && taken.link == first.fallbackOf ?? first.id)
            expect(try await send(action, to: site), is: 200)
            #expect(try acknowledgements(site).count == 1, "once")
        }
    }

    @Test func `from a page of another site it takes nothing`() async throws {
        try await run { site, copies in
            let action = try #require(try taking(copies["push"]))
            for header in [
                ["Origin": "https://ntfy.example.org"], ["Origin": "null"], ["Sec-Fetch-Site": "cross-site"],
            ] { expect(try await send(action, to: site, header), is: 403) }
            #expect(try acknowledgements(site).isEmpty)
        }
    }

    @Test func `what one person reads has the link, and to open it changes nothing`() async throws {
        try await run { site, copies in
            #expect(Set(copies.keys).isSuperset(of: Self.kinds.keys))
            for (name, message) in copies where Self.kinds[name] != nil {
                // Mail breaks long lines.
                let body = String(decoding: message.body, as: UTF8.self).replacing("=\r\n", with: "")
                #expect(body.contains("I have it"), "\(name)")
                let token = try #require(body.split(separator: "/ack/", maxSplits: 1).last)
                    .prefix { $0.isLetter || $0.isNumber }
                expect(try await site.get("/ack/" + token, as: nil), is: 200, "\(name)")
            }
            #expect(try acknowledgements(site).isEmpty)
        }
    }

    @Test func `where others read too there is no link`() async throws {
        try await run(isShared: true) { _, copies in
            #expect(Set(copies.keys).isSuperset(of: Self.kinds.keys))
            let action = try taking(copies["push"])
            #expect(action == nil)
            for (name, message) in copies where name != "team-webhook" {
                #expect(!String(decoding: message.body, as: UTF8.self).contains("/ack/"), "\(name)")
            }
        }
        try await run { _, copies in
            let room = try #require(copies["chat"])
            #expect(!String(decoding: room.body, as: UTF8.self).contains("/ack/"))
        }
    }
}
