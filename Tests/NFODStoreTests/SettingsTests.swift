import Foundation
import GRDB
import NFODEngine
import NFODStore
import Testing

@Suite struct SettingsTests {
    @Test(arguments: [
        ("synchronous", "2"), ("journal_mode", "wal"), ("foreign_keys", "1"), ("secure_delete", "1"),
        ("trusted_schema", "0"), ("recursive_triggers", "1"), ("cell_size_check", "1"), ("busy_timeout", "5000"),
        ("application_id", "1313230660"), ("user_version", "1"),
    ])
    func theWriterIsSetAsItMustBe(name: String, value: String) throws {
        let test = try TestStore()
        #expect(try test.store.settings()[name] == value)
    }

    @Test func readersCannotWrite() throws {
        let test = try TestStore()
        #expect(throws: DatabaseError.self) {
            try test.store.read { try $0.db.execute(sql: "INSERT INTO meta VALUES ('a', 'b')") }
        }
    }

    @Test func aReadThatTakesTooLongIsStopped() throws {
        let test = try TestStore(readLimit: .zero)
        let endless = """
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n
            """
        let error = try storeError { try test.store.read { try Int64.fetchOne($0.db, sql: endless) } }
        #expect(error == .readTooLong(seconds: 0))
        #expect(try test.store.read { try Int64.fetchOne($0.db, sql: "SELECT 1") } == 1)
    }

    @Test func everyTableIsStrict() throws {
        let test = try TestStore()
        let loose = try test.store.read {
            try String.fetchAll(
                $0.db, sql: "SELECT name FROM pragma_table_list WHERE NOT strict AND name NOT LIKE 'sqlite_%'")
        }
        #expect(loose.isEmpty)
    }

    @Test func theDictionaryKnowsEveryTableAndColumn() throws {
        let test = try TestStore()
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "docs/data-dictionary.md"), encoding: .utf8)
        let columns = try test.store.read {
            try Row.fetchAll(
                $0.db,
                sql: """
                    SELECT t.name, c.name FROM pragma_table_list AS t, pragma_table_info(t.name) AS c
                    WHERE t.schema = 'main' AND t.name NOT LIKE 'sqlite_%'
                    """)
        }
        #expect(!columns.isEmpty)
        for row in columns {
            let table: String = row[0]
            let column: String = row[1]
            let chapter = text.components(separatedBy: "\n## ").first { $0.hasPrefix("`\(table)`") } ?? ""
            #expect(chapter.contains("| `\(column)` |"), "\(table).\(column) is not in the dictionary")
        }
    }
}
