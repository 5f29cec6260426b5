import Foundation
import NFODEngine
import NFODStore
import Testing

@testable import NFODDaemon

@Suite struct SecretPlaceTests {
    /// A directory with a configuration, a place for data and one for what systemd hands over.
    private final class Scratch {
        let root = NSTemporaryDirectory() + "/nfodd-secret-" + UUID().uuidString.prefix(8)
        var data: String { root + "/data" }
        var credentials: String { root + "/credentials" }

        init() throws {
            for path in [data, credentials] {
                try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            }
        }

        deinit { try? FileManager.default.removeItem(atPath: root) }

        func write(_ path: String, _ text: String, mode: mode_t = 0o600) throws {
            try text.write(toFile: path, atomically: true, encoding: .utf8)
            chmod(path, mode)
        }

        func open(credentials: Bool = true, delivery: Workflow.DeliveryMode = .send) throws -> Daemon {
            try Daemon(
                Daemon.Options(
                    dataDirectory: data, configDirectory: OperationScratch.config,
                    clock: .simulated(OperationScratch.start), createIfMissing: true, delivery: delivery,
                    credentialsDirectory: credentials ? self.credentials : nil))
        }
    }

    private static let secret = "whsec_" + Data(repeating: 7, count: 32).base64EncodedString() + "\n"
    private static let channel = ChannelID("team-webhook")

    @Test(arguments: ["nfodd_team-webhook.secret", "team-webhook.secret"])
    func `a channel's secret is taken from systemd before a file beside the data`(name: String) throws {
        let scratch = try Scratch()
        try scratch.write(scratch.credentials + "/" + name, Self.secret, mode: 0o440)
        try scratch.write(scratch.data + "/team-webhook.secret", "not a secret")
        let daemon = try scratch.open()
        #expect(daemon.workflow.channels[Self.channel] != nil)
        try daemon.close()
        #expect(throws: DaemonError.self) { try scratch.open(credentials: false) }
    }

    @Test(
        arguments: [(0o600, true), (0o640, true), (0o604, false), (0o606, false), (0o602, false)] as [(mode_t, Bool)])
    func `a channel's secret that everybody may read or change is not used`(mode: mode_t, isUsed: Bool) throws {
        let scratch = try Scratch()
        let path = scratch.data + "/team-webhook.secret"
        try scratch.write(path, Self.secret, mode: mode)
        if isUsed {
            try scratch.open(credentials: false).close()
        } else {
            #expect(throws: DaemonError.secretExposed(path)) { try scratch.open(credentials: false) }
            #expect(DaemonError.secretExposed(path).description.contains("chmod 600"))
        }
    }

    @Test func `the vault key may come from systemd alone, and is then not made beside the data`() throws {
        let scratch = try Scratch()
        try scratch.open(credentials: false, delivery: .record).close()
        let (beside, given) = (scratch.data + "/vault.key", scratch.credentials + "/nfodd_vault.key")
        try FileManager.default.moveItem(atPath: beside, toPath: given)
        #expect(throws: StoreError.vaultKeyMissing(beside)) {
            try scratch.open(credentials: false, delivery: .record)
        }
        try scratch.open(delivery: .record).close()
        #expect(!FileManager.default.fileExists(atPath: beside))
    }

    @Test func `a vault key that everybody may read keeps the daemon from starting`() throws {
        let scratch = try Scratch()
        try scratch.open(delivery: .record).close()
        let path = scratch.data + "/vault.key"
        for mode in [0o644, 0o602] as [mode_t] {
            chmod(path, mode)
            #expect(throws: StoreError.vaultKeyExposed(path)) { try scratch.open(delivery: .record) }
        }
        chmod(path, 0o600)
        try scratch.open(delivery: .record).close()
    }

    @Test func `tokens are kept as hashes, in a file for its owner only`() throws {
        let scratch = try Scratch()
        try scratch.open(delivery: .record).close()
        let places = Directories(data: scratch.data, config: OperationScratch.config)
        let token = try Secrets(places, create: false).makeToken(name: "anna", role: "metrics")
        #expect(try Secrets(places, create: false).makeToken(name: "rhona", role: "coordinator") != token)
        let file = try String(contentsOfFile: scratch.data + "/tokens", encoding: .utf8)
        #expect(!file.contains(token))
        #expect(file.hasPrefix("anna metrics "))
        let rights = try FileManager.default.attributesOfItem(atPath: scratch.data + "/tokens")[.posixPermissions]
        #expect(rights as? Int == 0o600)
    }
}
