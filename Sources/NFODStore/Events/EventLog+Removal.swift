import GRDB
import NFODEngine

extension EventLog {
    /// Blanks the payload and salt of one event and says so with a ``PayloadRemoved`` event in the system stream. The
    /// hash stays, so the chain still holds.
    ///
    /// - Throws: `StoreError.payloadNotRemovable` when there is no such event, it is blank already, or it is itself the
    ///   record of a removal; `StoreError.underLegalHold` when it is about somebody whose death is confirmed.
    public func removePayload(of sequence: Int64, by stamp: CommandStamp, reason: String) throws {
        if let event = try events(after: sequence - 1, limit: 1).first, event.sequence == sequence,
            try isUnderLegalHold(event.stream)
        {
            throw StoreError.underLegalHold(sequence: sequence)
        }
        try db.run(
            """
            UPDATE event SET payload = NULL, salt = NULL
            WHERE sequence = ? AND payload IS NOT NULL AND type <> 'payloadRemoved'
            """, .integer(sequence))
        guard db.changesCount == 1 else { throw StoreError.payloadNotRemovable(sequence: sequence) }
        let removal = NewEvent(PayloadRemoved(sequence: sequence), happenedAt: stamp.recordedAt, reason: reason)
        try append([removal], to: .system, expectedVersion: version(of: .system), by: stamp)
    }
}
