import Foundation
import NFODEngine
import NFODStore

@testable import NFODDaemon

/// What a life leaves behind, in the directory and at the receiver, put so that two lives can be compared.
struct EndToEndTrace: Sendable {
    /// Every event but those that may come at other places or more than once: `told`, whose place among a case's events
    /// depends on the receiver, and `feedReceived`, which a request sent again after a crash adds to.
    private(set) var events: [String] = []
    /// Every alert about a case: for whom, of what kind, what has become of it. Whether one arrived before it was taken
    /// back depends on the receiver.
    private(set) var alerts: [String] = []
    private(set) var delivered = 0
    private(set) var unfinished = 0
    /// Whatever is not as it must be, whether or not the power failed.
    private(set) var faults: [String] = []
    /// Arrivals beyond the first of their id.
    private(set) var extraCopies = 0
    let blowsOnTheWay: Int
    let verified: String

    init(of place: EndToEndDaemon, blowsOnTheWay: Int, verified: String) throws {
        self.blowsOnTheWay = blowsOnTheWay
        self.verified = verified
        let arrivals = place.receiver.arrivals
        let secret = try place.secret
        let copies = Dictionary(grouping: arrivals, by: \.id)
        extraCopies = arrivals.count - copies.count
        faults += copies.filter { Set($1.map(\.body)).count > 1 }.map { "copies of \($0.key) differ" }
        faults += arrivals.filter { !$0.isGenuine(secret) }.map { "\($0.id) is not signed well" }
        let daemon = try ReplayLife.open(place.data)
        defer { try? daemon.close() }
        try daemon.workflow.read { reading in
            let told = try read(reading.tx.events.events(after: 0, limit: 1_000_000))
            delivered = try reading.tx.outbox.count(.delivered)
            for state in [OutboxState.ready, .leased, .failed, .recorded] {
                unfinished += try reading.tx.outbox.count(state)
            }
            // Of one that was taken back while it was under way, and the power failed, nobody knows that it came.
            let isBroken = extraCopies > 0 || blowsOnTheWay > 0
            let unknown = try copies.keys.filter {
                try isBroken && reading.tx.outbox.entry(AlertID($0))?.state == .cancelled
            }
            if copies.count - unknown.count != delivered {
                faults.append("\(copies.count) alerts came, \(delivered) were delivered, \(unknown.count) taken back")
            }
            for row in try reading.tx.responses.all() {
                try compare(reading.tx.outbox.entries(of: row.id), told, copies)
            }
        }
        alerts.sort()
    }

    /// - Returns: how often each alert was noted as told.
    private mutating func read(_ log: [StoredEvent]) -> [String: Int] {
        var told: [String: Int] = [:]
        var versions: [String: Int] = [:]
        for (earlier, later) in zip(log, log.dropFirst()) where later.stamp.recordedAt < earlier.stamp.recordedAt {
            faults.append("time goes back at event \(later.sequence)")
        }
        for event in log {
            if let payload = event.payload as? AlertTold { told[payload.alert.name, default: 0] += 1 }
            guard !["told", "feedReceived"].contains(event.type) else { continue }
            let stream = "\(event.stream)"
            versions[stream, default: 0] += 1
            events.append(
                "\(stream) \(versions[stream] ?? 0) \(event.type) \(event.happenedAt.milliseconds) "
                    + "\(event.stamp.actor.text) \(event.reason ?? "")")
        }
        events.sort()
        return told
    }

    private mutating func compare(
        _ entries: [OutboxEntry], _ told: [String: Int], _ copies: [String: [EndToEndReceiver.Arrival]]
    ) {
        for entry in entries {
            let message = entry.message
            let about = message.response.map { "\($0)" } ?? ""
            let end = entry.isTakenBack(by: entries) ? "taken back" : entry.state.rawValue
            alerts.append("\(about) \(message.kind.rawValue) \(message.recipient) \(end)")
            guard entry.state == .delivered else { continue }
            if told[message.id.name] != 1 { faults.append("\(message.id) is told \(told[message.id.name] ?? 0) times") }
            guard let came = copies[message.id.name]?.first else {
                faults.append("\(message.id) never came")
                continue
            }
            if Data(came.body) != message.body { faults.append("\(message.id) came with other bytes") }
        }
    }
}

extension OutboxEntry {
    /// Its recipient was told the opposite afterwards: it may have arrived before, and need not.
    fileprivate func isTakenBack(by others: [OutboxEntry]) -> Bool {
        let opposite: Alert.Kind
        switch message.kind {
        case .assignment: opposite = .standDown
        case .standDown: opposite = .assignment
        case .escalation, .gathered, .alarm, .canary: return false
        }
        return [.delivered, .cancelled].contains(state)
            && others.contains {
                $0.message.kind == opposite && $0.message.recipient == message.recipient
                    && $0.message.createdAt >= message.createdAt
            }
    }
}
