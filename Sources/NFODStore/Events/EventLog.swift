import Foundation
import GRDB
import NFODEngine

/// The log of everything that happened, inside one transaction. Only added to; the table's triggers hold that as well.
public struct EventLog {
    let db: Database
    let codec: EventCodec
    let memory: TransactionMemory

    /// Adds a command's events to one stream, in order, each with its link of the chain.
    ///
    /// - Parameter expectedVersion: the version the state was loaded at; 0 for a stream that does not exist yet.
    /// - Returns: the sequence numbers given.
    /// - Throws: `StoreError.versionConflict` when the stream has moved on, `.eventTypeUnknown`; what the table says no
    ///   to for another reason is a fault, and passes through as it is.
    @discardableResult
    public func append(
        _ events: [NewEvent], to stream: EventStream, expectedVersion: Int64, by stamp: CommandStamp
    ) throws -> [Int64] {
        let key = try StreamKey(stream, in: db, memory)
        // A stream that begins need not be asked for: a second beginning would break the table's key.
        let found = try expectedVersion == 0 && memory.version(of: key) == nil ? 0 : version(of: key)
        guard found == expectedVersion else {
            throw StoreError.versionConflict(stream: stream, expected: expectedVersion, found: found)
        }
        var head = try head()
        var chain = HashChain()
        let actor = stamp.actor.text
        for (offset, event) in events.enumerated() {
            let header = EventHeader(
                kind: key.kind, number: key.number, name: stream.name, version: found + Int64(offset) + 1,
                type: type(of: event.payload).type, typeVersion: type(of: event.payload).version, actor: actor,
                command: stamp.command.number, happenedAt: event.happenedAt.milliseconds,
                knownAt: stamp.knownAt.milliseconds, recordedAt: stamp.recordedAt.milliseconds, reason: event.reason)
            let payload = try codec.encode(event.payload, with: memory.json)
            do { head = try insert(payload, header, after: head, &chain) } catch let error as DatabaseError
                where error.extendedResultCode == .SQLITE_CONSTRAINT_UNIQUE
            {
                throw StoreError.versionConflict(
                    stream: stream, expected: expectedVersion, found: try version(of: key))
            }
        }
        memory.know(head: head)
        memory.know(version: found + Int64(events.count), of: key)
        return Array((head.sequence - Int64(events.count) + 1)..<(head.sequence + 1))
    }

    /// The version of a stream: how many events it has; 0 when there are none.
    public func version(of stream: EventStream) throws -> Int64 {
        guard let key = try StreamKey(existing: stream, in: db, memory) else { return 0 }
        return try version(of: key)
    }

    /// The end of the chain as it stands.
    public func head() throws -> ChainHead {
        if let known = memory.head { return known }
        let sql = "SELECT sequence, link FROM event ORDER BY sequence DESC LIMIT 1"
        guard let row = try Row.fetchOne(try db.cachedStatement(sql: sql)) else {
            return ChainHead(sequence: 0, link: HashChain.start)
        }
        return ChainHead(sequence: row[0], link: row[1])
    }

    private func version(of key: StreamKey) throws -> Int64 {
        if let known = memory.version(of: key) { return known }
        let sql = "SELECT max(stream_version) FROM event WHERE stream_kind = ? AND stream_id = ?"
        let found = try db.integer(sql, .string(key.kind), .integer(key.number)) ?? 0
        memory.know(version: found, of: key)
        return found
    }

    private func insert(
        _ payload: [UInt8], _ header: EventHeader, after head: ChainHead, _ chain: inout HashChain
    ) throws -> ChainHead {
        let salt = memory.random(HashChain.saltLength)
        let hash = chain.payloadHash(salt: salt, payload: payload)
        let sequence = head.sequence + 1
        let link = chain.link(previous: head.link, sequence: sequence, header: header, payloadHash: hash)
        try db.run(
            Self.insertSQL, .integer(sequence), .text(header.kind), .integer(header.number), .integer(header.version),
            .text(header.type), .integer(Int64(header.typeVersion)), .text(header.actor), .integer(header.command),
            .integer(header.happenedAt), .integer(header.knownAt), .integer(header.recordedAt), .text(header.reason),
            .bytes(payload), .bytes(salt), .blob(hash), .blob(link))
        return ChainHead(sequence: sequence, link: link)
    }

    private static let insertSQL = """
        INSERT INTO event (sequence, stream_kind, stream_id, stream_version, type, type_version, actor, command_id,
            happened_at, known_at, recorded_at, reason, payload, salt, payload_hash, link)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
}
