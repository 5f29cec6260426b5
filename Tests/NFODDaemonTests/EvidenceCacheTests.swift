import GRDB
import NFODEngine
import NFODStore
import Testing

@testable import NFODDaemon

@Suite struct EvidenceCacheTests {
    private func told(_ number: Int64, year: Int = 1985) -> PersonEvidence {
        PersonEvidence(
            notification: NotificationID(number), source: SourceID("ambulance"), names: [], birthYear: year,
            overdose: OverdoseInterval(
                earliest: Instant(seconds: 0), latest: Instant(seconds: 0), precision: .exact, origin: .told))
    }

    /// Puts so many others in that what was there before is of the older generation.
    private func age(_ cache: EvidenceCache, from number: Int64) {
        for other in number..<(number + 4) { cache.put(told(other), for: NotificationID(other)) }
    }

    @Test func `what is asked for stays, what is not goes`() {
        let cache = EvidenceCache(most: 8)
        for number in 1...2 as ClosedRange<Int64> { cache.put(told(number), for: NotificationID(number)) }
        for round in 1...3 as ClosedRange<Int64> {
            age(cache, from: round * 10)
            #expect(cache.get(NotificationID(1)) == told(1))
        }
        #expect(cache.get(NotificationID(2)) == nil)
    }

    @Test func `what was told last counts, in whichever generation the earlier is`() {
        for isOld in [false, true] {
            let cache = EvidenceCache(most: 8)
            cache.put(told(1), for: NotificationID(1))
            if isOld { age(cache, from: 10) }
            cache.put(told(1, year: 1986), for: NotificationID(1))
            #expect(cache.get(NotificationID(1)) == told(1, year: 1986))
            cache.forget([NotificationID(1)])
            #expect(cache.get(NotificationID(1)) == nil)
        }
    }

    @Test func `what is forgotten is forgotten in both generations`() {
        let cache = EvidenceCache(most: 8)
        cache.put(told(1), for: NotificationID(1))
        age(cache, from: 10)
        cache.forget([NotificationID(1)])
        #expect(cache.get(NotificationID(1)) == nil)
    }

    /// What a transaction told that never happened must not be held against anybody.
    @Test func `an undone correction leaves the evidence as it was, one that is committed changes it`() throws {
        let fixture = try DaemonFixture()
        try fixture.ambulance([:])
        func told() throws -> PersonEvidence {
            try fixture.workflow.perform(as: .user("morag")) { try $0.told(by: NotificationID(1)) }
        }
        let before = try told()
        let moved = ["Home Address": "9 Elsewhere Road", "Home Postcode": "DD2 2BB", "Doses": "2"]
        try fixture.daemon.store.write {
            try $0.db.execute(
                sql: """
                    CREATE TEMP TRIGGER fault BEFORE UPDATE ON main.response
                    BEGIN SELECT raise(ABORT, 'planted'); END
                    """)
        }
        #expect(throws: DatabaseError.self) { try fixture.ambulance(moved) }
        #expect(try told() == before)
        try fixture.daemon.store.write { try $0.db.execute(sql: "DROP TRIGGER fault") }
        #expect(try fixture.ambulance(moved).corrected == 1)
        let after = try told()
        #expect(after != before)
        try fixture.reopen()
        #expect(try told() == after)
    }
}
