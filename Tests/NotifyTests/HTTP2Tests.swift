import NFODEngine
import Notify
import Testing

/// Receivers that offer HTTP/2 get it, and one that sends its connections away loses nothing.
@Suite(.enabled(if: TLSServer.isAvailable)) struct HTTP2Tests {
    private func outcomes(
        _ receiver: HTTP2Receiver, _ count: Int, limits: TransferLimits = TransferLimits()
    ) async throws -> [DeliveryOutcome] {
        let transport = try CurlTransport.keeping()
        let authorities = CertificateAuthorities(pem: receiver.certificate)
        var outcomes: [DeliveryOutcome] = []
        for number in 0..<count {
            let made = try request(receiver.url, body: "n\(number)", limits: limits, authorities: authorities)
            outcomes.append(DeliveryOutcome(await transport.send(made)))
        }
        await transport.stop()
        return outcomes
    }

    @Test func `requests that come after one another are streams of one connection`() async throws {
        let receiver = try HTTP2Receiver { _ in .answer }
        defer { receiver.close() }
        #expect(try await outcomes(receiver, 3) == Array(repeating: .delivered(status: 200), count: 3))
        #expect(receiver.connections == 1)
        #expect(receiver.streams == [1, 3, 5])
    }

    /// The second request is not taken any more: it goes over a connection of its own within the same try.
    @Test func `after GOAWAY the request is sent again at once over a fresh connection`() async throws {
        let receiver = try HTTP2Receiver { number in number == 1 ? .goAway : .answer }
        defer { receiver.close() }
        #expect(try await outcomes(receiver, 3) == Array(repeating: .delivered(status: 200), count: 3))
        #expect(receiver.connections == 2)
        #expect(receiver.streams == [1, 3, 1, 3])
    }

    @Test func `a refused stream is sent again at once`() async throws {
        let receiver = try HTTP2Receiver { number in number == 1 ? .refuseStream : .answer }
        defer { receiver.close() }
        #expect(try await outcomes(receiver, 2) == Array(repeating: .delivered(status: 200), count: 2))
        #expect(receiver.requests == 3)
    }

    /// It would be the same dead connection otherwise, for as long as it is kept: HTTP/2 ends the stream alone.
    @Test func `after silence on a used connection the next try opens its own`() async throws {
        let receiver = try HTTP2Receiver { number in number == 1 ? .hang : .answer }
        defer { receiver.close() }
        let limits = TransferLimits(totalTimeOut: .seconds(1))
        let outcomes = try await outcomes(receiver, 2, limits: limits)
        #expect(outcomes == [.delivered(status: 200), .retryable(.timeOut, retryAfter: nil)])
        #expect(receiver.streams == [1, 3])
    }
}
