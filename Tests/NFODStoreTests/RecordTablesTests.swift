import Foundation
import NFODEngine
import NFODStore
import Testing

@Suite struct RecordTablesTests {
    @Test func aRequestSentAgainIsAnsweredAgain() throws {
        let test = try TestStore()
        let key = IdempotencyTable.Key(key: "k", route: "POST /api/v1/notifications", caller: "ambulance")
        let answer = IdempotencyTable.Answer(status: 201, body: Data("{}".utf8))
        let (body, other) = (Data(repeating: 1, count: 32), Data(repeating: 2, count: 32))
        #expect(try test.store.read { try $0.idempotency.find(key, bodyHash: body) } == .nothing)
        try test.store.write { try $0.idempotency.keep(answer, for: key, bodyHash: body, at: .hour(1)) }
        #expect(try test.store.read { try $0.idempotency.find(key, bodyHash: body) } == .answered(answer))
        #expect(try test.store.read { try $0.idempotency.find(key, bodyHash: other) } == .otherBody)
        let stranger = IdempotencyTable.Key(key: "k", route: key.route, caller: "police")
        #expect(try test.store.read { try $0.idempotency.find(stranger, bodyHash: body) } == .nothing)
        try test.store.write { try $0.idempotency.forget(before: .hour(1)) }
        #expect(try test.store.read { try $0.idempotency.find(key, bodyHash: body) } == .answered(answer))
        try test.store.write { try $0.idempotency.forget(before: .hour(2)) }
        #expect(try test.store.read { try $0.idempotency.find(key, bodyHash: body) } == .nothing)
    }

    @Test func rule33AConfigurationIsKeptByItsHash() throws {
        let test = try TestStore()
        let body = Data("abc".utf8)
        let hash = try test.store.write { try $0.configuration.keep(body, kind: "escalation", at: .hour(0)) }
        #expect(hash.name == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(try test.store.write { try $0.configuration.keep(body, kind: "escalation", at: .hour(5)) } == hash)
        #expect(try test.store.read { try $0.configuration.body(hash) } == body)
        #expect(try test.store.read { try $0.configuration.body(.init("00")) } == nil)
    }

    @Test func seriesCountEachForThemselves() throws {
        let test = try TestStore()
        let numbers = try test.store.write { tx in
            try ["case", "case", "person", "case"].map { try tx.counters.next($0) }
        }
        #expect(numbers == [1, 2, 1, 3])
        #expect(try test.store.read { try $0.counters.last("case") } == 3)
        #expect(try test.store.read { try $0.counters.last("huddle") } == 0)
    }

    /// What is numbered must not have a gap, and nothing may have the number of another.
    @Test func aNumberGivenInAnUndoneSavepointIsGivenAgain() throws {
        struct Fault: Error {}
        let test = try TestStore()
        let numbers = try test.store.write { tx in
            var numbers = [try tx.counters.next("case")]
            for _ in 1...2 {
                #expect(throws: Fault.self) {
                    try tx.savepoint {
                        numbers.append(try tx.counters.next("case"))
                        throw Fault()
                    }
                }
            }
            numbers.append(try tx.savepoint { try tx.counters.next("case") })
            return numbers + [try tx.counters.next("case")]
        }
        #expect(numbers == [1, 2, 2, 2, 3])
        #expect(try test.store.write { try $0.counters.next("case") } == 4)
    }

    @Test func factsAboutTheStoreAreKept() throws {
        let test = try TestStore()
        #expect(try test.store.read { try $0.meta.value("clock") } == nil)
        for clock in ["simulated", "real"] { try test.store.write { try $0.meta.set("clock", to: clock) } }
        #expect(try test.store.read { try $0.meta.value("clock") } == "real")
    }
}
