import Foundation
import Glibc
import Synchronization

/// Debian's `openssl s_server` with a self-signed certificate: passes on what it is sent and sends what it is given.
final class TLSServer: Sendable {
    static let program = "/usr/bin/openssl"
    static var isAvailable: Bool { FileManager.default.isExecutableFile(atPath: program) }

    let port: Int
    /// Its own certificate, to be trusted or not.
    let certificate: [UInt8]
    private let process: Mutex<Process>
    private let input = Pipe()
    private let output = Pipe()

    /// - Parameters:
    ///   - name: the address or host that the certificate is for, as in `IP:127.0.0.1`.
    ///   - arguments: more for `s_server`.
    init(certificateFor name: String, arguments: [String]) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (key, cert) = (folder.appendingPathComponent("key.pem"), folder.appendingPathComponent("cert.pem"))
        let maker = TLSServer.openssl([
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
            "-subj", "/CN=receiver", "-addext", "subjectAltName=" + name, "-keyout", key.path, "-out", cert.path,
        ])
        try maker.run()
        maker.waitUntilExit()
        certificate = Array(try Data(contentsOf: cert))

        let running = TLSServer.openssl(
            ["s_server", "-accept", "127.0.0.1:0", "-key", key.path, "-cert", cert.path] + arguments)
        running.standardInput = input
        running.standardOutput = output
        try running.run()
        var announced = ""
        while !announced.contains("\nACCEPT 127.0.0.1:") || !announced.hasSuffix("\n") {
            let piece = output.fileHandleForReading.availableData
            guard !piece.isEmpty else { throw CocoaError(.fileReadUnknown) }
            announced += String(decoding: piece, as: UTF8.self)
        }
        port = Int(announced.split(separator: ":").last?.prefix { $0.isNumber } ?? "") ?? 0
        process = Mutex(running)
    }

    /// What came through, decrypted, with the server's own words in between; empty at the end.
    func read() -> Data { output.fileHandleForReading.availableData }

    func write(_ data: Data) { input.fileHandleForWriting.write(data) }

    /// By force: it does not listen to a request to end.
    func close() { process.withLock { _ = kill($0.processIdentifier, SIGKILL) } }

    private static func openssl(_ arguments: [String]) -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        return process
    }
}
