import NFODConfig
public import NFODEngine
import NFODStore

/// Dead letters, alerts that have only been tried in vain so far, and those whose service has not said yet whether they
/// arrived: ids, times and enumerated values, and the names of channels, never their addresses.
public struct OutboxView: Sendable {
    private let givenUp: [Letter]
    private let givenUpCount: Int
    private let triedInVain: [Letter]
    private let withoutReceipt: [Letter]
    private let zone: ZoneRules

    fileprivate struct Letter: Sendable {
        let entry: OutboxEntry
        let code: CaseCode?
        let lastTry: DeliveryTry?
    }

    /// So many of each are shown, those that wait longest.
    private static let most = 200

    /// - Parameter now: what a service has not said by four days later it never will.
    public init(_ reading: Reading, at now: Instant) throws {
        let outbox = reading.tx.outbox
        let letter = { (entry: OutboxEntry) in
            Letter(
                entry: entry, code: try entry.message.response.flatMap { try reading.tx.responses.row(id: $0)?.code },
                lastTry: try outbox.decisiveTry(of: entry.message.id))
        }
        givenUp = try outbox.deadLetters(limit: OutboxView.most).map(letter)
        givenUpCount = try outbox.notTold().count
        triedInVain = try outbox.triedInVain(limit: OutboxView.most).map(letter)
        withoutReceipt = try outbox.withoutReceipt(since: now - DeliveryReceipt.comesWithin, limit: OutboxView.most)
            .map(letter)
        zone = reading.configuration.zone
    }

    /// For programs.
    public var json: JSONValue {
        .object([
            "givenUp": .array(givenUp.map { $0.json(zone) }), "givenUpCount": .integer(givenUpCount),
            "triedInVain": .array(triedInVain.map { $0.json(zone) }),
            "withoutReceipt": .array(withoutReceipt.map { $0.json(zone) }),
        ])
    }

    /// For people at a terminal.
    var text: String {
        var lines = givenUpCount == 0 ? ["no alert was given up"] : ["given up: \(givenUpCount)"]
        lines += givenUp.flatMap { $0.lines(zone) }
        if givenUpCount > givenUp.count { lines.append("  and \(givenUpCount - givenUp.count) more") }
        if !triedInVain.isEmpty { lines.append("tried in vain so far, and tried on: \(triedInVain.count)") }
        lines += triedInVain.flatMap { $0.lines(zone) }
        if !withoutReceipt.isEmpty { lines.append("with their service, no receipt yet: \(withoutReceipt.count)") }
        lines += withoutReceipt.flatMap { $0.lines(zone) }
        return lines.joined(separator: "\n")
    }
}

extension OutboxView.Letter {
    fileprivate func lines(_ zone: ZoneRules) -> [String] {
        let message = entry.message
        let why = lastTry.map { Wording().text(deliveryCode: $0.code, status: $0.status.map(Int.init)) } ?? "not tried"
        let last = lastTry.map { ", last \(zone.iso8601($0.endedAt))" } ?? ""
        let times = "tried " + PageText.times(Int(entry.tries)) + last
        let about = code?.name ?? (message.kind == .gathered ? "several" : "service")
        return [
            "  \(zone.iso8601(message.createdAt))  \(about)  \(message.recipient) over "
                + "\(message.channel), \"\(message.says)\": \(why), \(times)",
            "      \(message.id)",
        ]
    }

    fileprivate func json(_ zone: ZoneRules) -> JSONValue {
        let message = entry.message
        return .object([
            "alert": .string(message.id.name), "case": .string(code?.name), "kind": .string(message.kind.rawValue),
            "lane": .string(message.lane.rawValue), "recipient": .string(message.recipient.name),
            "channel": .string(message.channel.name), "says": .string(message.says),
            "writtenAt": .string(zone.iso8601(message.createdAt)), "tries": .integer(entry.tries),
            "lastTryAt": .string(lastTry.map { zone.iso8601($0.endedAt) }), "code": .string(lastTry?.code),
            "status": lastTry?.status.map { .integer($0) } ?? .null,
        ])
    }
}
