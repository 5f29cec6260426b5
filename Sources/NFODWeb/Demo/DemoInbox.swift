import Foundation
import NFODEngine
import Synchronization

/// An alert as its receiver saw it: nothing more than what came over the wire.
struct ReceivedAlert: Sendable, Hashable {
    let id: String
    /// Whose telephone it came to.
    let phone: WorkerID
    let type: String
    let level: String
    let code: String?
    let contactDueAt: Instant?
    /// On the demo's clock.
    let at: Instant
    let isGenuine: Bool
    /// How often it came; more than once is allowed, never is not.
    var times = 1

    /// Nil for what is no alert.
    init?(_ body: Data, id: String, phone: WorkerID, isGenuine: Bool) {
        guard let message = try? JSONDecoder().decode(Message.self, from: body),
            let at = Instant(iso8601: message.timestamp)
        else { return nil }
        self.id = id
        self.phone = phone
        self.isGenuine = isGenuine
        self.at = at
        type = message.type
        level = message.data.level
        code = message.data.case
        contactDueAt = message.data.contactDueAt.flatMap { Instant(iso8601: $0) }
    }

    private struct Message: Decodable {
        let type: String
        let timestamp: String
        let data: Content

        struct Content: Decodable {
            let level: String
            let `case`: String?
            let contactDueAt: String?
        }
    }
}

/// What the demo's receiver has got, newest first.
final class DemoInbox: Sendable {
    private let received = Mutex<[ReceivedAlert]>([])
    /// The page shows no more, and a demo that runs for weeks does not grow.
    private let kept = 200
    private let count = Mutex(0)

    var alerts: [ReceivedAlert] { received.withLock { $0 } }

    /// Different alerts since the start.
    var total: Int { count.withLock { $0 } }

    func take(_ alert: ReceivedAlert) {
        let isNew = received.withLock { list in
            if let known = list.firstIndex(where: { $0.id == alert.id && $0.isGenuine == alert.isGenuine }) {
                list[known].times += 1
                return false
            }
            let place = list.firstIndex { $0.at <= alert.at } ?? list.endIndex
            list.insert(alert, at: place)
            list.removeLast(max(0, list.count - kept))
            return true
        }
        if isNew { count.withLock { $0 += 1 } }
    }
}
