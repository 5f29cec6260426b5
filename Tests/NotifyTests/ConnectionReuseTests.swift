import NFODEngine
import ReceiverFixture
import Testing

@testable import Notify

/// Connections are used again, and a dead one costs nobody an alert.
@Suite struct ConnectionReuseTests {
    @Test func `one connection carries the requests that come after one another`() async throws {
        let receiver = LoopbackReceiver { _, _ in .answer(200) }
        let transport = try CurlTransport.keeping()
        for number in 0..<5 { _ = await transport.send(try request(receiver.url, body: "n\(number)")) }
        #expect(receiver.received.map { String(decoding: $0.body, as: UTF8.self) } == ["n0", "n1", "n2", "n3", "n4"])
        #expect(receiver.connections == 1)
        await transport.stop()
        receiver.close()
    }

    @Test func `a last level opens a connection of its own`() async throws {
        let receiver = LoopbackReceiver { _, _ in .answer(200) }
        let transport = try CurlTransport.keeping()
        for lane in [OutgoingRequest.Lane.ordinary, .lastLevel, .lastLevel] {
            _ = await transport.send(try request(receiver.url, lane: lane))
        }
        #expect(receiver.connections == 3)
        await transport.stop()
        receiver.close()
    }

    /// The receiver reads the second request and leaves: the same bytes go over a fresh connection within the same try.
    @Test func `a try that breaks on a used connection is sent again at once over a fresh one`() async throws {
        let receiver = LoopbackReceiver { number, _ in number == 1 ? .cutBeforeAnswer : .answer(200) }
        let transport = try CurlTransport.keeping()
        let first = await transport.send(try request(receiver.url, body: "first"))
        let second = await transport.send(try request(receiver.url, body: "second"))
        #expect([first, second].map { DeliveryOutcome($0) } == [.delivered(status: 200), .delivered(status: 200)])
        #expect(
            receiver.received.map { String(decoding: $0.body, as: UTF8.self) } == ["first", "second", "second"])
        #expect(receiver.connections == 2)
        await transport.stop()
        receiver.close()
    }

    @Test func `a try that breaks on a fresh connection is not repeated within itself`() async throws {
        let receiver = LoopbackReceiver { _, _ in .cutBeforeAnswer }
        let transport = try CurlTransport.keeping()
        let result = await transport.send(try request(receiver.url))
        #expect(result == .failed(.connectionFailed))
        #expect(receiver.received.count == 1)
        await transport.stop()
        receiver.close()
    }

    @Test func `after silence on a used connection the channel's requests open their own for a while`() {
        var care = ConnectionCare(idleConnectionMax: .seconds(30))
        let (phone, other, start) = (ChannelID("phone"), ChannelID("other"), Instant(seconds: 100))
        care.note(.failed(.timeOut), of: phone, wasReused: false, at: start)
        care.note(.failed(.connectionFailed), of: phone, wasReused: true, at: start)
        care.note(.answered(TransportAnswer(status: 500)), of: phone, wasReused: true, at: start)
        func wantsFresh(_ channel: ChannelID, _ lane: OutgoingRequest.Lane = .ordinary, after seconds: Int64) -> Bool {
            care.wantsFresh(channel, lane, at: start + .seconds(seconds))
        }
        let before = wantsFresh(phone, after: 0)
        care.note(.failed(.timeOut), of: phone, wasReused: true, at: start)
        let after = [
            wantsFresh(phone, after: 59), wantsFresh(other, after: 0), wantsFresh(other, .lastLevel, after: 0),
            wantsFresh(phone, after: 60),
        ]
        #expect([before] + after == [false, true, false, true, false])
    }
}
