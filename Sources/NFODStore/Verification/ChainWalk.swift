import Foundation
import GRDB
import NFODEngine

/// Walks the chain from the first event on, a piece at a time, and remembers between pieces what it needs.
struct ChainWalk {
    private(set) var head = ChainHead(sequence: 0, link: HashChain.start)
    private(set) var broken: (sequence: Int64, reason: ChainVerification.Reason)?
    private var chain = HashChain()
    /// Blank payloads that no removal has named yet.
    private var blank: Set<Int64> = []
    private let noted: ChainHead?

    init(noted: ChainHead?) { self.noted = noted }

    /// Walks at most `limit` events on.
    /// - Returns: false when there is nothing left to walk.
    mutating func advance(in db: Database, names: [Int64: String], limit: Int) throws -> Bool {
        let rows = try Row.fetchCursor(
            try db.cachedStatement(sql: Self.select), arguments: [head.sequence, limit])
        var count = 0
        while broken == nil, let row = try rows.next() {
            count += 1
            try step(row, names)
        }
        return broken == nil && count == limit
    }

    /// What the walk found, once there is nothing left.
    func result() -> ChainVerification {
        if let broken { return .broken(sequence: broken.sequence, reason: broken.reason) }
        if let first = blank.min() { return .broken(sequence: first, reason: .payloadBlank) }
        if let noted, noted.sequence > head.sequence {
            return .broken(sequence: head.sequence + 1, reason: .headDiffers)
        }
        return .holds(head)
    }

    private mutating func step(_ row: Row, _ names: [Int64: String]) throws {
        let sequence: Int64 = row[0]
        let expected = head.sequence + 1
        guard sequence == expected else { return broken = (expected, .missing) }
        let payloadHash: Data = row[14]
        if let payload = row[12] as Data?, let salt = row[13] as Data? {
            guard chain.payloadHash(salt: salt, payload: payload) == payloadHash else {
                return broken = (sequence, .payloadChanged)
            }
            if row[4] == PayloadRemoved.type { noteRemoval(payload, by: sequence) }
        } else {
            blank.insert(sequence)
        }
        let link = chain.link(
            previous: head.link, sequence: sequence, header: Self.header(row, names), payloadHash: payloadHash)
        guard link == row[15] else { return broken = (sequence, .linkChanged) }
        head = ChainHead(sequence: sequence, link: link)
        if let noted, noted.sequence == sequence, noted.link != link { broken = (sequence, .headDiffers) }
    }

    private mutating func noteRemoval(_ payload: Data, by sequence: Int64) {
        guard let removal = try? JSONDecoder().decode(PayloadRemoved.self, from: payload) else { return }
        blank.remove(removal.sequence)
    }

    private static func header(_ row: Row, _ names: [Int64: String]) -> EventHeader {
        let kind: String = row[1]
        let number: Int64 = row[2]
        return EventHeader(
            kind: kind, number: number, name: kind == "source" ? names[number] : nil, version: row[3], type: row[4],
            typeVersion: row[5], actor: row[6], command: row[7], happenedAt: row[8], knownAt: row[9],
            recordedAt: row[10],
            reason: row[11])
    }

    private static let select = """
        SELECT sequence, stream_kind, stream_id, stream_version, type, type_version, actor, command_id, happened_at,
            known_at, recorded_at, reason, payload, salt, payload_hash, link
        FROM event WHERE sequence > ? ORDER BY sequence LIMIT ?
        """
}
