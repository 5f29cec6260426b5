import NFODEngine
import Testing

@testable import Notify

/// A mail over real sockets: nothing without TLS, what each answer means, and no line of ours that somebody else wrote.
@Suite struct MailChannelTests {
    private static let limits = TransferLimits(totalTimeOut: .seconds(30))

    @Test func `a mail is handed over as it was written, to its recipient alone`() async throws {
        let server = MailReceiver()
        defer { server.close() }
        let outcome = try await outcome(server.url)
        #expect(outcome == .delivered(status: 250))
        #expect(
            server.commands.prefix(4) == [
                "EHLO nfod.example.org", "MAIL FROM:<alerts@nfod.example.org>", "RCPT TO:<ishbel@example.org>", "DATA",
            ])
        let mail = try #require(server.mails.first)
        #expect(mail.prefix(2) == ["From: <alerts@nfod.example.org>", "To: <ishbel@example.org>"])
        let body = String(decoding: ChannelKind.mail.body(alert(), context), as: UTF8.self)
        #expect(mail.dropFirst(2).joined(separator: "\r\n") + "\r\n" == body)
    }

    /// The envelope would tell anybody on the way that somebody of this team is written to.
    @Test func `a server without STARTTLS hears who we are and no more`() async throws {
        let server = MailReceiver()
        defer { server.close() }
        let outcome = try await outcome(server.url, needsTLS: true)
        #expect(outcome == .retryable(.tlsFailed, retryAfter: nil))
        #expect(!server.commands.contains { $0.contains("@") })
        #expect(server.mails.isEmpty)
    }

    @Test func `over TLS a server with a certificate that nobody vouches for gets nothing`() async throws {
        guard TLSServer.isAvailable else { return }
        let server = try TLSServer(certificateFor: "IP:127.0.0.1", arguments: [])
        defer { server.close() }
        let outcome = try await outcome("smtps://127.0.0.1:\(server.port)", needsTLS: true)
        #expect(outcome == .retryable(.tlsFailed, retryAfter: nil))
    }

    @Test func `a server inside the network is not spoken to`() async throws {
        let server = MailReceiver()
        defer { server.close() }
        let outcome = try await outcome(server.url, policy: .publicOnly)
        #expect(outcome == .permanent(.refusedByAddressPolicy(.loopback)))
        #expect(server.commands.isEmpty)
    }

    @Test(arguments: [
        (
            MailReceiver.Manners(recipient: "450 greylisted"),
            DeliveryOutcome.retryable(.answered(status: 450), retryAfter: nil)
        ),
        (.init(recipient: "550 no such box"), .permanent(.notAccepted(status: 550))),
        (.init(mailFrom: "553 not from there"), .permanent(.notAccepted(status: 553))),
        (.init(end: "451 later"), .retryable(.answered(status: 451), retryAfter: nil)),
        (.init(end: "554 it looks like spam"), .permanent(.notAccepted(status: 554))),
        (.init(greeting: "421 too busy"), .retryable(.answered(status: 421), retryAfter: nil)),
        (.init(greeting: "554 no mail here"), .permanent(.notAccepted(status: 554))),
    ])
    func `what a server says is read as RFC 5321 means it`(
        manners: MailReceiver.Manners, expected: DeliveryOutcome
    ) async throws {
        let server = MailReceiver(manners)
        defer { server.close() }
        let outcome = try await outcome(server.url)
        #expect(outcome == expected)
    }

    /// The answer to QUIT changes nothing any more.
    @Test func `a server that falls silent after it took the mail has taken it`() async throws {
        let server = MailReceiver(.init(silentAfter: "QUIT"))
        defer { server.close() }
        #expect(try await outcome(server.url) == .delivered(status: 250))
    }

    @Test(arguments: ["EHLO", "RCPT", "."])
    func `a server that falls silent before is tried again`(command: String) async throws {
        let server = MailReceiver(.init(silentAfter: command))
        defer { server.close() }
        let limits = TransferLimits(totalTimeOut: .seconds(1))
        #expect(try await outcome(server.url, limits: limits) == .retryable(.timeOut, retryAfter: nil))
    }

    @Test func `stopping waits for no server`() async throws {
        let server = MailReceiver(.init(silentAfter: "RCPT"))
        defer { server.close() }
        let transport = try CurlTransport()
        let channel = try channel(server.url, Self.limits)
        let sent = Task {
            await channel.deliver(OutgoingMessage(.mail), attemptAt: Instant(seconds: 0), over: transport)
        }
        while !server.commands.contains(where: { $0.hasPrefix("RCPT") }) { await Task.yield() }
        await transport.stop()
        #expect(await sent.value == .retryable(.stopping, retryAfter: nil))
        let late = await channel.deliver(OutgoingMessage(.mail), attemptAt: Instant(seconds: 0), over: transport)
        #expect(late == .retryable(.stopping, retryAfter: nil))
    }

    private func channel(
        _ url: String, _ limits: TransferLimits, policy: AddressPolicy = .publicOrLoopback, needsTLS: Bool = false
    ) throws -> MailChannel {
        let setup = ChannelSetup(
            frame: ChannelFrame(id: ChannelID("mail"), kind: .mail, limits: limits),
            values: [
                .url: "smtps://mail.example.org", .from: "alerts@nfod.example.org",
                .addressFile: "ishbel ishbel@example.org",
            ])
        let server = try MailServer(url, addressPolicy: policy, needsTLS: needsTLS, greeting: "nfod.example.org")
        return try MailChannel(setup, server: server)
    }

    private func outcome(
        _ url: String, limits: TransferLimits = limits, policy: AddressPolicy = .publicOrLoopback,
        needsTLS: Bool = false
    ) async throws -> DeliveryOutcome {
        let transport = try CurlTransport()
        let outcome = await (try channel(url, limits, policy: policy, needsTLS: needsTLS)).deliver(
            OutgoingMessage(.mail), attemptAt: Instant(seconds: 0), over: transport)
        await transport.stop()
        return outcome
    }
}
