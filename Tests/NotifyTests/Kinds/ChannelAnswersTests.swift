import NFODEngine
import ReceiverFixture
import Testing

@testable import Notify

/// What each service's answer means, over real sockets: taken, to be tried again, or never.
@Suite struct ChannelAnswersTests {
    struct Answered: CustomTestStringConvertible, Sendable {
        let kind: ChannelKind
        let status: Int
        let body: String
        let outcome: DeliveryOutcome
        var testDescription: String { "\(kind.rawValue) \(status) \(body.prefix(40))" }
    }

    private static let clockError =
        #"{"errors":[{"error":"AuthError","message":"Error: Your system clock must be accurate"}]}"#
    private static let keyError = #"{"errors":[{"error":"AuthError","message":"Invalid token: API key not found"}]}"#
    private static let teamError = #"{"errors":[{"error":"BadRequestError","message":"Can't send to this recipient"}]}"#

    @Test(arguments: [
        Answered(kind: .teams, status: 202, body: "", outcome: .delivered(status: 202)),
        Answered(kind: .teams, status: 429, body: "", outcome: .retryable(.answered(status: 429), retryAfter: nil)),
        Answered(kind: .slack, status: 200, body: "ok", outcome: .delivered(status: 200)),
        Answered(
            kind: .slack, status: 200, body: "<html>sign in</html>",
            outcome: .retryable(.answerNotUnderstood(status: 200), retryAfter: nil)),
        Answered(
            kind: .slack, status: 403, body: "invalid_token",
            outcome: .retryable(.answered(status: 403), retryAfter: nil)),
        Answered(kind: .slack, status: 410, body: "channel_is_archived", outcome: .permanent(.gone)),
        Answered(kind: .mattermost, status: 200, body: "ok", outcome: .delivered(status: 200)),
        Answered(
            kind: .mattermost, status: 200, body: "",
            outcome: .retryable(.answerNotUnderstood(status: 200), retryAfter: nil)),
        Answered(kind: .rocketChat, status: 200, body: #"{"success":true}"#, outcome: .delivered(status: 200)),
        Answered(
            kind: .rocketChat, status: 200, body: #"{"success":false}"#,
            outcome: .retryable(.answerNotUnderstood(status: 200), retryAfter: nil)),
        Answered(
            kind: .ntfy, status: 200, body: #"{"id":"sPs71M8A2T"}"#, outcome: .delivered(status: 200)),
        Answered(
            kind: .ntfy, status: 200, body: "{}",
            outcome: .retryable(.answerNotUnderstood(status: 200), retryAfter: nil)),
        Answered(kind: .notifySMS, status: 201, body: #"{"id":"740e5834"}"#, outcome: .delivered(status: 201)),
        Answered(
            kind: .notifySMS, status: 200, body: #"{"id":"740e5834"}"#,
            outcome: .retryable(.answerNotUnderstood(status: 200), retryAfter: nil)),
        Answered(kind: .notifySMS, status: 400, body: teamError, outcome: .permanent(.notAccepted(status: 400))),
        Answered(kind: .notifySMS, status: 403, body: keyError, outcome: .permanent(.notAccepted(status: 403))),
        Answered(
            kind: .notifySMS, status: 403, body: clockError, outcome: .retryable(.clockNotTrusted, retryAfter: nil)),
        Answered(
            kind: .notifyEmail, status: 429, body: "{}",
            outcome: .retryable(.answered(status: 429), retryAfter: nil)),
        Answered(
            kind: .notifyEmail, status: 500, body: "{}",
            outcome: .retryable(.answered(status: 500), retryAfter: nil)),
    ])
    func `an answer is read as its service means it`(answered: Answered) async throws {
        let end = try await outcome(answered.kind, of: .answer(answered.status, body: answered.body))
        #expect(end.outcome == answered.outcome)
        #expect(end.received.count == 1)
    }

    /// Whether it arrived Notify says later, where it can.
    @Test(arguments: [ChannelKind.notifySMS, .notifyEmail])
    func `what is taken by a service that calls back has not arrived yet`(kind: ChannelKind) async throws {
        let calls = [ChannelSetting.callbackTokenFile: callbackToken]
        for (status, body, expected) in [
            (201, #"{"id":"1"}"#, DeliveryOutcome.sent(status: 201)), (201, "{}", nil), (200, #"{"id":"1"}"#, nil),
        ] {
            let end = try await outcome(kind, of: .answer(status, body: body), with: calls)
            #expect(
                end.outcome == expected ?? .retryable(.answerNotUnderstood(status: status), retryAfter: nil))
        }
        let refused = try await outcome(kind, of: .answer(400, body: Self.teamError), with: calls)
        #expect(refused.outcome == .permanent(.notAccepted(status: 400)))
    }

    @Test func `a text message goes to the recipient's number with a token of that second`() async throws {
        let end = try await outcome(.notifySMS, of: .answer(201, body: #"{"id":"1"}"#), with: [.sender: "8e222534"])
        let sent = try #require(end.received.first)
        #expect(sent.requestLine == "POST /hook/v2/notifications/sms HTTP/1.1")
        let token = try #require(NotifyKey(NotifyKeyTests.sample)).token(issuedAt: Instant(seconds: 1_614_800_100))
        #expect(sent.headers["authorization"] == "Bearer " + token)
        let members = try Members(sent.body)
        #expect(members["phone_number"] == "07700900000")
        #expect(members["template_id"] == "f33517ff-2a88-4f6e-b855-c550268ce08a")
        #expect(members["sms_sender_id"] == "8e222534")
        #expect(members["reference"] == alert().id.name)
        #expect(members["email_address"] == nil)
    }

    @Test func `an e-mail goes to the recipient's address`() async throws {
        let end = try await outcome(.notifyEmail, of: .answer(201, body: #"{"id":"1"}"#))
        let sent = try #require(end.received.first)
        #expect(sent.requestLine == "POST /hook/v2/notifications/email HTTP/1.1")
        #expect(try Members(sent.body)["email_address"] == "ishbel@example.org")
    }

    @Test func `a push goes to the recipient's topic with the token of the server`() async throws {
        let end = try await outcome(.ntfy, of: .answer(200, body: #"{"id":"1"}"#), with: [.tokenFile: "tk_abc\n"])
        let sent = try #require(end.received.first)
        #expect(sent.headers["authorization"] == "Bearer tk_abc")
        #expect(try Members(sent.body)["topic"] == "topic-9f3")
    }

    /// The next channel goes at once: nothing is sent, and nothing is waited for.
    @Test(arguments: [ChannelKind.ntfy, .notifySMS, .notifyEmail, .mail])
    func `whoever has no address on a channel is not sent to`(kind: ChannelKind) async throws {
        let end = try await unsent(kind, to: "ben")
        #expect(end == .permanent(.noAddress))
    }

    private func unsent(_ kind: ChannelKind, to recipient: String) async throws -> DeliveryOutcome {
        let receiver = LoopbackReceiver { _, _ in .answer(200) }
        defer { receiver.close() }
        let transport = try CurlTransport()
        let url =
            kind == .mail ? receiver.url.replacing("http:", with: "smtp:").replacing("/hook", with: "") : receiver.url
        let outcome = await (try channel(kind, at: url)).deliver(
            OutgoingMessage(kind, to: recipient), attemptAt: Instant(seconds: 0), over: transport)
        await transport.stop()
        #expect(receiver.connections == 0)
        return outcome
    }
}
