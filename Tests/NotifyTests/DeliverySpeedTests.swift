import Foundation
import NFODEngine
import Notify
import ReceiverFixture
import Testing

/// What `script/bench` prints of deliveries over the transport alone. `NFOD_SINK` is a receiver that answers at once,
/// `NFOD_DELIVERIES` how many it is sent for each line; without them a few go to a receiver of the test's own, and only
/// that all arrive is looked at.
@Suite(.serialized) struct DeliverySpeedTests {
    private static let environment = ProcessInfo.processInfo.environment

    @Test(arguments: [1, 16, 64]) func deliveries(inFlight: Int) async throws {
        let receiver = LoopbackReceiver { _, _ in .answer(204) }
        defer { receiver.close() }
        let url = Self.environment["NFOD_SINK"] ?? receiver.url
        let count = Self.environment["NFOD_DELIVERIES"].flatMap { Int($0) } ?? 200
        let pace = SendPace(atOnce: inFlight, perSecond: 1_000_000)
        let channel = try ChannelConfiguration(
            id: ChannelID("sink"), kind: .webhook, url: url, secrets: [testSecret], allowPlainLoopback: true,
            limits: TransferLimits(pace: pace)
        ).channel()
        let transport = try CurlTransport()
        let body = Array(String(repeating: "x", count: 512).utf8)
        let start = ContinuousClock.now
        let delivered = await withTaskGroup(of: Int.self) { group in
            for lane in 0..<inFlight {
                group.addTask {
                    var delivered = 0
                    for number in stride(from: lane, to: count, by: inFlight) {
                        let message = OutgoingMessage(id: AlertID("m-\(number)"), body: body, lane: .ordinary)
                        let at = Instant(seconds: 1_614_800_000)
                        let outcome = await channel.deliver(message, attemptAt: at, over: transport)
                        if outcome == .delivered(status: 204) { delivered += 1 }
                    }
                    return delivered
                }
            }
            return await group.reduce(0, +)
        }
        let seconds =
            Double((ContinuousClock.now - start).components.attoseconds) / 1e18
            + Double((ContinuousClock.now - start).components.seconds)
        #expect(delivered == count)
        await transport.stop()
        if Self.environment["NFOD_SINK"] != nil { print("in flight \(inFlight): \(Int(Double(count) / seconds))") }
    }
}
