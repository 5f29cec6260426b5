import Foundation
import NFODEngine
import ReceiverFixture
import Testing

@testable import Notify

/// Names that point inwards, or come to do so: what counts is the address at the moment a connection is opened. What a
/// name resolves to is pinned in libcurl, so that no name server is asked.
@Suite struct RebindingTests {
    /// Every address of the name points inwards.
    @Test(arguments: [
        ("metadata.google.internal", "169.254.169.254", AddressScope.linkLocal),
        ("hooks.example.org", "127.0.0.1", .loopback), ("hooks.example.org", "10.1.2.3", .privateUse),
        ("hooks.example.org", "[::1]", .loopback), ("hooks.example.org", "100.100.100.200", .carrierShared),
        ("hooks.example.org", "[fd00:ec2::254]", .privateUse), ("hooks.example.org", "10.0.0.1,127.0.0.1", .loopback),
    ])
    func aNameThatPointsInwardsIsRefused(host: String, address: String, scope: AddressScope) async throws {
        let receiver = LoopbackReceiver { _, _ in .answer(200) }
        let transport = try CurlTransport(
            settings: TransportSettings(namePins: ["\(host):\(receiver.port):\(address)"]))
        let result = await transport.send(try request("https://\(host):\(receiver.port)/", loopback: false))
        guard case .failed(.refusedByAddressPolicy(let refused)) = result else {
            Issue.record("\(result)")
            return
        }
        // Of several addresses libcurl may say first which it likes; none of them is gone to.
        #expect(address.contains(",") || refused == scope)
        #expect(receiver.connections == 0)
        await transport.stop()
        receiver.close()
    }

    /// The first look-up pointed to where the endpoint may be, the second inwards. While the connection of the first is
    /// kept, it goes to the checked place; the next connection is checked again and refused.
    @Test func aNameThatComesToPointInwardsIsRefusedAtTheNextConnection() async throws {
        let receiver = LoopbackReceiver { _, _ in .answer(200) }
        let transport = try CurlTransport(
            settings: TransportSettings(namePins: ["+hooks.example.org:\(receiver.port):127.0.0.1"]))
        let url = "http://hooks.example.org:\(receiver.port)/hook"
        let before = await transport.send(try request(url))
        #expect(DeliveryOutcome(before) == .delivered(status: 200))
        await transport.stop()

        let moved = try CurlTransport(
            settings: TransportSettings(namePins: ["hooks.example.org:\(receiver.port):192.168.0.1"]))
        let after = await moved.send(try request(url))
        #expect(after == .failed(.refusedByAddressPolicy(.privateUse)))
        #expect(receiver.connections == 1)
        await moved.stop()
        receiver.close()
    }

    /// In a process of its own, because the environment is everybody's.
    @Test func proxiesOfTheEnvironmentAreNotUsed() async {
        await #expect(processExitsWith: .success) {
            let proxy = LoopbackReceiver { _, _ in .answer(200) }
            let receiver = LoopbackReceiver { _, _ in .answer(200) }
            for name in ["http_proxy", "https_proxy", "all_proxy", "HTTPS_PROXY", "ALL_PROXY"] {
                setenv(name, "http://127.0.0.1:\(proxy.port)", 1)
            }
            let transport = try CurlTransport()
            let result = await transport.send(try request(receiver.url))
            #expect(DeliveryOutcome(result) == .delivered(status: 200))
            let refused = await transport.send(try request("https://10.0.0.1/", loopback: false))
            #expect(refused == .failed(.refusedByAddressPolicy(.privateUse)))
            #expect(proxy.connections == 0)
            #expect(receiver.connections == 1)
            await transport.stop()
        }
    }

    @Test(arguments: [
        ("https://hooks.example.org/a", [], true), ("https://hooks.example.org/a", ["hooks.example.org"], true),
        ("https://HOOKS.example.org/a", ["hooks.example.org"], true),
        ("https://hooks.example.org/a", [".example.org"], true), ("https://example.org/a", [".example.org"], false),
        ("https://hooks.example.org.evil.test/", ["hooks.example.org", ".example.org"], false),
        ("https://evilhooks.example.org/", ["hooks.example.org"], false),
        ("https://hooks.example.org/?a=allowed.test", ["allowed.test"], false),
    ])
    func onlyHostsOnTheList(url: String, hosts: [String], isAllowed: Bool) throws {
        #expect(try EndpointURL(url, allowPlainLoopback: false).isOn(hosts) == isAllowed)
        let make = {
            try ChannelConfiguration(
                id: ChannelID("a"), kind: .webhook, url: url, secrets: [testSecret], hosts: hosts)
        }
        if isAllowed {
            _ = try make()
        } else {
            #expect(throws: InvalidChannel(id: ChannelID("a"), problems: [.url(.hostNotAllowed)])) { try make() }
        }
    }
}
