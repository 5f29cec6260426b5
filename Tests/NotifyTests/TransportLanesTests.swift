import NFODEngine
import Notify
import ReceiverFixture
import Testing

/// One slow receiver delays no other; nothing is left without a result.
@Suite struct TransportLanesTests {
    /// The hanging requests could run for ten minutes: that none of them has ended when all good ones have is the
    /// proof.
    @Test func aHangingReceiverDelaysNoOther() async throws {
        let (arrivals, arrival) = AsyncStream.makeStream(of: Int.self)
        let hanging = LoopbackReceiver { number, _ in
            arrival.yield(number)
            return .hang
        }
        let good = LoopbackReceiver { _, _ in .answer(200) }
        let transport = try CurlTransport(settings: TransportSettings(waitMax: .minutes(10)))
        let slow = try request(hanging.url, channel: "hanging", limits: patientLimits)
        let quick = try request(good.url, channel: "good")
        let hung = (0..<20).map { _ in Task { await transport.send(slow) } }
        for await number in arrivals where number == 3 { break }
        let outcomes = await all((0..<20).map { _ in Task { await transport.send(quick) } })
        #expect(outcomes == Array(repeating: .delivered(status: 200), count: 20))
        #expect(hanging.connections <= 4)
        await transport.stop()
        #expect(await all(hung) == Array(repeating: .retryable(.stopping, retryAfter: nil), count: 20))
        #expect(hanging.connections <= 4)
        hanging.close()
        good.close()
    }

    /// The endpoint is full of ordinary alerts that hang; the last level's alert still goes there at once.
    @Test func aLastLevelIsNeverQueuedBehindOrdinaryAlerts() async throws {
        let (arrivals, arrival) = AsyncStream.makeStream(of: Int.self)
        let receiver = LoopbackReceiver { number, request in
            arrival.yield(number)
            return request.body == Array("last".utf8) ? .answer(200) : .hang
        }
        let transport = try CurlTransport(settings: TransportSettings(waitMax: .minutes(10)))
        let ordinary = try request(receiver.url, limits: oneAtATime)
        let hung = (0..<5).map { _ in Task { await transport.send(ordinary) } }
        for await _ in arrivals { break }
        let last = try request(receiver.url, lane: .lastLevel, body: "last")
        #expect(DeliveryOutcome(await transport.send(last)) == .delivered(status: 200))
        await transport.stop()
        #expect(await all(hung) == Array(repeating: .retryable(.stopping, retryAfter: nil), count: 5))
        receiver.close()
    }

    @Test func whoWaitsTooLongIsToldSo() async throws {
        let receiver = LoopbackReceiver { _, _ in .hang }
        let settings = TransportSettings(waitMax: Span(milliseconds: 50))
        let transport = try CurlTransport(settings: settings)
        let slow = try request(receiver.url, limits: oneAtATime)
        let both = await withTaskGroup(of: DeliveryOutcome.self) { group in
            group.addTask { DeliveryOutcome(await transport.send(slow)) }
            group.addTask { DeliveryOutcome(await transport.send(slow)) }
            let first = await group.next()
            await transport.stop()
            return [first, await group.next()]
        }
        #expect(both == [.retryable(.waitedTooLong, retryAfter: nil), .retryable(.stopping, retryAfter: nil)])
        receiver.close()
    }

    @Test func stopEndsEverythingAndStaysStopped() async throws {
        let receiver = LoopbackReceiver { _, _ in .hang }
        let transport = try CurlTransport()
        #expect(transport.isRunning)
        let slow = try request(receiver.url, limits: patientLimits)
        let hung = (0..<50).map { _ in Task { await transport.send(slow) } }
        await transport.stop()
        await transport.stop()
        #expect(await all(hung) == Array(repeating: .retryable(.stopping, retryAfter: nil), count: 50))
        #expect(!transport.isRunning)
        #expect(await transport.send(slow) == .failed(.stopping))
        receiver.close()
    }

    @Test func manyRequestsFromManyTasksAllArriveOnce() async throws {
        let receiver = LoopbackReceiver { _, _ in .answer(200) }
        let transport = try CurlTransport(settings: TransportSettings(waitMax: .minutes(10)))
        let tasks = try (0..<200).map { number in
            let message = try request(receiver.url, channel: "c\(number % 3)", body: "n\(number)", limits: quickLimits)
            return Task { await transport.send(message) }
        }
        #expect(await all(tasks) == Array(repeating: .delivered(status: 200), count: 200))
        let bodies = receiver.received.map { String(decoding: $0.body, as: UTF8.self) }
        #expect(bodies.sorted() == (0..<200).map { "n\($0)" }.sorted())
        await transport.stop()
        receiver.close()
    }

    private func all(_ tasks: [Task<TransportResult, Never>]) async -> [DeliveryOutcome] {
        var outcomes: [DeliveryOutcome] = []
        for task in tasks { outcomes.append(DeliveryOutcome(await task.value)) }
        return outcomes
    }
}
