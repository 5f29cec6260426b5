import Foundation
import Glibc
import Synchronization

/// Somebody's system that hands notifications in, on a thread of its own.
struct EndToEndClient: Sendable {
    let port: UInt16
    let token: String

    /// One notification over a connection of its own; nil when no whole answer came.
    func post(_ row: [String: String], from source: String = "ambulance", key: String) -> EndToEndMessage? {
        guard let body = try? EndToEndDaemon.notification([row], from: source),
            let socket = try? EndToEndSocket.connect(port: port)
        else { return nil }
        defer { close(socket) }
        let head = """
            POST \(EndToEndDaemon.notifications) HTTP/1.1\r
            Host: 127.0.0.1:\(port)\r
            Connection: close\r
            Authorization: Bearer \(token)\r
            Idempotency-Key: \(key)\r
            Content-Type: application/json\r
            Content-Length: \(body.count)\r
            \r

            """
        guard EndToEndSocket.write(Array(head.utf8) + Array(body), to: socket) else { return nil }
        return EndToEndMessage.read(from: socket)
    }
}

/// Clients that post until the daemon has gone, and what they were told.
final class EndToEndCrowd: Sendable {
    private struct Told {
        /// Answers by key.
        var answers: [String: [UInt8]] = [:]
        var unanswered: [String] = []
    }

    private let told = Mutex(Told())
    private let wantsMore = Mutex(true)
    private let client: EndToEndClient
    private let size: Int

    init(_ client: EndToEndClient, size: Int) {
        self.client = client
        self.size = size
    }

    var answered: [String: [UInt8]] { told.withLock { $0.answers } }
    var unanswered: [String] { told.withLock { $0.unanswered } }

    /// Posts until ``stop()`` is called or the daemon answers nobody any more.
    func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for member in 0..<size { group.addTask { try await onOwnThread { self.run(member) } } }
            try await group.waitForAll()
        }
    }

    func stop() { wantsMore.withLock { $0 = false } }

    static func row(_ key: String) -> [String: String] {
        EndToEndDaemon.ambulance("SAS-" + key, (key.last?.wholeNumberValue ?? 0) % 6, on: "01/03/2021", at: "08:00")
    }

    private func run(_ member: Int) {
        var number = 0
        while wantsMore.withLock({ $0 }) {
            number += 1
            let key = "m\(member)n\(number)"
            guard let answer = client.post(Self.row(key), key: key), answer.status == 201 else {
                return told.withLock { $0.unanswered.append(key) }
            }
            told.withLock { $0.answers[key] = answer.body }
        }
    }
}
