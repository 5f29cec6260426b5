import NFODEngine
import Notify
import Testing

/// Rules 35 and 36: what an alert carries, to the byte.
@Suite struct WebhookPayloadTests {
    private static let tail = #""timestamp":"2021-03-03T19:33:20+00:00","type":"#

    @Test(arguments: [
        (Alert.Kind.escalation, "case.escalation"), (.assignment, "case.assignment"), (.standDown, "case.stand_down"),
    ])
    func goldenBodyOfACase(kind: Alert.Kind, type: String) {
        let expected =
            #"{"data":{"acknowledge":null,"alert":"k7q2-1-duty-1-ishbel-webhook","case":"K7Q2","#
            + #""contactDueAt":"2021-03-04T08:00:00+00:00","level":"duty manager, last 12 hours","#
            + #""link":"https://nfod.example.org/c/K7Q2","order":3,"team":"Dundee response team"},"#
            + WebhookPayloadTests.tail + "\"" + type + "\"}"
        #expect(text(WebhookPayload(alert(kind), context)) == expected)
    }

    @Test func goldenBodyOfAnAlarm() {
        let alarm = AlertContext(
            team: "Team", links: CaseLinks(base: "https://nfod.example.org"), order: nil, zone: .utc)
        let expected =
            #"{"data":{"acknowledge":null,"alert":"feed-silent-1","case":null,"contactDueAt":null,"#
            + #""level":"duty manager, last 12 hours","link":"https://nfod.example.org/","order":null,"team":"Team"},"#
            + WebhookPayloadTests.tail + #""service.alarm"}"#
        #expect(text(WebhookPayload(alert(.alarm, id: "feed-silent-1", code: nil, due: nil), alarm)) == expected)
    }

    /// Rule 32: the recipient's own link stands beside the one that asks for sign-in.
    @Test func linkByWhichItIsTakenStandsInTheBody() {
        let links = CaseLinks(base: "https://nfod.example.org/")
        let taken = AlertContext(
            team: "Team", links: links, order: 3, zone: .utc, acknowledge: links.acknowledge("K7Q2ab01"))
        let body = text(WebhookPayload(alert(), taken))
        #expect(body.hasPrefix(#"{"data":{"acknowledge":"https://nfod.example.org/ack/K7Q2ab01","alert":"#))
    }

    @Test func wordsOfTheConfigurationCannotBreakTheBody() {
        let odd = AlertContext(
            team: "A \"B\" \\ C\n\u{1}é", links: CaseLinks(base: "https://x.example"), order: 1, zone: .utc)
        let body = text(WebhookPayload(alert(code: "a/b ?"), odd))
        #expect(body.contains(#""team":"A \"B\" \\ C\n\u0001é""#))
        #expect(body.contains(#""link":"https://x.example/c/a%2Fb%20%3F""#))
    }

    /// Rule 35. An alert has no field for anything personal, and what names the recipient stays inside. If this fails
    /// because a field was added: it must be one that says nothing about a person.
    @Test func nothingPersonalHasARoomInAnAlert() {
        let fields = Mirror(reflecting: alert()).children.compactMap(\.label)
        #expect(
            fields == [
                "id", "kind", "code", "contactDueAt", "level", "isLastLevel", "recipient", "channel", "at",
                "gathersFor",
                "gathered",
            ])
        let gathered = GatheredAlert(
            alert: AlertID("a"), code: CaseCode("K7Q2"), contactDueAt: .distantFuture, says: "")
        #expect(
            Mirror(reflecting: gathered).children.compactMap(\.label) == ["alert", "code", "contactDueAt", "says"])
        #expect(
            Mirror(reflecting: context).children.compactMap(\.label) == [
                "team", "links", "order", "zone", "acknowledge",
            ])
    }

    @Test func theFieldsOfTheBodyAreTheseAndNoOthers() {
        let body = text(WebhookPayload(alert(), context))
        let keys = body.split(separator: "\"").indices.compactMap { index -> String? in
            let parts = body.split(separator: "\"")
            return index + 1 < parts.count && parts[index + 1].hasPrefix(":") ? String(parts[index]) : nil
        }
        #expect(
            keys == [
                "data", "acknowledge", "alert", "case", "contactDueAt", "level", "link", "order", "team", "timestamp",
                "type",
            ])
        let denied = [
            "name", "chi", "birth", "dob", "address", "postcode", "phone", "place", "drug", "substance", "reference",
            "note", "recipient", "worker", "person", "sex", "gender",
        ]
        for key in keys { #expect(!denied.contains { key.lowercased().contains($0) }) }
    }

    /// Canaries in every field of an alert that is not meant for the outside.
    @Test func canariesStayInside() throws {
        let canary = Alert(
            id: AlertID("id-1"), kind: .escalation, code: CaseCode("K7Q2"), contactDueAt: nil, level: "first",
            isLastLevel: true, recipient: WorkerID("CANARY-recipient"), channel: ChannelID("CANARY-channel"),
            at: Instant(seconds: 0))
        let channel = try ChannelConfiguration(
            id: ChannelID("CANARY-channel"), kind: .webhook, url: "https://hooks.example.org/x", secrets: [testSecret],
            fallback: ChannelID("CANARY-fallback")
        ).channel()
        let message = OutgoingMessage(id: canary.id, body: channel.body(canary, context), lane: .init(canary))
        let sent = try channel.request(message, attemptAt: Instant(seconds: 1))
        let everything =
            text(sent.body) + sent.url.text + sent.headers.map { $0.name + $0.value }.joined()
        #expect(!everything.contains("CANARY"))
        #expect(sent.lane == .lastLevel)
        #expect(
            sent.headers.map(\.name) == ["content-type", "webhook-id", "webhook-timestamp", "webhook-signature"])
    }

    private func text(_ payload: WebhookPayload) -> String { text(payload.bytes) }
    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
