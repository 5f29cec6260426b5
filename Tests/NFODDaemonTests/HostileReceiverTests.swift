import NFODEngine
import NFODStore
import Notify
import ReceiverFixture
import Testing

@testable import NFODDaemon

/// Receivers of all manners on real sockets: the schedule is as documented, the fall-back goes out in time, and nobody
/// else's alerts are touched.
@Suite struct HostileReceiverTests {
    /// 0, 5, 20, 80 seconds, then every two minutes.
    private static let schedule: [Int64] = [0, 5, 20, 80] + stride(from: 200, through: 3_600, by: 120)

    @Test func `500 for an hour: tried by the schedule, over the fall-back after two minutes, others untouched`()
        async throws
    {
        let fixture = try HostileReceivers([
            "bad": { _ in .answer(500) }, "good": { _ in .answer(204) }, "spare": { _ in .answer(500) },
        ])
        try fixture.put("a", channel: "bad")
        for second in stride(from: Int64(0), through: 3_600, by: 5) {
            if second % 60 == 0 { try fixture.put("good-\(second)", channel: "good") }
            try await fixture.pass(second == 0 ? .zero : .seconds(5))
        }
        let tries = try fixture.tries("a")
        #expect(tries.at == Self.schedule)
        #expect(Set(tries.codes) == ["answered"])
        #expect(Set(fixture.arrived(at: "bad")).count == 1)
        #expect(try fixture.tries("a-via-spare").at.first == 120)
        for second in stride(from: Int64(0), through: 3_600, by: 60) {
            #expect(try fixture.tries("good-\(second)").at == [second])
        }
        #expect(try fixture.entry("a").state == .ready)
    }

    @Test func `what has arrived over the fall-back is tried no more`() async throws {
        let fixture = try HostileReceivers(["bad": { _ in .answer(500) }])
        try fixture.put("a", channel: "bad")
        for second in stride(from: Int64(0), through: 600, by: 5) {
            try await fixture.pass(second == 0 ? .zero : .seconds(5))
        }
        #expect(try fixture.tries("a").at == [0, 5, 20, 80])
        #expect(try fixture.tries("a-via-spare").at == [120])
        #expect(fixture.arrived(at: "spare") == Array(fixture.arrived(at: "bad").prefix(1)))
        #expect(try fixture.entry("a").state == .cancelled)
    }

    @Test func `a receiver that fails rests; what it was never given goes over the fall-back in time`() async throws {
        let fixture = try HostileReceivers(["bad": { _ in .cutBeforeAnswer }])
        for number in 1...5 { try fixture.put("first-\(number)", channel: "bad") }
        try await fixture.pass(.zero)
        for number in 1...20 { try fixture.put("later-\(number)", channel: "bad") }
        try fixture.put("last", channel: "bad", lane: .lastLevel)
        try await fixture.pass(.seconds(1))
        // The last level asked nobody whether the receiver rests.
        #expect(fixture.receivers["bad"]?.received.count == 6)
        #expect(try fixture.tries("last").at == [1])
        for _ in 0..<118 { try await fixture.pass(.seconds(1)) }
        // One probe a minute besides the last level's own schedule (1, 6, 21, 81).
        #expect(fixture.receivers["bad"]?.received.count == 6 + 3 + 1)
        #expect(fixture.arrived(at: "spare").filter { $0.contains("later") }.isEmpty)
        try await fixture.pass(.seconds(1))
        let later = try (1...20).map { try fixture.entry("later-\($0)") }
        #expect(later.filter { $0.tries == 0 }.count >= 18)
        #expect(fixture.arrived(at: "spare").filter { $0.contains("later") }.count == 20)
        #expect(try fixture.tries("last-via-spare").at == [120])
        #expect(fixture.daemon.workflow.endpoints.resting == [ChannelID("bad")])
    }

    @Test func `what arrives after all ends the rest, and everything that waited is sent`() async throws {
        let fixture = try HostileReceivers(["bad": { number in number < 5 ? .answer(503) : .answer(200) }])
        for number in 1...5 { try fixture.put("first-\(number)", channel: "bad") }
        try await fixture.pass(.zero)
        for number in 1...20 { try fixture.put("later-\(number)", channel: "bad") }
        try await fixture.pass(.seconds(59))
        #expect(fixture.arrived(at: "bad").count == 5)
        try await fixture.pass(.seconds(1))
        #expect(fixture.arrived(at: "bad").count == 6)
        try await fixture.pass(.seconds(1))
        #expect(fixture.arrived(at: "bad").count == 30)
        #expect(fixture.arrived(at: "spare").isEmpty)
    }

    @Test func `429 with Retry-After: the channel rests so long, but no last level and no fall-back`() async throws {
        let fixture = try HostileReceivers([
            "busy": { number in number == 0 ? .answer(429, headers: ["Retry-After": "300"]) : .answer(200) }
        ])
        try fixture.put("a", channel: "busy")
        try await fixture.pass(.zero)
        try fixture.put("b", channel: "busy")
        try fixture.put("last", channel: "busy", lane: .lastLevel)
        try await fixture.pass(.seconds(1))
        #expect(try fixture.tries("last").codes == ["delivered"])
        try await fixture.pass(.seconds(118))
        #expect(fixture.arrived(at: "spare").isEmpty)
        try await fixture.pass(.seconds(1))
        #expect(fixture.arrived(at: "spare").count == 2)
        try await fixture.pass(.seconds(179))
        #expect(fixture.arrived(at: "busy").count == 2)
        try await fixture.pass(.seconds(1))
        // The fall-back has told both: nothing is left for it when it works again.
        #expect(try fixture.tries("a").at == [0])
        #expect(try fixture.tries("b").at == [])
        #expect(try fixture.entry("b").state == .cancelled)
        try fixture.put("c", channel: "busy")
        try await fixture.pass(.zero)
        #expect(try fixture.tries("c").at == [300])
    }

