import Foundation
import NFODEngine
import NFODStore
import ReceiverFixture
import Synchronization
import Testing

@testable import NFODDaemon
@testable import NFODWeb

/// GOV.UK Notify says later whether a message arrived (rule 32; fault 18 of reliability.md).
@Suite struct NotifyCallbackTests {
    struct Said: Sendable, CustomTestStringConvertible {
        let status: String
        var standing = ["sms sent", "team-webhook ready"]
        var told = 0
        /// Reaches the next channel at once.
        var isHandedOn = false
        var testDescription: String { status }
    }

    private static let failed = ["sms failed", "team-webhook ready"]

    @Test(arguments: [
        Said(status: "delivered", standing: ["sms delivered", "team-webhook cancelled"], told: 1),
        Said(status: "permanent-failure", standing: failed, isHandedOn: true),
        Said(status: "temporary-failure", standing: failed, isHandedOn: true),
        Said(status: "technical-failure", standing: failed, isHandedOn: true),
        Said(status: "created"), Said(status: "sending"), Said(status: "pending"), Said(status: "sent"),
        Said(status: "never-heard-of"),
    ])
    func `each status does what it says, once, however often it is said`(said: Said) async throws {
        try await NotifyStandIn.run { site, standIn in
            let (code, alert) = try await site.alerted()
            try await site.deliver()
            #expect(standIn.references == [alert.name])
            #expect(try site.standing(alert) == ["sms sent", "team-webhook ready"])
            #expect(try site.heard(code) == (0, 0), "Notify has it, and nobody was told")
            for _ in 0..<3 {
                let answer = try await site.callBack(alert.name, said.status)
                expect(answer, is: 200)
                #expect(answer.body == "ok\n")
            }
            #expect(try site.standing(alert) == said.standing)
            #expect(try site.heard(code) == (said.told, 0))
            try await site.deliver()
            #expect(standIn.next.received.count == (said.isHandedOn ? 1 : 0))
            #expect(try site.heard(code).told == (said.isHandedOn ? 1 : said.told))
            #expect(standIn.references.count == 1, "it is not sent again")
        }
    }

    @Test func `late ones change nothing that is so, and an arrival is believed whenever it comes`() async throws {
        try await NotifyStandIn.run { site, standIn in
            let (code, alert) = try await site.alerted()
            try await site.deliver()
            expect(try await site.callBack(alert.name, "temporary-failure"), is: 200)
            try await site.deliver()
            #expect(try site.standing(alert) == ["sms failed", "team-webhook delivered"])
            // Delivered elsewhere; and then after all.
            expect(try await site.callBack(alert.name, "delivered"), is: 200)
            #expect(try site.standing(alert) == ["sms delivered", "team-webhook delivered"])
            #expect(try site.heard(code) == (2, 0))
            let before = try site.cases()
            expect(try await site.callBack(alert.name, "permanent-failure"), is: 200)
            #expect(try site.standing(alert).first == "sms delivered")
            #expect(try site.cases() == before)
            #expect(standIn.next.received.count == 1)
        }
    }

    @Test(arguments: ["permanent-failure", "delivered"])
    func `after the end of a response nothing follows from a failure`(status: String) async throws {
        try await NotifyStandIn.run { site, _ in
            let (code, alert) = try await site.alerted()
            try await site.deliver()
            try site.daemon.workflow.perform(as: .user("morag")) { work in
                _ = try work.handle(.end(.diedReported, at: work.now, byHuddle: false), on: try work.caseID(code))
            }
            #expect(try site.standing(alert) == ["sms cancelled", "team-webhook cancelled"])
            let alarms = site.daemon.alarms.current
            expect(try await site.callBack(alert.name, status), is: 200)
            let isArrived = status == "delivered"
            #expect(try site.standing(alert).first == (isArrived ? "sms delivered" : "sms cancelled"))
            #expect(try site.heard(code) == (isArrived ? 1 : 0, 0))
            #expect(site.daemon.alarms.current == alarms)
        }
    }

    @Test func `a case says what is known, in words and for programs`() async throws {
        try await NotifyStandIn.run { site, _ in
            let (code, alert) = try await site.alerted()
            func line() async throws -> (words: String, knownBy: String, receipt: Bool) {
                let told = try await site.get("/api/v1/cases/\(code)").json["told"] as? [[String: Any]]
                let line = try #require(told?.first { $0["alert"] as? String == alert.name })
                let channel = try #require((line["channels"] as? [[String: Any]])?.first)
                return (
                    try #require(line["words"] as? String), try #require(line["knownBy"] as? String),
                    channel["receipt"] as? Bool == true
                )
            }
            try await site.deliver()
            #expect(try await line().words.contains("on its way; sms: given to GOV.UK Notify, no receipt yet"))
            #expect(try await line().receipt)
            let listed = try await site.get("/api/v1/outbox")
            #expect((listed.json["withoutReceipt"] as? [[String: Any]])?.first?["alert"] as? String == alert.name)
            expect(try await site.callBack(alert.name, "delivered"), is: 200)
            #expect(try await line().words.contains("; sms: arrived "))
            #expect(try await line().words.contains("(GOV.UK Notify says so)"))
            #expect(try await line().knownBy == "arrived")
            #expect(try await (site.get("/api/v1/outbox").json["withoutReceipt"] as? [Any])?.isEmpty == true)
        }
    }

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

