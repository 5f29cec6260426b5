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

    let port: UInt16
    private let listener: Int32
    private let watcher = Mutex<(@Sendable (Moment) -> Void)?>(nil)
    private let kept = Mutex<(arrivals: [Arrival], unreadable: Int)>(([], 0))

    /// Where a request stands on this side.
    enum Moment: Sendable {
        /// It has come whole, and nothing has been answered.
        case come
        /// The last byte of the answer has been given to the system.
        case answered
    }

    /// Hears of each request, on the thread that serves it: what it does is done before the next word is said.
    func watch(_ body: (@Sendable (Moment) -> Void)?) { watcher.withLock { $0 = body } }

    init() throws {
        (listener, port) = try EndToEndSocket.listen()
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

    func close() { shutdown(listener, Int32(SHUT_RDWR)) }

    private func serve(_ connection: Int32) {
        defer { Glibc.close(connection) }
        while let message = EndToEndMessage.read(from: connection) {
            if let alert = try? JSONDecoder().decode(Alert.self, from: Data(message.body)) {
                let arrival = Arrival(message: message, at: AnchoredClock.wall(), alert: alert)
                kept.withLock { $0.arrivals.append(arrival) }
            } else {
                kept.withLock { $0.unreadable += 1 }
            }
            let watcher = watcher.withLock { $0 }
            watcher?(.come)
            EndToEndSocket.write(Array("HTTP/1.1 204 No Content\r\n\r\n".utf8), to: connection)
            watcher?(.answered)
        }
    }
}
