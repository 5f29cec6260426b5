import NFODEngine
import Notify
import Testing

/// The published vector of Standard Webhooks 1.0.0 and the negative cases of its libraries.
@Suite struct StandardWebhooksTests {
    private let id = "msg_p5jXN8AQM9LWM0D4loKWxJek"
    private let at = Instant(seconds: 1_614_265_330)
    private let body = Array(#"{"test": 2432232314}"#.utf8)
    private let signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    private let otherSecret = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

    @Test func thePublishedVector() throws {
        let messageID = try #require(StandardWebhooks.MessageID(id))
        let made = StandardWebhooks.sign(
            id: messageID, attemptAt: at, body: body, secrets: [try WebhookSecret(testSecret)])
        #expect(made == signature)
        try verify()
    }

    @Test func aTryIsStampedToTheSecondBelow() throws {
        let messageID = try #require(StandardWebhooks.MessageID(id))
        let late = at + Span(milliseconds: 999)
        let made = StandardWebhooks.sign(
            id: messageID, attemptAt: late, body: body, secrets: [try WebhookSecret(testSecret)])
        #expect(made == signature)
    }

    @Test func duringAChangeBothSecretsSign() throws {
        let messageID = try #require(StandardWebhooks.MessageID(id))
        let secrets = [try WebhookSecret(otherSecret), try WebhookSecret(testSecret)]
        let both = StandardWebhooks.sign(id: messageID, attemptAt: at, body: body, secrets: secrets)
        #expect(both.split(separator: " ").count == 2)
        try verify(signature: both)
        try verify(signature: both, secret: otherSecret)
    }

    @Test func refusals() {
        #expect(throws: WebhookRejection.headerMissing("webhook-id")) { try verify(id: nil) }
        #expect(throws: WebhookRejection.headerMissing("webhook-id")) { try verify(id: "") }
        #expect(throws: WebhookRejection.headerMissing("webhook-timestamp")) { try verify(timestamp: nil) }
        #expect(throws: WebhookRejection.headerMissing("webhook-signature")) { try verify(signature: nil) }
        #expect(throws: WebhookRejection.timestampUnreadable) { try verify(timestamp: "now") }
        #expect(throws: WebhookRejection.timestampUnreadable) { try verify(timestamp: "99999999999999999") }
        #expect(throws: WebhookRejection.noSignatureFits) { try verify(id: "msg_other") }
        #expect(throws: WebhookRejection.noSignatureFits) { try verify(body: Array(#"{"test":2432232314}"#.utf8)) }
        #expect(throws: WebhookRejection.noSignatureFits) { try verify(secret: otherSecret) }
    }

    @Test(arguments: [
        "v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=", "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1O", "v1,", "v1, ",
    ])
    func wrongSignatures(text: String) {
        #expect(throws: WebhookRejection.noSignatureFits) { try verify(signature: text) }
    }

    @Test func oneRightSignatureAmongSeveralIsEnough() throws {
        try verify(signature: "v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc= v2,abc " + signature)
    }

    @Test func fiveMinutesAndNotASecondMore() throws {
        try verify(now: at + .minutes(5))
        try verify(now: at - .minutes(5))
        #expect(throws: WebhookRejection.tooOld) { try verify(now: at + .minutes(5) + .seconds(1)) }
        #expect(throws: WebhookRejection.tooNew) { try verify(now: at - .minutes(5) - .seconds(1)) }
    }

    @Test(arguments: [
        ("", WebhookSecretProblem.empty), ("\n", .empty), ("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", .prefixMissing),
        ("whsec_", .tooShort), ("whsec_!!!", .notBase64), ("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaQ=", .tooShort),
        ("whsec_" + String(repeating: "A", count: 87) + "A", .tooLong),
    ])
    func secretsThatAreNone(text: String, problem: WebhookSecretProblem) {
        #expect(throws: problem) { try WebhookSecret(text) }
    }

    @Test func secretsOf24And64BytesWithALineEnd() throws {
        _ = try WebhookSecret(testSecret + "\n")
        _ = try WebhookSecret("whsec_" + String(repeating: "A", count: 86) + "==\r\n")
    }

    @Test(arguments: ["", "a.b", "a b", "a\nb", "ä", "a,b"])
    func identifiersThatCouldBeMistaken(text: String) { #expect(StandardWebhooks.MessageID(text) == nil) }

    private func verify(
        id: String? = "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp: String? = "1614265330",
        signature: String? = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", body: [UInt8]? = nil,
        secret: String = testSecret, now: Instant? = nil
    ) throws {
        try StandardWebhooks.verify(
            id: id, timestamp: timestamp, signature: signature, body: body ?? self.body,
            secret: try WebhookSecret(secret), now: now ?? at)
    }
}
