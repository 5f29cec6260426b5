import Foundation
import Glibc
import NFODEngine
import Notify
import Synchronization

@testable import NFODDaemon

/// Somebody else's service that takes alerts: a real receiver on 127.0.0.1 which keeps whatever comes.
final class EndToEndReceiver: Sendable {
    /// One alert as it came, on one of its tries.
    struct Arrival: Sendable {
        let message: EndToEndMessage
        let at: Instant
        let alert: Alert

        var id: String { alert.data.alert }
        var body: [UInt8] { message.body }
        /// Stands for one recipient on one channel.
        var mark: String { String(id.split(separator: "-").last ?? "") }

        /// Signed with this secret, for this try, over these bytes.
        func isGenuine(_ secret: WebhookSecret) -> Bool {
            let headers = message.headers
            do {
                try StandardWebhooks.verify(
                    id: headers[StandardWebhooks.idHeader], timestamp: headers[StandardWebhooks.timestampHeader],
                    signature: headers[StandardWebhooks.signatureHeader], body: body, secret: secret, now: at)
                return headers[StandardWebhooks.idHeader] == id
            } catch { return false }
        }
    }

    struct Alert: Decodable, Sendable {
        struct Content: Decodable, Sendable {
            let alert: String
            let code: String?
            let contactDueAt: String?
            let level: String
            let order: Int?

            enum CodingKeys: String, CodingKey { case alert, contactDueAt, level, order, code = "case" }
        }

        let data: Content
        let timestamp: String
        let type: String
    }

    /// What happens on the way of one alert, on the thread of its connection.
    struct Turn: Sendable {
        /// The alert is here and its sender has no answer. False: it never gets one.
        var beforeAnswer: @Sendable (Arrival) -> Bool = { _ in true }
        /// The answer is with the sender's machine.
        var afterAnswer: @Sendable (Arrival) -> Void = { _ in }
    }

    let port: UInt16
    private let listener: Int32
    private let turn = Mutex(Turn())
    private let kept = Mutex<(arrivals: [Arrival], unreadable: Int)>(([], 0))

    /// - Parameter isUp: false keeps the port, and whoever connects is turned away until ``comeUp()``.
    init(isUp: Bool = true) throws {
        (listener, port) = try EndToEndSocket.listen(isUp: isUp)
        if isUp { takeConnections() }
    }

    func comeUp() {
        Glibc.listen(listener, 128)
        takeConnections()
    }

    private func takeConnections() {
        Thread.detachNewThread { [self] in
            while case let connection = accept(listener, nil, nil), connection >= 0 {
                Thread.detachNewThread { [self] in serve(connection) }
            }
        }
    }

    /// In the order in which they came, every copy of them.
    var arrivals: [Arrival] { kept.withLock { $0.arrivals } }
    var count: Int { kept.withLock { $0.arrivals.count } }
    /// Requests that were no alerts.
    var unreadable: Int { kept.withLock { $0.unreadable } }

    /// Of the alerts from now on.
    func take(_ turn: Turn) { self.turn.withLock { $0 = turn } }

    func close() { shutdown(listener, Int32(SHUT_RDWR)) }

    private func serve(_ connection: Int32) {
        defer { Glibc.close(connection) }
        while let message = EndToEndMessage.read(from: connection) {
            let turn = turn.withLock { $0 }
            var arrived: Arrival?
            if let alert = try? JSONDecoder().decode(Alert.self, from: Data(message.body)) {
                let arrival = Arrival(message: message, at: AnchoredClock.wall(), alert: alert)
                kept.withLock { $0.arrivals.append(arrival) }
                arrived = arrival
            } else {
                kept.withLock { $0.unreadable += 1 }
            }
            if let arrived, !turn.beforeAnswer(arrived) {
                // Silent until the sender has gone.
                _ = EndToEndMessage.read(from: connection)
                return
            }
            EndToEndSocket.write(Array("HTTP/1.1 204 No Content\r\n\r\n".utf8), to: connection)
            if let arrived { turn.afterAnswer(arrived) }
        }
    }
}
