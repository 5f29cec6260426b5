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
            try tx.vault.index(id, as: IndexKind("name"), "zebedee quartzmoor")
            try tx.vault.index(id, as: IndexKind("chi"), "0101304567")
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
            for id in [second, first, first] { try tx.vault.index(id, as: name, "zebedee quartzmoor") }
            try tx.vault.index(first, as: IndexKind("chi"), "0101304567")
        }
        #expect(try test.store.read { try $0.vault.find(name, "zebedee quartzmoor") } == [first, second])
        #expect(try test.store.read { try $0.vault.find(name, "zebedee") } == [])
        #expect(try test.store.read { try $0.vault.find(IndexKind("phone"), "0101304567") } == [])
        let found = try test.store.read { try $0.vault.notifications(name, "zebedee quartzmoor") }
        #expect(found == [NotificationID(1), NotificationID(2)])
    }

    @Test func aBlindDependsOnKindTextAndKey() throws {
        let (test, other) = (try TestStore(), try TestStore())
        let blind = try test.store.read { $0.vault.blind(IndexKind("chi"), "x") }
        #expect(try test.store.read { $0.vault.blind(IndexKind("chi"), "x") } == blind)
        #expect(blind.bytes.count == 16)
        #expect(try test.store.read { $0.vault.blind(IndexKind("ch"), "ix") } != blind)
        #expect(try test.store.read { $0.vault.blind(IndexKind("chi"), "y") } != blind)
        #expect(try other.store.read { $0.vault.blind(IndexKind("chi"), "x") } != blind)
    }

    @Test func versionsOfANotificationShareADataKeyAndFallTogether() throws {
        let test = try TestStore()
        let first = try put(test.store)
        let second = try test.store.write {
            try $0.vault.put(details, kind: .notification, subject: 1, sharingKeyOf: first, at: .hour(1))
        }
        #expect(try keys(test.store) == 1)
        try test.store.write { tx in
            try tx.vault.index(first, as: IndexKind("name"), "zebedee")
            try tx.vault.blank(first)
        }
        #expect(try storeError { try get(first, test.store) } == .vaultRecordBlank(first))
        #expect(try test.store.read { try $0.vault.find(IndexKind("name"), "zebedee") } == [])
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

    private func keys(_ store: Store) throws -> Int64? {
        try store.read { try Int64.fetchOne($0.db, sql: "SELECT count(wrapped) FROM vault_key") }
    }
}
