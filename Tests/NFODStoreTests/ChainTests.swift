import Foundation
import GRDB
import NFODEngine
import NFODStore
import Testing

@Suite struct ChainTests {
    /// A way to tamper with event `n` of a log of nine, and what the walk must say.
    struct Tampering: CustomStringConvertible, Sendable {
        let description: String
        let sql: String
        let reason: ChainVerification.Reason

        init(_ description: String, _ sql: String, _ reason: ChainVerification.Reason) {
            self.description = description
            self.sql = sql
            self.reason = reason
        }
    }

    static let tamperings = [
        Tampering(
            "payload", "UPDATE event SET payload = x'7b7d' WHERE sequence = :n", .payloadChanged),
        Tampering("salt", "UPDATE event SET salt = zeroblob(16) WHERE sequence = :n", .payloadChanged),
        Tampering("payload hash", "UPDATE event SET payload_hash = zeroblob(32) WHERE sequence = :n", .payloadChanged),
        Tampering("link", "UPDATE event SET link = zeroblob(32) WHERE sequence = :n", .linkChanged),
        Tampering("actor", "UPDATE event SET actor = 'user:x' WHERE sequence = :n", .linkChanged),
        Tampering("command", "UPDATE event SET command_id = command_id + 1 WHERE sequence = :n", .linkChanged),
        Tampering("happened", "UPDATE event SET happened_at = happened_at - 1 WHERE sequence = :n", .linkChanged),
        Tampering("known", "UPDATE event SET known_at = known_at - 1 WHERE sequence = :n", .linkChanged),
        Tampering("recorded", "UPDATE event SET recorded_at = recorded_at - 1 WHERE sequence = :n", .linkChanged),
        Tampering("reason", "UPDATE event SET reason = '' WHERE sequence = :n", .linkChanged),
        Tampering("type", "UPDATE event SET type = 'moved' WHERE sequence = :n", .linkChanged),
        Tampering("type version", "UPDATE event SET type_version = 2 WHERE sequence = :n", .linkChanged),
        Tampering("stream", "UPDATE event SET stream_id = 77 WHERE sequence = :n", .linkChanged),
        Tampering("version", "UPDATE event SET stream_version = 77 WHERE sequence = :n", .linkChanged),
        Tampering("delete", "DELETE FROM event WHERE sequence = :n", .missing),
        Tampering("blank", "UPDATE event SET payload = NULL, salt = NULL WHERE sequence = :n", .payloadBlank),
    ]

    @Test(arguments: tamperings, [1, 4, 8] as [Int64])
    func tamperingIsNamedByItsFirstSequence(_ tampering: Tampering, n: Int64) throws {
        let test = try log()
        try tamper(test) { try $0.execute(sql: tampering.sql, arguments: ["n": n]) }
        #expect(try test.store.verifyChain() == .broken(sequence: n, reason: tampering.reason))
    }

    @Test(arguments: [(1, 2), (3, 4), (2, 9), (8, 9)] as [(Int64, Int64)])
    func swappedEventsAreNamed(a: Int64, b: Int64) throws {
        let test = try log()
        try tamper(test) { db in
            for (from, to) in [(a, 1_000), (b, a), (1_000, b)] {
                try db.execute(sql: "UPDATE event SET sequence = ? WHERE sequence = ?", arguments: [to, from])
            }
        }
        #expect(try test.store.verifyChain() == .broken(sequence: a, reason: .linkChanged))
    }

    @Test(arguments: [1, 5, 9] as [Int64])
    func anInsertedEventIsNamed(n: Int64) throws {
        let test = try log()
        try tamper(test) { db in
            for sequence in stride(from: 9, through: n, by: -1) {
                try db.execute(
                    sql: "UPDATE event SET sequence = sequence + 1 WHERE sequence = ?", arguments: [sequence])
            }
            try db.execute(
                sql: """
                    INSERT INTO event SELECT ?, stream_kind, 500, 1, type, type_version, actor, command_id, happened_at,
                        known_at, recorded_at, reason, payload, salt, payload_hash, link FROM event WHERE sequence = 10
                    """, arguments: [n])
        }
        #expect(try test.store.verifyChain() == .broken(sequence: n, reason: .linkChanged))
    }

