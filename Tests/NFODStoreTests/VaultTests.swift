import Foundation
import GRDB
import NFODEngine
import NFODStore
import Testing

@Suite struct VaultTests {
    private let details = NotificationDetails(
        reference: "QX-000777", forename: "Zebedee", surname: "Quartzmoor", chi: "0101304567",
        remarks: ["Zebedee Quartzmoor, by the harbour"], asReceived: ["Name": "QUARTZMOOR, Zebedee"])

    @Test func whatIsPutIsGotBack() throws {
        let test = try TestStore()
        let id = try put(test.store)
        #expect(try test.store.read { try $0.vault.get(id, as: NotificationDetails.self) } == details)
        #expect(try test.store.read { try $0.vault.records(of: .notification, subject: 1) } == [id])
    }

    @Test(arguments: ["Zebedee", "Quartzmoor", "QUARTZMOOR", "QX-000777", "0101304567", "zebedee"])
    func rule43NoFileTellsAName(text: String) throws {
        let test = try TestStore()
        let id = try put(test.store)
        try test.store.write { tx in
            try tx.vault.index(
                id, of: NotificationID(1),
                under: [
                    test.store.blinder.blind(IndexKind("name"), "zebedee quartzmoor"),
                    test.store.blinder.blind(IndexKind("chi"), "0101304567"),
                ])
        }
        for name in try FileManager.default.contentsOfDirectory(atPath: test.directory) {
            let bytes = try Data(contentsOf: URL(filePath: test.directory + "/" + name))
            #expect(bytes.range(of: Data(text.utf8)) == nil, "\(name)")
        }
    }

    @Test func aRecordIsFoundByWhatItWasIndexedUnder() throws {
        let test = try TestStore()
        let name = IndexKind("name")
        let first = try put(test.store, subject: 1)
        let second = try put(test.store, subject: 2)
        try test.store.write { tx in
            let keys = [test.store.blinder.blind(name, "zebedee quartzmoor")]
            let chi = test.store.blinder.blind(IndexKind("chi"), "0101304567")
            try tx.vault.index(second, of: NotificationID(2), under: keys)
            try tx.vault.index(first, of: NotificationID(1), under: keys + [chi])
            #expect(try tx.vault.notifications(under: keys).map(\.number) == [1, 2])
        }
        #expect(try found(test.store, (name, "zebedee quartzmoor")) == [1, 2])
        #expect(try found(test.store, (name, "zebedee")) == [])
        #expect(try found(test.store, (IndexKind("phone"), "0101304567")) == [])
        let both = (IndexKind("chi"), "0101304567")
        #expect(try found(test.store, (name, "zebedee quartzmoor"), both) == [1, 2])
        #expect(try found(test.store) == [])
    }

    @Test func whatATransactionIndexedIsUndoneWithIt() throws {
        let test = try TestStore()
        let name = (IndexKind("name"), "zebedee")
        let id = try put(test.store)
        struct Undo: Error {}
        try? test.store.write { tx in
            try tx.vault.index(id, of: NotificationID(1), under: [test.store.blinder.blind(name.0, name.1)])
            throw Undo()
        }
        #expect(try found(test.store, name) == [])
        try test.store.write { tx in
            try? tx.savepoint {
                try tx.vault.index(id, of: NotificationID(1), under: [test.store.blinder.blind(name.0, name.1)])
                throw Undo()
            }
        }
        #expect(try found(test.store, name) == [])
    }

