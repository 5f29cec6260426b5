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

    @Test func `it did not arrive and there is no other channel: the case's next level goes at once`() async throws {
        try await NotifyStandIn.run(with: NotifyStandIn(everybodys: ["sms"])) { site, _ in
            let (code, alert) = try await site.alerted()
            func levels() throws -> Int {
                try site.daemon.workflow.read { try $0.tx.events.events(of: .case(try $0.caseID(code))) }
                    .count { $0.type == LevelFired.type }
            }
            try await site.deliver()
            let before = try levels()
            expect(try await site.callBack(alert.name, "temporary-failure"), is: 200)
            #expect(try site.heard(code) == (0, 1))
            #expect(site.daemon.alarms.current.contains { $0.kind == .notTold })
            _ = try site.daemon.scheduler.advance(by: .seconds(1))
            #expect(try levels() == before + 1)
            expect(try await site.callBack(alert.name, "temporary-failure"), is: 200)
            #expect(try site.heard(code) == (0, 1), "once")
            expect(try await site.callBack(alert.name, "delivered"), is: 200)
            #expect(try site.heard(code) == (1, 1))
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
}