    @Test func `what is not theirs changes nothing, is taken for done, and is counted`() async throws {
        try await NotifyStandIn.run { site, _ in
            let (_, alert) = try await site.alerted()
            try await site.deliver()
            let copy = try #require(
                try site.daemon.workflow.read { try $0.tx.outbox.copies(of: alert) }.last?.message.id)
            // Nobody's, somebody else's with a right token, and one that another channel was for.
            for (reference, channel, token) in [
                ("nothing", "sms", NotifyStandIn.token), (alert.name, "other", NotifyStandIn.otherToken),
                (copy.name, "sms", NotifyStandIn.token),
                (String(repeating: "é", count: 3_000), "sms", NotifyStandIn.token),
            ] { expect(try await site.callBack(reference, "delivered", to: channel, token: token), is: 200) }
            expect(try await site.callBack(nil, "delivered"), is: 200)
            #expect(try site.standing(alert) == ["sms sent", "team-webhook ready"])
            let metrics = PrometheusText(try await site.get("/metrics").body)
            #expect(metrics.value("nfo_receipts_total{outcome=\"unknown\"}") == 5)
            #expect(metrics.value("nfo_receipts_total{outcome=\"arrived\"}") == 0)
            #expect(metrics.value("nfo_alerts_without_receipt") == 1)
            #expect(site.log.all.count { $0.contains("a receipt of nothing") } == 5)
        }
    }

    /// One service of Notify calls back to one address, whichever of our channels it serves.
    @Test func `channels with one token may share an address`() async throws {
        try await NotifyStandIn.run { site, _ in
            let (_, alert) = try await site.alerted()
            try await site.deliver()
            expect(try await site.callBack(alert.name, "delivered", to: "mail"), is: 200)
            #expect(try site.standing(alert).first == "sms delivered")
        }
    }

    /// Notify calls back before it has answered, or before we have written its answer down.
    @Test(arguments: ["delivered", "permanent-failure"], [true, false])
    func `a receipt that overtakes the answer counts once`(status: String, isBeforeAnswer: Bool) async throws {
        try await NotifyStandIn.run { site, standIn in
            let (code, alert) = try await site.alerted()
            let answered = Mutex<[Int]>([])
            if isBeforeAnswer {
                standIn.beforeAnswering { reference in
                    let answer = try? site.http.exchange(
                        "POST", "/callbacks/notify/sms",
                        ["Authorization": "Bearer " + NotifyStandIn.token, "Content-Type": "application/json"],
                        body: Data(NotifyStandIn.body(reference, status).utf8))
                    answered.withLock { $0.append(answer?.status ?? 0) }
                }
            }
            try await site.deliver {
                guard !isBeforeAnswer else { return }
                answered.withLock { $0.append(200) }
                expect(try await site.callBack(alert.name, status), is: 200)
            }
            #expect(answered.withLock { $0 } == [200])
            let isTold = status == "delivered"
            #expect(
                try site.standing(alert)
                    == (isTold ? ["sms delivered", "team-webhook cancelled"] : ["sms failed", "team-webhook ready"]))
            try await site.deliver()
            #expect(try site.heard(code) == (1, 0))
            #expect(standIn.next.received.count == (isTold ? 0 : 1))
        }
    }

    @Test(arguments: ["delivered", "technical-failure"])
    func `a restart between the answer and the receipt loses nothing`(status: String) async throws {
        let (root, standIn) = (TestSite.newRoot(), NotifyStandIn())
        defer { try? FileManager.default.removeItem(atPath: root) }
        var alert = AlertID("")
        try await NotifyStandIn.run(root: root, with: standIn) { site, _ in
            alert = try await site.alerted().alert
            try await site.deliver()
        }
        try await NotifyStandIn.run(root: root, with: standIn) { site, _ in
            try await site.deliver()
            #expect(standIn.references == [alert.name], "it is not sent again")
            #expect(try site.standing(alert).first == "sms sent")
            expect(try await site.callBack(alert.name, status), is: 200)
            #expect(try site.standing(alert).first == (status == "delivered" ? "sms delivered" : "sms failed"))
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