    @Test func theIndexIsReadAgainWhenTheStoreIsOpened() throws {
        let path = TestStore.newPath()
        defer { try? FileManager.default.removeItem(atPath: path) }
        let name = IndexKind("name")
        let many = 3_000
        let first = try TestStore.open(path, creating: true)
        let id = try put(first)
        try first.write { tx in
            let blinds = (0..<many).map { first.blinder.blind(name, "zebedee \($0)") }
            try tx.vault.index(id, of: NotificationID(7), under: blinds)
        }
        try first.close()
        let again = try TestStore.open(path)
        for number in [0, 1, many - 1] { #expect(try found(again, (name, "zebedee \(number)")) == [7]) }
        #expect(try found(again, (name, "zebedee \(many)")) == [])
        try again.close()
    }

    @Test func aBlindDependsOnKindTextAndKey() throws {
        let (test, other) = (try TestStore(), try TestStore())
        let blind = test.store.blinder.blind(IndexKind("chi"), "x")
        #expect(test.store.blinder.blind(IndexKind("chi"), "x") == blind)
        #expect(blind.bytes.count == 16)
        #expect(test.store.blinder.blind(IndexKind("ch"), "ix") != blind)
        #expect(test.store.blinder.blind(IndexKind("chi"), "y") != blind)
        #expect(other.store.blinder.blind(IndexKind("chi"), "x") != blind)
    }

    @Test func versionsOfANotificationShareADataKeyAndFallTogether() throws {
        let test = try TestStore()
        let first = try put(test.store)
        let second = try test.store.write {
            try $0.vault.put(details, kind: .notification, subject: 1, sharingKeyOf: first, at: .hour(1))
        }
        #expect(try keys(test.store) == 1)
        try test.store.write { tx in
            let subject = NotificationID(1)
            try tx.vault.index(first, of: subject, under: [test.store.blinder.blind(IndexKind("name"), "zebedee")])
            try tx.vault.index(second, of: subject, under: [test.store.blinder.blind(IndexKind("name"), "zebby")])
            try tx.vault.blank(first)
        }
        #expect(try storeError { try get(first, test.store) } == .vaultRecordBlank(first))
        #expect(try found(test.store, (IndexKind("name"), "zebedee")) == [])
        #expect(try found(test.store, (IndexKind("name"), "zebby")) == [1])
        #expect(try get(second, test.store) == details)
        #expect(try keys(test.store) == 1)
        try test.store.write { try $0.vault.blank(second) }
        #expect(try keys(test.store) == 0)
        #expect(try test.store.read { try $0.vault.records(of: .notification, subject: 1) } == [])
    }

    @Test func blankingLeavesNothingInTheFile() throws {
        let test = try TestStore()
        let id = try put(test.store)
        let wrapped = try #require(
            try test.store.read { try Data.fetchOne($0.db, sql: "SELECT wrapped FROM vault_key") })
        try test.store.checkpoint()
        let file = URL(filePath: test.directory + "/nfodd.db")
        try test.store.write { try $0.vault.blank(id) }
        try test.store.close()
        #expect(try Data(contentsOf: file).range(of: wrapped) == nil)
    }

    @Test(arguments: [
        "UPDATE vault SET sealed = (SELECT sealed FROM vault WHERE id = 2) WHERE id = 1",
        "UPDATE vault SET subject = 9 WHERE id = 1",
        "UPDATE vault SET key_id = 2 WHERE id = 1",
        "UPDATE vault_key SET wrapped = (SELECT wrapped FROM vault_key WHERE id = 2) WHERE id = 1",
    ])
    func aRecordOpensInItsOwnRowOnly(sql: String) throws {
        let test = try TestStore()
        let id = try put(test.store)
        _ = try put(test.store, subject: 2)
        try test.store.write { try $0.db.execute(sql: sql) }
        #expect(try storeError { try get(id, test.store) } == .vaultRecordUnreadable(id))
    }

    @Test func aRecordThatNeverWasIsMissing() throws {
        let test = try TestStore()
        let id = VaultID(5)
        #expect(try storeError { try get(id, test.store) } == .vaultRecordMissing(id))
        #expect(try storeError { try test.store.write { try $0.vault.blank(id) } } == .vaultRecordMissing(id))
    }

    @Test func theKeyMustBeThereAndBeTheRightOne() throws {
        let path = TestStore.newPath()
        defer { try? FileManager.default.removeItem(atPath: path) }
        try TestStore.open(path, creating: true).close()
        let key = path + "/vault.key"
        let right = try Data(contentsOf: URL(filePath: key))
        try FileManager.default.removeItem(atPath: key)
        #expect(try storeError { try TestStore.open(path) } == .vaultKeyMissing(key))
        #expect(try storeError { try TestStore.open(path, creating: true) } == .vaultKeyMissing(key))
        let wrong = "nfodd vault key 1\n" + Data(repeating: 7, count: 32).base64EncodedString() + "\n"
        for text in [wrong, "", "nfodd vault key 1\nAAAA\n"] {
            try Data(text.utf8).write(to: URL(filePath: key))
            chmod(key, 0o600)
            #expect(try storeError { try TestStore.open(path) } == .vaultKeyWrong(key))
        }
        try right.write(to: URL(filePath: key))
        chmod(key, 0o600)
        try TestStore.open(path).close()
    }

    private func put(_ store: Store, subject: Int64 = 1) throws -> VaultID {
        try store.write { try $0.vault.put(details, kind: .notification, subject: subject, at: .hour(0)) }
    }

    private func get(_ id: VaultID, _ store: Store) throws -> NotificationDetails {
        try store.read { try $0.vault.get(id) }
    }

    private func found(_ store: Store, _ texts: (IndexKind, String)...) throws -> [Int64] {
        try store.write { tx in
            try tx.vault.notifications(under: texts.map { store.blinder.blind($0.0, $0.1) }).map(\.number)
        }
    }

    private func keys(_ store: Store) throws -> Int64? {
        try store.read { try Int64.fetchOne($0.db, sql: "SELECT count(wrapped) FROM vault_key") }
    }
}
