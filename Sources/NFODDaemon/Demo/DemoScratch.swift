import Foundation
import NFODEngine

/// Where a demo lives: a directory of its own with data, secrets and a configuration made from the shipped one. It is
/// removed when the demo ends; nothing else is written anywhere.
public struct DemoScratch: Sendable {
    public let root: String
    public let places: Directories
    public let pagePort: UInt16
    public let receiverPort: UInt16
    /// Opens the pages for as long as the demo lives.
    public let token: String
    /// What signs the alerts, as their receiver knows it.
    public let secret: String

    /// - Parameters:
    ///   - config: the configuration to start from.
    ///   - port: the pages' port, or the next free one after it; 0 takes any. The receiver has another.
    /// - Throws: `ConfigurationProblems` about `config`; ``DaemonError``; ``SetupRefusal``.
    public static func make(config: String, port: UInt16) throws -> DemoScratch {
        _ = try Daemon.configuration(config)
        var template = Array((FileManager.default.temporaryDirectory.path + "/nfodd-demo-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else {
            throw DaemonError.fileFull(FileManager.default.temporaryDirectory.path)
        }
        let root = String(decoding: template.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        do { return try DemoScratch(root: root, config: config, port: port) } catch {
            try? FileManager.default.removeItem(atPath: root)
            throw error
        }
    }

    private init(root: String, config: String, port: UInt16) throws {
        self.root = root
        places = Directories(data: root + "/data", config: root + "/config")
        guard let pagePort = FreePort.first(from: port),
            let receiverPort = FreePort.first(from: port == 0 ? 0 : pagePort + 1)
        else { throw DaemonError.portTaken("127.0.0.1", Int(port)) }
        (self.pagePort, self.receiverPort) = (pagePort, receiverPort)
        let demo = DemoConfiguration(pagePort: pagePort, receiverPort: receiverPort)
        try FileManager.default.copyItem(atPath: config, toPath: places.config)
        let team = demo.team(try String(contentsOfFile: config + "/team.yaml", encoding: .utf8))
        let settings = try String(contentsOfFile: config + "/nfodd.yaml", encoding: .utf8)
        try DemoScratch.write(team.text, to: places.config + "/team.yaml")
        try DemoScratch.write(demo.settings(settings, workers: team.workers), to: places.config + "/nfodd.yaml")
        let secrets = try Secrets(places, create: true)
        let file = try secrets.makeSecret(of: ChannelID(team.workers.first ?? ""))
        secret = try String(contentsOfFile: file, encoding: .utf8)
        token = try secrets.makeToken(name: "demo", role: "staff")
    }

    /// Takes everything away.
    public func remove() throws { try FileManager.default.removeItem(atPath: root) }

    private static func write(_ text: String, to path: String) throws {
        guard FileManager.default.createFile(atPath: path, contents: Data(text.utf8)) else {
            throw DaemonError.fileFull(path)
        }
    }
}