    @Test func `410 disables the channel until somebody looks, tells it over another, and holds no last level`()
        async throws
    {
        let fixture = try HostileReceivers(["gone": { number in number == 0 ? .answer(410) : .answer(500) }])
        try fixture.put("a", channel: "gone")
        try await fixture.pass(.zero)
        #expect(fixture.alarms == ["channelDisabled gone"])
        try fixture.put("b", channel: "gone")
        try fixture.put("last", channel: "gone", lane: .lastLevel)
        try await fixture.pass(.seconds(1))
        #expect(try fixture.tries("b").codes == ["channelDisabled"])
        #expect(try fixture.tries("last").codes == ["answered"])
        try await fixture.pass(.seconds(1))
        #expect(fixture.arrived(at: "spare").count == 2)
        try fixture.reload()
        #expect(!fixture.alarms.contains("channelDisabled gone"))
        try fixture.put("c", channel: "gone")
        try await fixture.pass(.seconds(1))
        #expect(try fixture.tries("c").codes == ["answered"])
    }

    @Test func `an alarm goes over a channel that is not known to be dead`() async throws {
        let fixture = try HostileReceivers(["gone": { _ in .answer(410) }], everybody: ["gone", "spare"])
        try fixture.put("a", channel: "gone")
        try await fixture.pass(.zero)
        try await fixture.pass(.seconds(1))
        // The alert itself by its fall-back, and the alarm.
        #expect(fixture.arrived(at: "gone").count == 1)
        #expect(fixture.arrived(at: "spare").filter { $0.contains("is no more") }.count == 1)
        #expect(fixture.arrived(at: "spare").count == 2)
    }

    /// What each manner comes to, beside a good receiver whose alerts all arrive at the first try.
    @Test func `each kind of bad manners has its word, and only its own alerts suffer`() async throws {
        let fixture = try HostileReceivers([
            "redirects": { _ in .answer(302, headers: ["Location": "http://169.254.169.254/latest/"]) },
            "floods": { _ in .flood(10_000_000, announced: false) }, "breaks": { _ in .cutInBody },
            "leaves": { _ in .cutBeforeAnswer }, "refuses": { _ in .answer(403) }, "good": { _ in .answer(200) },
        ])
        let words = [
            "redirects": "redirected", "floods": "answerTooLarge", "breaks": "answerCutShort",
            "leaves": "connectionFailed", "refuses": "answered", "good": "delivered",
        ]
        for round in 0..<4 {
            for channel in words.keys { try fixture.put("\(channel)-\(round)", channel: channel) }
            try await fixture.pass(.seconds(1))
            for (channel, word) in words { #expect(try fixture.tries("\(channel)-\(round)").codes.last == word) }
        }
        #expect(fixture.arrived(at: "good").count == 4)
        let sent = try #require(fixture.receivers["floods"]).bytesSent
        #expect(sent < 40_000_000, "\(sent)")
    }

    /// Old, both, new: the receiver changes over whenever it likes while both count, and nothing is lost.
    @Test func `a secret is changed with an overlap in which both sign`() async throws {
        let fixture = try HostileReceivers(["good": { _ in .answer(200) }])
        for (number, secrets) in [[UInt8(7)], [9, 7], [9]].enumerated() {
            try fixture.changeSecrets(to: secrets)
            try fixture.reload()
            try fixture.put("a-\(number)", channel: "good")
            try await fixture.pass(.seconds(1))
            let request = try #require(fixture.receivers["good"]?.received.last)
            for byte in [UInt8(7), 9] {
                let isGenuine = { () -> Bool in
                    let headers = request.headers
                    let verified: Void? = try? StandardWebhooks.verify(
                        id: headers[StandardWebhooks.idHeader], timestamp: headers[StandardWebhooks.timestampHeader],
                        signature: headers[StandardWebhooks.signatureHeader], body: request.body,
                        secret: WebhookSecret(HostileReceivers.secret(byte)), now: AnchoredClock.wall())
                    return verified != nil
                }
                #expect(isGenuine() == secrets.contains(byte), "\(secrets)")
            }
        }
    }

    /// Its four requests hang for as long as they like: everybody else's have come and gone.
    @Test func `a receiver that hangs delays nobody else's alerts`() async throws {
        let fixture = try HostileReceivers(["hangs": { _ in .hang }, "good": { _ in .answer(200) }])
        for number in 1...50 {
            try fixture.put("hang-\(number)", channel: "hangs")
            try fixture.put("good-\(number)", channel: "good")
        }
        let taken = try fixture.dispatcher.take(.ordinary, InHand())
        #expect(taken.count == 100)
        let (hanging, good) = (
            taken.filter { $0.message.channel.name == "hangs" }, taken.filter { $0.message.channel.name == "good" }
        )
        let dispatcher = fixture.dispatcher
        let hung = hanging.map { entry in Task { await dispatcher.deliver(entry) } }
        for entry in good { #expect(await dispatcher.deliver(entry).attempt.code == "delivered") }
        await dispatcher.transport.stop()
        // Or "timeOut", where the machine is slower than the time-out.
        for task in hung { #expect(await task.value.attempt.outcome == .retryable) }
    }
}
