import Foundation
import Glibc
import ReceiverFixture
import Synchronization

/// A TLS receiver with a self-signed certificate: Debian's `openssl s_server`, which passes on what it is sent and
/// sends what it is given. Answers 200 to everything.
final class TLSReceiver: Sendable {
    static let program = "/usr/bin/openssl"
    static var isAvailable: Bool { FileManager.default.isExecutableFile(atPath: program) }

    let port: Int
    /// Its own certificate, to be trusted or not.
    let certificate: [UInt8]
    private let server: Mutex<Process>
    private let heard = Mutex("")

    /// - Parameter name: the address or host that the certificate is for, as in `IP:127.0.0.1`.
    init(certificateFor name: String) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (key, cert) = (folder.appendingPathComponent("key.pem"), folder.appendingPathComponent("cert.pem"))
        let maker = TLSReceiver.openssl([
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
            "-subj", "/CN=receiver", "-addext", "subjectAltName=" + name, "-keyout", key.path, "-out", cert.path,
        ])
        maker.standardError = FileHandle.nullDevice
        try maker.run()
        maker.waitUntilExit()
        certificate = Array(try Data(contentsOf: cert))

        let running = TLSReceiver.openssl([
            "s_server", "-accept", "127.0.0.1:0", "-naccept", "1", "-key", key.path, "-cert", cert.path,
        ])
        let (input, output) = (Pipe(), Pipe())
        running.standardInput = input
        running.standardOutput = output
        running.standardError = FileHandle.nullDevice
        try running.run()
        var announced = ""
        while !announced.contains("\nACCEPT 127.0.0.1:") || !announced.hasSuffix("\n") {
            let piece = output.fileHandleForReading.availableData
            guard !piece.isEmpty else { throw CocoaError(.fileReadUnknown) }
            announced += String(decoding: piece, as: UTF8.self)
        }
        port = Int(announced.split(separator: ":").last?.prefix { $0.isNumber } ?? "") ?? 0
        server = Mutex(running)
        onThread { [self] in
            while case let piece = output.fileHandleForReading.availableData, !piece.isEmpty {
                let all = heard.withLock { heard in
                    heard += String(decoding: piece, as: UTF8.self)
                    return heard
                }
                guard all.hasSuffix("the body") else { continue }
                input.fileHandleForWriting.write(Data("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".utf8))
            }
        }
    }

    /// What came through, decrypted, besides the server's own words.
    var words: String { heard.withLock { $0 } }

    /// By force: it does not listen to a request to end.
    func close() { server.withLock { _ = kill($0.processIdentifier, SIGKILL) } }

    private static func openssl(_ arguments: [String]) -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        return process
    }
}
