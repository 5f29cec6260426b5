import Crypto
import Foundation
import NFODConfig
public import NFODEngine

/// Makes the files that a service needs before it can start: channel secrets and tokens.
public struct Secrets {
    private let directory: String
    private let configuration: Configuration

    /// - Parameter create: make the data directory where it is missing.
    /// - Throws: `ConfigurationProblems`, ``SetupRefusal``.
    public init(_ places: Directories, create: Bool) throws {
        configuration = try Daemon.configuration(places.config)
        directory = places.data
        if create { mkdir(directory, 0o700) }
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: directory, isDirectory: &isDirectory), isDirectory.boolValue else {
            throw SetupRefusal.directoryMissing(directory)
        }
    }

    /// Writes a webhook channel's secret, for its owner's eyes only.
    /// - Returns: the path of the file; the secret itself is for the receiver to be copied from there.
    public func makeSecret(of channel: ChannelID) throws -> String {
        guard let settings = configuration.settings.channels[channel] else {
            let known = configuration.settings.channels.keys.map(\.name).sorted()
            throw SetupRefusal.channelUnknown(channel.name, known: known)
        }
        guard let file = settings.values[.secret] else {
            throw SetupRefusal.channelHasNoSecret(channel.name, kind: settings.kind.rawValue)
        }
        let path = path(file)
        let line = "whsec_" + Data(Secrets.random(32)).base64EncodedString() + "\n"
        guard let file = PrivateFile.new(path) else {
            throw access(path, F_OK) == 0 ? SetupRefusal.secretExists(path) : SetupRefusal.fileUnwritable(path)
        }
        guard PrivateFile.write(line, to: file) else { throw SetupRefusal.fileUnwritable(path) }
        return path
    }

    /// Adds a token; only its hash is kept.
    /// - Parameter role: `staff`, `coordinator`, `reader`, `metrics`, or `source:` and a source's id.
    /// - Returns: the token, which nobody can be shown again.
    public func makeToken(name: String, role: String) throws -> String {
        guard Secrets.isName(name) else { throw SetupRefusal.nameInvalid(name) }
        let sources = configuration.sources.keys.map { "source:" + $0.name }.sorted()
        let roles = ["staff", "coordinator", "reader", "metrics"] + sources
        guard roles.contains(role) else { throw SetupRefusal.roleUnknown(role, known: roles) }
        let path = path(configuration.settings.http.tokensFile)
        let lines = FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
        guard !lines.split(separator: "\n").contains(where: { $0.hasPrefix(name + " ") }) else {
            throw SetupRefusal.tokenNameTaken(name)
        }
        let token = Secrets.hexadecimal(Secrets.random(32))
        let hash = Secrets.hexadecimal(SHA256.hash(data: Data(token.utf8)))
        let start = lines.isEmpty || lines.hasSuffix("\n") ? "" : "\n"
        guard let file = PrivateFile.appending(path), PrivateFile.write(start + "\(name) \(role) \(hash)\n", to: file)
        else { throw SetupRefusal.fileUnwritable(path) }
        return token
    }

    private func path(_ file: String) -> String {
        URL(fileURLWithPath: file, relativeTo: URL(fileURLWithPath: directory + "/")).path
    }

    private static func isName(_ name: String) -> Bool {
        (1...64).contains(name.utf8.count)
            && name.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
    }

    private static func random(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    private static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { String(UInt16($0) + 256, radix: 16).dropFirst() }.joined()
    }
}

/// Files that only their owner may read.
private enum PrivateFile {
    static func new(_ path: String) -> FileHandle? { open(path, O_WRONLY | O_CREAT | O_EXCL) }

    static func appending(_ path: String) -> FileHandle? { open(path, O_WRONLY | O_CREAT | O_APPEND) }

    static func write(_ text: String, to file: FileHandle) -> Bool {
        do {
            try file.write(contentsOf: Data(text.utf8))
            try file.synchronize()
            try file.close()
            return true
        } catch { return false }
    }

    private static func open(_ path: String, _ flags: Int32) -> FileHandle? {
        let descriptor = Foundation.open(path, flags | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return nil }
        fchmod(descriptor, 0o600)
        return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }
}
