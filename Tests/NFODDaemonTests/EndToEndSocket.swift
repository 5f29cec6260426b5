import Foundation
import Glibc

/// One request or answer, as it came over a socket.
struct EndToEndMessage: Sendable {
    let startLine: String
    /// Names in lower case.
    let headers: [String: String]
    let body: [UInt8]

    /// Of an answer.
    var status: Int { startLine.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0 }

    var json: [String: Any] {
        (try? JSONSerialization.jsonObject(with: Data(body))) as? [String: Any] ?? [:]
    }

    /// Reads head and body; nil when the other side leaves before their end.
    static func read(from descriptor: Int32) -> EndToEndMessage? {
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = recv(descriptor, &piece, piece.count, 0)
            guard count > 0 else { return nil }
            bytes += piece[..<count]
            if let message = EndToEndMessage(bytes) { return message }
        }
    }

    /// Nil while it is not whole.
    private init?(_ bytes: [UInt8]) {
        let end = Array("\r\n\r\n".utf8)
        guard let head = bytes.indices.first(where: { bytes[$0...].starts(with: end) }) else { return nil }
        let lines = String(decoding: bytes[..<head], as: UTF8.self).components(separatedBy: "\r\n")
        let pairs = lines.dropFirst().map { line in
            let halves = line.split(separator: ":", maxSplits: 1)
            return (halves[0].lowercased(), halves.dropFirst().first.map { String($0.drop { $0 == " " }) } ?? "")
        }
        headers = Dictionary(pairs) { first, _ in first }
        body = Array(bytes[(head + 4)...])
        startLine = lines[0]
        guard body.count >= Int(headers["content-length"] ?? "0") ?? 0 else { return nil }
    }
}

/// Plain sockets on 127.0.0.1.
enum EndToEndSocket {
    struct Refused: Error { let code: Int32 }

    /// On a port that the system chose.
    /// - Parameter isUp: false keeps the port and turns everybody away.
    static func listen(isUp: Bool = true) throws -> (descriptor: Int32, port: UInt16) {
        let listener = try make()
        var address = address(port: 0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { general in
                bind(listener, general, length) == 0 && (!isUp || Glibc.listen(listener, 128) == 0)
                    && getsockname(listener, general, &length) == 0
            }
        }
        guard isBound else { throw Refused(code: errno) }
        return (listener, UInt16(bigEndian: address.sin_port))
    }

    static func connect(port: UInt16) throws -> Int32 {
        let descriptor = try make()
        var address = address(port: port)
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { general in
                Glibc.connect(descriptor, general, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isConnected else {
            close(descriptor)
            throw Refused(code: errno)
        }
        return descriptor
    }

    /// False when the other side has left.
    @discardableResult
    static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    private static func make() throws -> Int32 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw Refused(code: errno) }
        return descriptor
    }

    private static func address(port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = in_addr_t(INADDR_LOOPBACK).bigEndian
        return address
    }
}

/// Runs what blocks on a thread of its own, so that no other test waits for it.
func onOwnThread<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Swift.Result { try body() }) }
    }
}
