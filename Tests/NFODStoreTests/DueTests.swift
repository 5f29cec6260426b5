import NFODEngine
import NFODStore
import Testing

@Suite struct DueTests {
    private let first = EventStream.case(CaseID(1))
    private let second = EventStream.case(CaseID(2))
    private let source = EventStream.source(SourceID("ambulance"))

    @Test func rule28WhatIsDueComesOldestFirst() throws {
        let test = try TestStore()
        try test.store.write { tx in
            try tx.due.replace(
                first, with: [.init(kind: "level", ordinal: 2, at: .hour(5)), .init(kind: "level", at: .hour(1))])
            try tx.due.replace(second, with: [.init(kind: "acceptTimeOut", at: .hour(3))])
            try tx.due.replace(source, with: [.init(kind: "silence", at: .hour(2))])
        }
        let due = try test.store.read { try $0.due.due(by: .hour(3), limit: 10) }
        #expect(due.map(\.stream) == [first, source, second])
        #expect(due.map(\.kind) == ["level", "silence", "acceptTimeOut"])
        #expect(due.map(\.at) == [.hour(1), .hour(2), .hour(3)])
        #expect(try test.store.read { try $0.due.due(by: .hour(3), limit: 2) }.count == 2)
        #expect(try test.store.read { try $0.due.due(by: .hour(0), limit: 2) }.isEmpty)
        #expect(try test.store.read { try $0.due.nextWake() } == .hour(1))
    }

    @Test func aStreamsRowsAreReplacedTogether() throws {
        let test = try TestStore()
        try test.store.write { tx in
            try tx.due.replace(
                first, with: [.init(kind: "level", at: .hour(1)), .init(kind: "planItem", at: .hour(2))])
            try tx.due.replace(second, with: [.init(kind: "level", at: .hour(4))])
            try tx.due.replace(first, with: [.init(kind: "level", ordinal: 1, at: .hour(9))])
        }
        #expect(try test.store.read { try $0.due.rows(of: first) }.map(\.at) == [.hour(9)])
        #expect(try test.store.read { try $0.due.rows(of: second) }.map(\.at) == [.hour(4)])
        try test.store.write { try $0.due.replace(second, with: []) }
        #expect(try test.store.read { try $0.due.nextWake() } == .hour(9))
    }

    @Test func aFaultyStreamBacksOffAndTheOthersGoOn() throws {
        let test = try TestStore()
        try test.store.write { tx in
            try tx.due.replace(
                first, with: [.init(kind: "level", at: .hour(1)), .init(kind: "planItem", at: .hour(30))])
            try tx.due.replace(second, with: [.init(kind: "level", at: .hour(2))])
            try tx.due.backOff(first, until: .hour(4))
        }
        #expect(try test.store.read { try $0.due.due(by: .hour(3), limit: 9) }.map(\.stream) == [second])
        let later = try test.store.read { try $0.due.due(by: .hour(4), limit: 9) }
        #expect(later.map(\.stream) == [second, first])
        #expect(later.last?.at == .hour(1))
        #expect(later.last?.failures == 1)
        try test.store.write { try $0.due.replace(first, with: [.init(kind: "level", at: .hour(3))]) }
        #expect(try test.store.read { try $0.due.rows(of: first) }.map(\.failures) == [0])
    }

    /// Offering on runs beside the scheduler: which of the two is quicker must not decide what comes first.
    @Test func rule28WhatIsOfferedOnWaitsForTheSchedulersRowsOfTheSameInstant() throws {
        let test = try TestStore()
        func offered(by instant: Instant) throws -> [EventStream] {
            try test.store.read { try $0.due.due(by: instant, limit: 9, lane: .handOn) }.map(\.stream)
        }
        try test.store.write { tx in
            try tx.due.replace(
                first, with: [.init(kind: "handOn", at: .hour(2)), .init(kind: "acceptTimeOut", at: .hour(9))])
            try tx.due.replace(second, with: [.init(kind: "level", at: .hour(2))])
        }
        #expect(try offered(by: .hour(3)) == [])
        try test.store.write { try $0.due.replace(second, with: [.init(kind: "level", at: .hour(3))]) }
        #expect(try offered(by: .hour(1)) == [])
        #expect(try offered(by: .hour(3)) == [first])
        try test.store.write { try $0.due.replace(second, with: []) }
        #expect(try offered(by: .hour(3)) == [first])
        try test.store.write { try $0.due.replace(first, with: [.init(kind: "handOn", at: .hour(2))]) }
        #expect(try offered(by: .hour(3)) == [first])
    }
}
