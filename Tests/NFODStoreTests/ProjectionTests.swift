import Foundation
import GRDB
import NFODEngine
import NFODStore
import Testing

@Suite struct ProjectionTests {
    /// How many events each case has: as a projection would write it, in daily work and when rebuilt.
    struct Tally: ProjectionCheck {
        let tables = [ProjectedTable("tally", key: ["case_id"])]

        func rebuild(in transaction: Transaction) throws {
            for event in try transaction.events.events(after: 0, limit: 1_000) {
                try Tally.project(event.stream.description, in: transaction)
            }
        }

        static func project(_ stream: String, in transaction: Transaction) throws {
            try transaction.db.run(
                "INSERT INTO tally VALUES (?, 1) ON CONFLICT (case_id) DO UPDATE SET count = count + 1", .string(stream)
            )
        }
    }

    @Test func aProjectionThatAgreesWithTheLogHasNoDifferences() throws {
        let test = try tallied()
        #expect(try test.store.compare(Tally()) == [])
    }

    @Test(arguments: [
        ("UPDATE tally SET count = 9 WHERE case_id = 'case 2'", "case 2", ProjectionDifference.Kind.changed),
        ("DELETE FROM tally WHERE case_id = 'case 3'", "case 3", .onlyInLog),
        ("INSERT INTO tally VALUES ('case 4', 1)", "case 4", .onlyInTable),
    ])
    func aRowThatDiffersIsNamed(sql: String, key: String, kind: ProjectionDifference.Kind) throws {
        let test = try tallied()
        try test.store.write { try $0.db.execute(sql: sql) }
        let expected = ProjectionDifference(table: "tally", key: [key], kind: kind)
        #expect(try test.store.compare(Tally()) == [expected])
    }

    @Test func rebuildingCannotWriteToTheFile() throws {
        struct Meddler: ProjectionCheck {
            let tables = [ProjectedTable("tally", key: ["case_id"])]
            func rebuild(in transaction: Transaction) throws { try transaction.meta.set("a", to: "b") }
        }
        let test = try tallied()
        #expect(throws: DatabaseError.self) { try test.store.compare(Meddler()) }
    }

    private func tallied() throws -> TestStore {
        let test = try TestStore()
        try test.store.write {
            try $0.db.execute(sql: "CREATE TABLE tally (case_id TEXT PRIMARY KEY, count INTEGER NOT NULL) STRICT")
            try $0.db.execute(sql: "CREATE INDEX tally_by_count ON tally (count)")
        }
        for number in [1, 2, 3, 2, 1, 1] {
            try test.note("x", on: .case(CaseID(Int64(number))))
            try test.store.write { try Tally.project("case \(number)", in: $0) }
        }
        return test
    }
}
