import Foundation
import NFODEngine
import NFODStore
import Testing

@testable import NFODDaemon
@testable import NFODWeb

/// Who may say that a message arrived, and what is kept of what they say.
@Suite struct NotifyCallbackDoorTests {
    @Test func `without the token nothing is taken, and nobody learns which channels there are`() async throws {
        var limits = WebLimits()
        limits.wrongTokens = 1_000
        try await NotifyStandIn.run(limits: limits) { site, _ in
            let (_, alert) = try await site.alerted()
            try await site.deliver()
            var answers: Set<String> = []
            for channel in ["sms", "other", "team-webhook", "none", "a-b-c"] {
                for token in [
                    "wrong", "Basic", NotifyStandIn.token.uppercased(), NotifyStandIn.token + "0",
                    String(NotifyStandIn.token.dropLast()), "staff-token-1", "coordinator-token-1",
                    String(repeating: "x", count: 4_000),
                ] {
                    let answer = try await site.callBack(alert.name, "delivered", to: channel, token: token)
                    expect(answer, is: 403)
                    answers.insert(answer.body)
                }
                let nobody = try await site.callBack(alert.name, "delivered", to: channel, token: nil)
                expect(nobody, is: 401)
                #expect(nobody.code == "noToken")
            }
            #expect(answers.count == 1)
            // The right one opens its own door only.
            for channel in ["other", "team-webhook", "none"] {
                expect(try await site.callBack(alert.name, "delivered", to: channel), is: 403)
            }
            let signed = ["Authorization": "Bearer " + NotifyStandIn.token]
            expect(try await site.get("/api/v1/outbox", as: nil, signed), is: 401)
            #expect(try site.standing(alert) == ["sms sent", "team-webhook ready"])
        }
    }

    @Test func `who guesses waits, and Notify does not`() async throws {
        try await NotifyStandIn.run { site, _ in
            let (_, alert) = try await site.alerted()
            try await site.deliver()
            for number in 0..<20 {
                expect(try await site.callBack(alert.name, "delivered", token: "guess-\(number)"), is: 403)
            }
            let waiting = try await site.callBack(alert.name, "delivered", token: "guess")
            expect(waiting, is: 429)
            #expect(waiting.header("retry-after") != nil)
            expect(try await site.get("/huddle"), is: 200)
            expect(try await site.callBack(alert.name, "delivered"), is: 200)
            #expect(try site.standing(alert).first == "sms delivered")
        }
    }

    @Test func `what cannot be read is turned down without a word of it`() async throws {
        try await NotifyStandIn.run { site, _ in
            let signed = ["Authorization": "Bearer " + NotifyStandIn.token]
            let path = "/callbacks/notify/sms"
            for (body, status) in [
                ("", 400), ("{", 400), ("[]", 400), ("{}", 400), (#"{"status": 7}"#, 400),
                (#"{"status": "delivered", "reference": {"to": "07700900123"}}"#, 400),
                (#"{"message": "07700900123 Zebedee", "source_number": "447700900123"}"#, 400),
                (String(repeating: "[", count: 200), 400), (String(repeating: " ", count: 20_000), 413),
            ] {
                let answer = try await site.post(path, body, as: nil, signed)
                expect(answer, is: status, "\(body.prefix(30))")
                #expect(!answer.body.contains("900123") && !answer.body.contains("Zebedee"))
            }
            let typed = signed.merging(["Content-Type": "text/plain"]) { $1 }
            expect(try await site.post(path, "{}", as: nil, typed), is: 415)
            for method in ["GET", "HEAD", "PUT", "DELETE"] {
                expect(try await site.http.ask(method, path, signed), is: 405)
            }
            expect(try await site.get("/callbacks/notify/s%6Ds", as: nil, signed), is: 401)
            expect(try await site.get("/callbacks/notify/", as: nil, signed), is: 401)
        }
    }

    @Test func `whom a message was for stands in no log, answer or file`() async throws {
        try await NotifyStandIn.run { site, _ in
            let (_, alert) = try await site.alerted()
            try await site.deliver()
            var answers = ""
            for (reference, status) in [(alert.name, "sending"), (alert.name, "delivered"), ("nothing", "delivered")] {
                answers += try await site.callBack(reference, status).body
            }
            try site.daemon.store.checkpoint()
            answers += try await site.get("/metrics").body
            let told = site.log.all.joined(separator: "\n") + answers
            for canary in ["07700900123", "900123", NotifyStandIn.token, alert.name] {
                #expect(!told.contains(canary), "\(canary)")
            }
            let files = try FileManager.default.subpathsOfDirectory(atPath: site.directory)
            for file in files {
                let bytes = FileManager.default.contents(atPath: site.directory + "/" + file) ?? Data()
                #expect(bytes.range(of: Data("07700900123".utf8)) == nil, "\(file)")
            }
        }
    }
}
