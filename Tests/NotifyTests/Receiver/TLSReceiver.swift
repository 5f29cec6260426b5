import Foundation
import ReceiverFixture
import Synchronization

/// A TLS receiver with a self-signed certificate: Debian's `openssl s_server`, which passes on what it is sent and
/// sends what it is given. Answers 200 to everything.
final class TLSReceiver: Sendable {
    let port: Int
    /// Its own certificate, to be trusted or not.
    let certificate: [UInt8]
    private let server: TLSServer
    private let heard = Mutex("")

    /// - Parameter name: the address or host that the certificate is for, as in `IP:127.0.0.1`.
    init(certificateFor name: String) throws {
        let server = try TLSServer(certificateFor: name, arguments: ["-naccept", "1"])
        (port, certificate, self.server) = (server.port, server.certificate, server)
        onThread { [self] in
            while case let piece = server.read(), !piece.isEmpty {
                let all = heard.withLock { heard in
                    heard += String(decoding: piece, as: UTF8.self)
                    return heard
                }
                guard all.hasSuffix("the body") else { continue }
                server.write(Data("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".utf8))
            }
        }
    }

    /// What came through, decrypted, besides the server's own words.
    var words: String { heard.withLock { $0 } }

    func close() { server.close() }
}
