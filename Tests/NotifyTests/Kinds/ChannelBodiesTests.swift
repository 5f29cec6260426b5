import Foundation
import NFODEngine
import Testing

@testable import Notify

/// Rules 35 and 36: what is fixed at commit, to the byte, for every kind of channel.
@Suite struct ChannelBodiesTests {
    @Test(arguments: ChannelKind.allCases.filter { $0 != .webhook })
    func `an escalation's bytes are these`(kind: ChannelKind) {
        #expect(text(kind.body(alert(isLastLevel: true), personal)) == GoldenBody.escalations[kind])
    }

    /// Rule 32: who reads in a room would take it in another's name.
    @Test(arguments: ChannelKind.allCases)
    func `what takes an alert goes to one person and into no room`(kind: ChannelKind) {
        let rooms: Set<ChannelKind> = [.teams, .slack, .mattermost, .rocketChat]
        #expect(text(kind.body(alert(), personal)).contains("/ack/") == !rooms.contains(kind))
        #expect(!text(kind.body(alert(), context)).contains("/ack/"))
        #expect(!text(kind.body(alert(), context)).contains("I have it"))
    }

    /// 160 characters of the simplest alphabet are one message.
    @Test func `a text message is one message`() throws {
        let parts = try Members(ChannelKind.notifySMS.body(alert(), personal)).all["personalisation"] as? [String: Any]
        let message = try #require(parts?["message"] as? String)
        #expect(message.count <= 160 && message.utf8.count == message.count, "\(message.count)")
    }

    private static func gathered(_ count: Int, says: String = "owner, second call") -> Alert {
        let due = Instant(seconds: 1_614_844_800)
        let members = (0..<count).map { number in
            GatheredAlert(
                alert: AlertID("a-\(number)"), code: CaseCode("K7Q\(number)"),
                contactDueAt: due + .hours(Int64(number)), says: says)
        }
        return Alert.gathering(
            members, to: WorkerID("ishbel"), over: ChannelID("duty-hook"), end: due, at: Instant(seconds: 1_614_800_000)
        )
    }

    @Test(arguments: ChannelKind.allCases)
    func `one message for three has these bytes`(kind: ChannelKind) {
        let many = AlertContext(team: context.team, links: context.links, order: nil, zone: context.zone)
        #expect(text(kind.body(Self.gathered(3), many)) == GoldenBody.gathered[kind])
    }

    /// Fifty go in one message, with whatever the configuration calls a level.
    @Test(arguments: ChannelKind.allCases, ["x", String(repeating: "ë<&>\u{2028}@all\r\n", count: 60)])
    func `of many responses as many are named as fit, and the others counted`(kind: ChannelKind, says: String) {
        let body = kind.body(Self.gathered(50, says: says), context)
        #expect(kind == .webhook || body.count <= kind.row.bodyBytesMax, "\(body.count)")
        let words = text(body)
        if kind == .webhook {
            #expect(words.components(separatedBy: "\"alert\":\"a-").count == 51, "programs have all of them")
        } else {
            #expect(words.contains("50 responses ask for you") && words.contains("K7Q0"))
            #expect(words.contains(" more"))
        }
        if kind == .notifySMS { #expect(words.contains("K7Q0, K7Q1, K7Q2, K7Q3, K7Q4, and 45 more. https://")) }
    }

    @Test(arguments: ChannelKind.allCases)
    func `a service takes it, whatever the configuration's words are`(kind: ChannelKind) throws {
        let odd = AlertContext(
            team: String(repeating: "\"<!channel>\\\r\n.\u{1}é", count: 90),
            links: CaseLinks(base: "https://x.example"),
            order: 1, zone: .utc, acknowledge: "https://x.example/ack/" + String(repeating: "a", count: 64))
        let long = Alert(
            id: AlertID("a-1"), kind: .escalation, code: CaseCode("K7Q2"), contactDueAt: Instant(seconds: 0),
            level: String(repeating: "ë<&>\u{2028}@all\r\nBcc: x@y\r\n", count: 60), isLastLevel: true,
            recipient: WorkerID("w"), channel: ChannelID("c"), at: Instant(seconds: 0))
        let body = kind.body(long, odd)
        #expect(kind == .webhook || body.count <= kind.row.bodyBytesMax, "\(body.count)")
        if kind == .mail {
            let lines = text(body).components(separatedBy: "\r\n")
            #expect(!lines.contains { $0.hasPrefix("Bcc") || $0 == "." })
            #expect(lines.allSatisfy { $0.utf8.count <= 78 })
        } else {
            _ = try JSONSerialization.jsonObject(with: Data(body))
            #expect(!text(body).contains("<!channel>") || kind == .webhook || kind == .teams || isPlain(kind))
        }
    }

    /// Rule 35: whom it is for is no part of what is written down.
    @Test(arguments: ChannelKind.allCases, [Alert.Kind.escalation, .assignment, .standDown, .alarm])
    func `nobody is named`(kind: ChannelKind, of alertKind: Alert.Kind) {
        let canary = Alert(
            id: AlertID("id-1"), kind: alertKind, code: alertKind == .alarm ? nil : CaseCode("K7Q2"), contactDueAt: nil,
            level: "first", isLastLevel: false, recipient: WorkerID("CANARY-recipient"),
            channel: ChannelID("CANARY-channel"), at: Instant(seconds: 0))
        let body = text(kind.body(canary, context))
        #expect(!body.contains("CANARY"))
        #expect(body.contains(alertKind == .alarm ? "https://nfod.example.org/" : "https://nfod.example.org/c/K7Q2"))
    }

    @Test func `a stand-down asks nobody to hurry`() throws {
        let body = try Members(ChannelKind.ntfy.body(alert(.standDown), context))
        #expect(body.all["priority"] as? Int == 3)
        #expect(body["message"]?.contains("Contact due") == false)
    }

    /// Members that come in with a try stand before the fixed ones, which stay as they are.
    @Test func `what a try adds leaves the fixed bytes whole`() throws {
        let fixed = ChannelKind.ntfy.body(alert(), context)
        let whole = JSONValue.adding(["topic": .text("a\"b")], to: fixed)
        #expect(text(whole).hasSuffix(String(text(fixed).dropFirst())))
        #expect(try Members(whole).names == (Members(fixed).names + ["topic"]).sorted())
    }

    /// Services that show a text as it is.
    private func isPlain(_ kind: ChannelKind) -> Bool { [.ntfy, .notifySMS, .notifyEmail].contains(kind) }

    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
