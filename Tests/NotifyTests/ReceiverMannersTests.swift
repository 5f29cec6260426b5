import NFODEngine
import Notify
import ReceiverFixture
import Testing

/// One request each against a real receiver with one kind of manners.
@Suite struct ReceiverMannersTests {
    @Test func aWholeAnswerIsDelivered() async throws {
        let (result, receiver) = try await resultOf(.answer(204, body: ""))
        #expect(DeliveryOutcome(result) == .delivered(status: 204))
        #expect(receiver.received.map(\.requestLine) == ["POST /hook HTTP/1.1"])
    }

    @Test func theBodyOfTheAnswerComesBackForChannelsWithReceipts() async throws {
        let (result, _) = try await resultOf(.answer(201, body: #"{"id":"r1"}"#))
        #expect(result == .answered(TransportAnswer(status: 201, body: Array(#"{"id":"r1"}"#.utf8))))
    }

    @Test func aReceiverThatHangsRunsIntoTheTotalTimeOut() async throws {
        let (result, _) = try await resultOf(.hang, limits: shortLimits)
        #expect(DeliveryOutcome(result) == .retryable(.timeOut, retryAfter: nil))
    }

    /// Without the slow limit the drip would end as a whole answer, long before the total time-out.
    @Test func oneByteASecondIsTooSlow() async throws {
        let limits = TransferLimits(totalTimeOut: .minutes(10), slowBytesPerSecond: 100, slowSpan: .seconds(1))
        let (result, _) = try await resultOf(.drip(12), limits: limits)
        #expect(DeliveryOutcome(result) == .retryable(.timeOut, retryAfter: nil))
    }

    @Test(arguments: [
        (["Retry-After": "7"], Span.seconds(7)), ([:], nil), (["Retry-After": "soon"], nil),
        (["Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"], nil), (["Retry-After": "-5"], nil),
    ])
    func retryAfterIsHeardWith429(headers: [String: String], asked: Span?) async throws {
        let (result, _) = try await resultOf(.answer(429, headers: headers))
        #expect(DeliveryOutcome(result) == .retryable(.answered(status: 429), retryAfter: asked))
    }

    @Test func retryAfterAsADateIsHeard() async throws {
        let (result, _) = try await resultOf(.answer(503, headers: ["Retry-After": "Fri, 31 Dec 2099 23:59:59 GMT"]))
        guard case .retryable(.answered(status: 503), let asked?) = DeliveryOutcome(result) else {
            Issue.record("\(result)")
            return
        }
        #expect(asked > .days(365))
    }

    @Test func goneIsForGood() async throws {
        let (result, _) = try await resultOf(.answer(410))
        #expect(DeliveryOutcome(result) == .permanent(.gone))
    }

    @Test(arguments: [301, 302, 303, 307, 308])
    func aRedirectIsAFailureAndNeverFollowed(status: Int) async throws {
        let target = LoopbackReceiver { _, _ in .answer(200) }
        let (result, receiver) = try await resultOf(.answer(status, headers: ["Location": target.url]))
        #expect(DeliveryOutcome(result) == .retryable(.redirected(status: status), retryAfter: nil))
        #expect(receiver.connections == 1)
        #expect(target.connections == 0)
        target.close()
    }

    @Test func aRedirectToTheMetadataAddressIsNotFollowed() async throws {
        let (result, _) = try await resultOf(.answer(302, headers: ["Location": "http://169.254.169.254/latest/"]))
        #expect(DeliveryOutcome(result) == .retryable(.redirected(status: 302), retryAfter: nil))
    }

    /// The sockets' own buffers hold a few megabytes at most: what was sent shows that we stopped reading.
    @Test(arguments: [
        LoopbackReceiver.Reply.flood(10_000_000, announced: true), .flood(64_000_000, announced: false),
        .floodHead(64_000_000),
    ])
    func aHugeAnswerIsNotReadToItsEnd(reply: LoopbackReceiver.Reply) async throws {
        let (result, receiver) = try await resultOf(reply)
        #expect(DeliveryOutcome(result) == .retryable(.answerTooLarge, retryAfter: nil))
        #expect(receiver.bytesSent < 32_000_000)
    }

    @Test func anAnswerOfJustTheAllowedSizeIsTaken() async throws {
        let (result, _) = try await resultOf(.answer(200, body: String(repeating: "x", count: 60_000)))
        #expect(DeliveryOutcome(result) == .delivered(status: 200))
    }

    @Test func anAnswerThatBreaksOffIsNoAnswer() async throws {
        let (inBody, _) = try await resultOf(.cutInBody)
        #expect(DeliveryOutcome(inBody) == .retryable(.answerCutShort, retryAfter: nil))
        let (before, _) = try await resultOf(.cutBeforeAnswer)
        #expect(DeliveryOutcome(before) == .retryable(.connectionFailed, retryAfter: nil))
    }

    @Test func aPortWhereNothingListensIsAFailedConnectionAndNotOurRefusal() async throws {
        let transport = try CurlTransport()
        let result = await transport.send(try request("http://127.0.0.1:\(closedPort())/"))
        #expect(DeliveryOutcome(result) == .retryable(.connectionFailed, retryAfter: nil))
        await transport.stop()
    }

    /// The label is longer than a name can be, so that the look-up fails without asking any server.
    @Test func aNameThatDoesNotResolve() async throws {
        let transport = try CurlTransport()
        let name = String(repeating: "a", count: 70) + ".invalid"
        let result = await transport.send(try request("https://\(name)/", loopback: false))
        #expect(DeliveryOutcome(result) == .retryable(.nameNotResolved, retryAfter: nil))
        await transport.stop()
    }

    @Test func aReceiverWithoutTLSGetsNothing() async throws {
        let receiver = LoopbackReceiver { _, _ in .answer(200) }
        let transport = try CurlTransport()
        let result = await transport.send(try request("https://127.0.0.1:\(receiver.port)/", limits: shortLimits))
        let outcome = DeliveryOutcome(result)
        #expect(outcome == .retryable(.tlsFailed, retryAfter: nil) || outcome == .retryable(.timeOut, retryAfter: nil))
        #expect(receiver.received.isEmpty)
        await transport.stop()
        receiver.close()
    }
}
