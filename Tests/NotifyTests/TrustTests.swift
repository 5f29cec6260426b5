import NFODEngine
import Notify
import Testing

/// TLS is verified: issuer and name.
@Suite(.enabled(if: TLSServer.isAvailable)) struct TrustTests {
    @Test func anUnknownIssuerGetsNothing() async throws {
        let receiver = try TLSReceiver(certificateFor: "IP:127.0.0.1")
        defer { receiver.close() }
        #expect(try await outcome(receiver, trusting: nil) == .retryable(.tlsFailed, retryAfter: nil))
        #expect(!receiver.words.contains("the body"))
    }

    @Test func aTrustedIssuerWithTheRightNameIsDelivered() async throws {
        let receiver = try TLSReceiver(certificateFor: "IP:127.0.0.1")
        defer { receiver.close() }
        #expect(try await outcome(receiver, trusting: receiver) == .delivered(status: 200))
        #expect(receiver.words.contains("POST / HTTP/1.1"))
    }

    @Test func aTrustedIssuerWithAnotherNameGetsNothing() async throws {
        let receiver = try TLSReceiver(certificateFor: "DNS:elsewhere.example")
        defer { receiver.close() }
        #expect(try await outcome(receiver, trusting: receiver) == .retryable(.tlsFailed, retryAfter: nil))
        #expect(!receiver.words.contains("the body"))
    }

    @Test func trustedCertificatesReplaceTheSystemsAndOthersDoNotCount() async throws {
        let receiver = try TLSReceiver(certificateFor: "IP:127.0.0.1")
        defer { receiver.close() }
        let other = try TLSReceiver(certificateFor: "IP:127.0.0.1")
        defer { other.close() }
        #expect(try await outcome(receiver, trusting: other) == .retryable(.tlsFailed, retryAfter: nil))
    }

    private func outcome(_ receiver: TLSReceiver, trusting: TLSReceiver?) async throws -> DeliveryOutcome {
        let transport = try CurlTransport()
        let authorities = trusting.map { CertificateAuthorities(pem: $0.certificate) }
        let result = await transport.send(
            try request("https://127.0.0.1:\(receiver.port)/", body: "the body", authorities: authorities))
        await transport.stop()
        return DeliveryOutcome(result)
    }
}
