import Foundation
import GRDB
import Glibc
import Synchronization

@testable import NFODDaemon

/// Where on the way of an alert the power fails. Each is held exactly, by what the receiver does and by who has the
/// writer, and not by waiting some time.
enum CrashPoint: String, CaseIterable, Sendable {
    /// Committed and not sent: the only request that its channel may have under way is another's.
    case written
    /// With the receiver, which has not answered.
    case sent
    /// Answered, and nothing of it is written down: somebody else has the writer.
    case answered
}

/// A daemon that is killed again and again at one point; its channel has one request under way at a time.
struct CrashingDaemon {
    let point: CrashPoint
    let daemon: EndToEndDaemon
    private var number = 0

    init(_ point: CrashPoint) async throws {
        self.point = point
        daemon = try await EndToEndDaemon(settings: ["plainLoopback: true": "atOnce: 1\n    plainLoopback: true"])
        try await daemon.serve()
    }

    /// Copies of alerts that had come before.
    var extraCopies: Int { daemon.receiver.count - Set(daemon.receiver.arrivals.map(\.id)).count }

    /// One notification more, a kill at the point, and everything that happens after the next start.
    mutating func crash() async throws {
        switch point {
        case .written: try await crashWritten()
        case .sent: try await crashSent()
        case .answered: try await crashAnswered()
        }
        daemon.receiver.take(.init())
        try await daemon.serve()
        // Whoever has no answer asks again, and the alert is not made twice.
        try await tell()
        try await daemon.settle()
    }

    private mutating func crashWritten() async throws {
        daemon.receiver.take(.init(beforeAnswer: { _ in false }))
        let before = daemon.receiver.count
        number += 1
        try await tell()
        try await eventually("the only place is taken") { daemon.receiver.count == before + 1 }
        number += 1
        try await tell()
        try await daemon.killNow()
        guard daemon.receiver.count == before + 1 else { throw EndToEndFault(what: "it was sent before the kill") }
    }

    private mutating func crashSent() async throws {
        let victim = try daemon.processID
        daemon.receiver.take(
            .init(beforeAnswer: { _ in
                kill(victim, SIGKILL)
                return false
            }))
        try await tellWhoDies()
    }

    private mutating func crashAnswered() async throws {
        let victim = try daemon.processID
        let writer = try Writer(daemon.data + "/nfodd.db")
        daemon.receiver.take(
            .init(
                beforeAnswer: { _ in writer.hold() },
                afterAnswer: { _ in
                    kill(victim, SIGKILL)
                }))
        try await tellWhoDies()
        guard try writer.letGo() else { throw EndToEndFault(what: "somebody else had the writer") }
    }

    private mutating func tellWhoDies() async throws {
        number += 1
        let (client, row, key) = (daemon.client("ambulance"), cells, key)
        async let answer = onOwnThread { client.post(row, key: key) }
        try await daemon.gone()
        // An answer or none: the daemon may have died before it.
        _ = try await answer
    }

    private var key: String { "crash-\(number)" }
    private var cells: [String: String] { KillLoopOverdose(number: number).row(of: KillLoopOverdose.sources[0]).cells }

    private func tell() async throws {
        let answer = try await daemon.post([cells], key: key)
        guard answer.status == 201 else { throw EndToEndFault(what: "\(answer.status): \(answer.json)") }
    }
}

/// Somebody else who has the database's writer.
private final class Writer: Sendable {
    private let queue: DatabaseQueue
    private let isHeld = Mutex(false)

    init(_ path: String) throws {
        var configuration = GRDB.Configuration()
        configuration.busyMode = .timeout(10)
        configuration.allowsUnsafeTransactions = true
        queue = try DatabaseQueue(path: path, configuration: configuration)
    }

    /// - Returns: always true: the receiver answers.
    func hold() -> Bool {
        let held = (try? queue.inDatabase { try $0.beginTransaction(.immediate) }) != nil
        isHeld.withLock { $0 = held }
        return true
    }

    /// - Returns: whether it was held.
    func letGo() throws -> Bool {
        guard isHeld.withLock({ $0 }) else { return false }
        try queue.inDatabase { try $0.rollback() }
        try queue.close()
        return true
    }
}