    @Test func aRenamedSourceIsNoticed() throws {
        let test = try TestStore()
        try test.note("a")
        try test.note("b", on: .source(SourceID("ambulance")))
        try tamper(test) { try $0.execute(sql: "UPDATE stream_name SET name = 'police'") }
        #expect(try test.store.verifyChain() == .broken(sequence: 2, reason: .linkChanged))
    }

    @Test func aCutTailIsSeenAgainstAHeadNotedOutside() throws {
        let test = try log()
        let noted = try test.store.read { try $0.events.head() }
        #expect(try test.store.verifyChain(noted: noted) == .holds(noted))
        try tamper(test) { try $0.execute(sql: "DELETE FROM event WHERE sequence > 7") }
        #expect(try test.store.verifyChain() == .holds(try test.store.read { try $0.events.head() }))
        #expect(try test.store.verifyChain(noted: noted) == .broken(sequence: 8, reason: .headDiffers))
        for text in ["new", "newer"] { try test.note(text) }
        #expect(try test.store.verifyChain(noted: noted) == .broken(sequence: 9, reason: .headDiffers))
    }

    @Test func aRemovedPayloadIsAllowedWhenTheLogSaysSo() throws {
        let test = try log()
        try test.store.write { try $0.events.removePayload(of: 4, by: .test(at: 20), reason: "retention") }
        #expect(try test.store.verifyChain() == .holds(try test.store.read { try $0.events.head() }))
        let events = try test.store.read { try $0.events.events(after: 0, limit: 100) }
        #expect(events.filter { $0.payload == nil }.map(\.sequence) == [4])
        #expect(events.last?.payload as? PayloadRemoved == PayloadRemoved(sequence: 4))
        #expect(events.last?.stream == .system)
    }

    @Test(arguments: [(4, true), (10, true), (99, true), (3, false)] as [(Int64, Bool)])
    func onlyAPayloadThatIsThereCanBeRemoved(n: Int64, refused: Bool) throws {
        let test = try log()
        try test.store.write { try $0.events.removePayload(of: 4, by: .test(), reason: "retention") }
        let error = try storeError {
            try test.store.write { try $0.events.removePayload(of: n, by: .test(), reason: "retention") }
        }
        #expect(error == (refused ? .payloadNotRemovable(sequence: n) : nil))
    }

    @Test(arguments: [
        "UPDATE event SET actor = 'user:x' WHERE sequence = 2",
        "UPDATE event SET payload = x'7b7d' WHERE sequence = 2",
        "UPDATE event SET payload = NULL, salt = NULL, reason = 'x' WHERE sequence = 2",
        "DELETE FROM event WHERE sequence = 9",
        "INSERT OR REPLACE INTO event SELECT * FROM event WHERE sequence = 2",
        "UPDATE event SET sequence = 50 WHERE sequence = 9",
    ])
    func eventsAreOnlyAddedTo(sql: String) throws {
        let test = try log()
        let error = #expect(throws: DatabaseError.self) { try test.store.write { try $0.db.execute(sql: sql) } }
        #expect(error?.message == "events are only added to")
    }

    /// Nine events on three streams.
    private func log() throws -> TestStore {
        let test = try TestStore()
        for number in 1...9 { try test.note("e\(number)", on: .case(CaseID(Int64(number % 3 + 1))), at: Int64(number)) }
        return test
    }

    private func tamper(_ test: TestStore, _ body: (Database) throws -> Void) throws {
        try test.store.write {
            try $0.db.execute(sql: "DROP TRIGGER event_update; DROP TRIGGER event_delete")
            try body($0.db)
        }
    }
}
