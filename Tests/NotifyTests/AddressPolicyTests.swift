import NFODEngine
import Notify
import ReceiverFixture
import Testing

/// The table of reliability.md 2.3: every way to point a webhook inwards.
@Suite struct AddressPolicyTests {
    /// A receiver really listens on that port of 127.0.0.1: it must not even see a connection.
    @Test(arguments: [
        ("127.0.0.1", AddressScope.loopback), ("127.1", .loopback), ("0", .unspecified), ("0x7f000001", .loopback),
        ("2130706433", .loopback), ("017700000001", .loopback), ("localhost", .loopback), ("[::1]", .loopback),
        ("[::ffff:127.0.0.1]", .loopback), ("[::]", .unspecified), ("169.254.169.254", .linkLocal),
        ("100.64.0.1", .carrierShared), ("10.0.0.1", .privateUse), ("172.16.0.1", .privateUse),
        ("192.168.1.1", .privateUse), ("10.255.255.255", .privateUse), ("[fc00::1]", .privateUse),
        ("[fe80::1]", .linkLocal), ("224.0.0.1", .multicast),
        ("[64:ff9b::7f00:1]", .loopback), ("[2002:7f00:1::]", .loopback), ("255.255.255.255", .reserved),
    ])
    func refusedBeforeConnecting(host: String, scope: AddressScope) async throws {
        let receiver = LoopbackReceiver { _, _ in .answer(200) }
        let transport = try CurlTransport()
        let result = await transport.send(try request("https://\(host):\(receiver.port)/", loopback: false))
        #expect(result == .failed(.refusedByAddressPolicy(scope)))
        #expect(DeliveryOutcome(result) == .permanent(.refusedByAddressPolicy(scope)))
        #expect(receiver.connections == 0)
        await transport.stop()
        receiver.close()
    }

    @Test func plainHttpNeverLeavesThisMachine() async throws {
        let transport = try CurlTransport()
        let result = await transport.send(try request("http://8.8.8.8/"))
        #expect(result == .failed(.refusedByAddressPolicy(.global)))
        await transport.stop()
    }

    /// Both policies through one transport, by turns: what is open for one is never lent to the other, which libcurl
    /// would not check again.
    @Test func theDevelopmentFlagOfOneEndpointOpensNothingForAnother() async throws {
        let receiver = try TLSReceiver(certificateFor: "IP:127.0.0.1")
        defer { receiver.close() }
        let transport = try CurlTransport.keeping()
        let url = "https://127.0.0.1:\(receiver.port)/"
        let authorities = CertificateAuthorities(pem: receiver.certificate)
        for _ in 0..<3 {
            let open = await transport.send(try request(url, body: "the body", authorities: authorities))
            #expect(DeliveryOutcome(open) == .delivered(status: 200))
            let shut = await transport.send(
                try request(url, body: "the body", loopback: false, authorities: authorities))
            #expect(shut == .failed(.refusedByAddressPolicy(.loopback)))
        }
        await transport.stop()
    }

    @Test(arguments: [
        ("https://good@127.0.0.1/", EndpointURLProblem.userNotAllowed), ("https://a:b@example.org/", .userNotAllowed),
        ("https://example.org:22/", .portNotAllowed), ("https://example.org:25/", .portNotAllowed),
        ("https://example.org:80/", .portNotAllowed), ("http://example.org/", .schemeNotAllowed),
        ("http://127.0.0.1/", .schemeNotAllowed), ("https://example.org:6379/\u{7f}", .malformed),
        ("https://good.example@169.254.169.254/", .userNotAllowed), ("dict://example.org:2628/", .schemeNotAllowed),
        ("ldap://example.org/", .schemeNotAllowed), ("//example.org/hook", .malformed),
        ("file:///etc/passwd", .schemeNotAllowed),
        ("gopher://example.org/", .schemeNotAllowed), ("ftp://example.org/", .schemeNotAllowed),
        ("example.org/hook", .malformed), ("https://", .malformed), ("", .malformed),
        ("https://exa mple.org/", .malformed),
        ("https://example.org/\r\nx: y", .malformed), ("https://exämple.org/", .malformed),
    ])
    func urlsThatCannotBeEndpoints(text: String, problem: EndpointURLProblem) {
        #expect(throws: problem) { try EndpointURL(text, allowPlainLoopback: false) }
    }

    @Test(arguments: [
        ("https://example.org/a?sig=b", false, AddressPolicy.publicOnly),
        ("https://example.org:8443/", false, .publicOnly), ("https://localhost:8443/", true, .publicOrLoopback),
        ("http://127.0.0.1:8080/", true, .loopbackOnly),
    ])
    func policyFollowsFromSchemeAndFlag(text: String, flag: Bool, policy: AddressPolicy) throws {
        #expect(try EndpointURL(text, allowPlainLoopback: flag).addressPolicy == policy)
    }

    @Test(arguments: [
        (IPAddress.v4(0x0808_0808), AddressScope.global), (.v4(0x63ff_ffff), .global), (.v4(0x6480_0000), .global),
        (.v4(0x647f_ffff), .carrierShared), (.v4(0xac0f_ffff), .global), (.v4(0xac1f_ffff), .privateUse),
        (.v4(0xac20_0000), .global), (.v4(0xc613_ffff), .reserved), (.v4(0xdfff_ffff), .global),
        (.v4(0xefff_ffff), .multicast), (.v6(0x2a00_1450_0000_0000, 1), .global),
        (.v6(0x2001_0db8_0000_0000, 1), .reserved),
        (.v6(0x2001_0000_0000_0000, 1), .reserved), (.v6(0x2001_4860_0000_0000, 1), .global),
        (.v6(0xff02_0000_0000_0000, 1), .multicast), (.v6(0xfdff_0000_0000_0000, 1), .privateUse),
        (.v6(0xfec0_0000_0000_0000, 1), .reserved), (.v6(0, 0xffff_0808_0808), .global),
        (.v6(0, 0x0808_0808), .reserved),
        (.v6(0x0064_ff9b_0000_0000, 0x0808_0808), .global), (.v6(0x0064_ff9b_0001_0000, 1), .reserved),
    ])
    func scopesAtTheirEdges(address: IPAddress, scope: AddressScope) { #expect(address.scope == scope) }

    @Test func policiesAndScopes() {
        for scope in AddressScope.allCases {
            #expect((AddressPolicy.publicOnly.refusal(of: scope) == nil) == (scope == .global))
            #expect((AddressPolicy.loopbackOnly.refusal(of: scope) == nil) == (scope == .loopback))
            #expect(
                (AddressPolicy.publicOrLoopback.refusal(of: scope) == nil) == (scope == .loopback || scope == .global))
        }
    }
}
