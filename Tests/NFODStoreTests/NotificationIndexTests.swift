import Foundation
import GRDB
import NFODEngine
import NFODStore
import Testing

@Suite struct NotificationIndexTests {
    private let source = SourceID("ambulance")
    private let details = NotificationDetails(surname: "Quartzmoor")

    @Test func rule12ANotificationIsFoundByItsReference() throws {
        let test = try TestStore()
        let reference = blind(test.store, "R-1")
        let first = try insert(test.store, 1, reference: reference, content: "a")
        let second = try insert(test.store, 2, reference: reference, content: "b")
        #expect(try test.store.read { try $0.notifications.find(source, reference: reference) } == [first, second])
        #expect(try test.store.read { try $0.notifications.find(SourceID("police"), reference: reference) } == [])
        #expect(try test.store.read { try $0.notifications.record(of: NotificationID(2)) } == second)
    }

    @Test func rule12LikeRowsWithoutAReferenceAreTwoByTheirOrdinal() throws {
        let test = try TestStore()
        let content = blind(test.store, "same")
        let first = try insert(test.store, 1, content: "same", ordinal: 0)
        let second = try insert(test.store, 2, content: "same", ordinal: 1)
        for record in [first, second] {
            let found = try test.store.read {
                try $0.notifications.find(source, content: content, ordinal: record.ordinal)
            }
            #expect(found == record)
        }
        #expect(throws: DatabaseError.self) { try insert(test.store, 3, content: "same", ordinal: 1) }
    }

    @Test func rule12ACorrectionKeepsTheOldVersion() throws {
        let test = try TestStore()
        let id = NotificationID(1)
        let reference = blind(test.store, "R-1")
        try insert(test.store, 1, reference: reference, content: "a")
        let (before, after) = (blind(test.store, "a"), blind(test.store, "b"))
        let version = try test.store.write { tx in
            let vault = try tx.vault.put(details, kind: .notification, subject: 1, at: .hour(2))
            return try tx.notifications.addVersion(of: id, content: after, receivedAt: .hour(2), details: vault)
        }
        #expect(version == 2)
        let versions = try test.store.read { try $0.notifications.versions(of: id) }
        #expect(versions.map(\.content) == [before, after])
        #expect(versions.map(\.receivedAt) == [.hour(0), .hour(2)])
        let record = try #require(try test.store.read { try $0.notifications.record(of: id) })
        #expect(record.content == after)
        #expect(record.version == 2)
        let first = try #require(versions.first)
        #expect(try test.store.read { try $0.vault.get(first.details, as: NotificationDetails.self) } == details)
    }

    @Test func aNotificationIsLinkedAndLinkedAnew() throws {
        let test = try TestStore()
        for number in 1...3 { try insert(test.store, Int64(number), content: "c\(number)") }
        try test.store.write { tx in
            let unidentified = NotificationLink(person: nil, response: CaseID(7))
            try tx.notifications.link(NotificationID(1), to: unidentified)
            try tx.notifications.link(NotificationID(2), to: NotificationLink(person: PersonID(4), response: CaseID(7)))
            try tx.notifications.link(NotificationID(1), to: NotificationLink(person: PersonID(4), response: CaseID(8)))
        }
        #expect(
            try test.store.read { try $0.notifications.notifications(of: PersonID(4)) } == [
                NotificationID(1), NotificationID(2),
            ])
        #expect(try test.store.read { try $0.notifications.notifications(of: CaseID(7)) } == [NotificationID(2)])
        #expect(try test.store.read { try $0.notifications.link(of: NotificationID(1)) }?.response == CaseID(8))
        #expect(try test.store.read { try $0.notifications.link(of: NotificationID(3)) } == nil)
    }

    @discardableResult
    private func insert(
        _ store: Store, _ number: Int64, reference: Blind? = nil, content: String, ordinal: Int64 = 0
    ) throws -> NotificationRecord {
        let record = NotificationRecord(
            id: NotificationID(number), source: source, reference: reference, content: blind(store, content),
            ordinal: ordinal)
        try store.write { tx in
            let vault = try tx.vault.put(details, kind: .notification, subject: number, at: .hour(0))
            try tx.notifications.insert(record, receivedAt: .hour(0), details: vault)
        }
        return record
    }

    private func blind(_ store: Store, _ text: String) -> Blind {
        store.blinder.blind(IndexKind("test"), text)
    }
}
