import Foundation
import Glibc

/// One request over a socket of its own, byte for byte as the test wants it, and the whole answer.
struct RawHTTP: Sendable {
    let port: Int

    struct Reply: Sendable {
        var status = 0
        /// Names in lower case.
        var headers: [(name: String, value: String)] = []
        var body = ""

        func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }

        var json: [String: Any] {
            (try? JSONSerialization.jsonObject(with: Data(body.utf8))) as? [String: Any] ?? [:]
        }

        var code: String? { json["code"] as? String }
    }

    enum Failure: Error { case socket(Int32), noAnswer }

    func ask(
        _ method: String, _ path: String, _ headers: [String: String] = [:], body: Data? = nil
    ) async throws -> Reply {
        try await send(request(method, path, headers, body))
    }

    /// The same on the caller's own thread.
    func exchange(
        _ method: String, _ path: String, _ headers: [String: String] = [:], body: Data? = nil
    ) throws -> Reply {
        try exchange(request(method, path, headers, body))
    }

    private func request(_ method: String, _ path: String, _ headers: [String: String], _ body: Data?) -> Data {
        var head = "\(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n"
        for (name, value) in headers.sorted(by: { $0.key < $1.key }) { head += "\(name): \(value)\r\n" }
        if let body { head += "Content-Length: \(body.count)\r\n" }
        return Data((head + "\r\n").utf8) + (body ?? Data())
    }

    func send(_ bytes: Data) async throws -> Reply {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result { try exchange(bytes) }) }
        }
    }

    private func exchange(_ bytes: Data) throws -> Reply {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw Failure.socket(errno) }
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(INADDR_LOOPBACK).bigEndian
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { throw Failure.socket(errno) }
        write(bytes, to: descriptor)
        return try RawHTTP.parse(read(from: descriptor))
    }

    /// The server may answer and close before it has read everything.
    private func write(_ bytes: Data, to descriptor: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, min($0.count, 65_536), Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    private func read(from descriptor: Int32) -> Data {
        var received = Data()
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { return received }
            received += buffer[..<count]
        }
    }

    private static func parse(_ received: Data) throws -> Reply {
        let text = String(decoding: received, as: UTF8.self)
        guard let end = text.range(of: "\r\n\r\n") else { throw Failure.noAnswer }
        let lines = text[..<end.lowerBound].components(separatedBy: "\r\n")
        var reply = Reply()
        reply.status = lines.first.flatMap { $0.split(separator: " ").dropFirst().first }.flatMap { Int($0) } ?? 0
        reply.headers = lines.dropFirst().compactMap { line in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
            return (line[..<colon].lowercased(), value)
        }
        reply.body = String(text[end.upperBound...])
        return reply
    }
}
