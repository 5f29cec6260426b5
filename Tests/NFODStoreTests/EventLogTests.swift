import Foundation
import GRDB
import NFODEngine
import NFODStore
import Testing

@Suite struct EventLogTests {
    private let response = EventStream.case(CaseID(1))

    @Test func rule41WhatIsAppendedIsReadBack() throws {
        let test = try TestStore()
        let stamp = CommandStamp(
            actor: .source(SourceID("ambulance")), command: CommandNumber(9), knownAt: .hour(2), recordedAt: .hour(3))
        let moved = NewEvent(Moved(to: 5, at: .hour(1)), happenedAt: .hour(1), reason: "handedBack")
        let sequences = try test.store.write {
            try $0.events.append(
                [NewEvent(Noted(code: "a"), happenedAt: .hour(0)), moved], to: response, expectedVersion: 0, by: stamp)
        }
        #expect(sequences == [1, 2])
        let event = try #require(try test.store.read { try $0.events.events(of: response) }.last)
        #expect(event.sequence == 2)
        #expect(event.stream == response)
        #expect(event.version == 2)
        #expect(event.type == "moved")
        #expect(event.typeVersion == 2)
        #expect(event.stamp == stamp)
        #expect(event.happenedAt == .hour(1))
        #expect(event.reason == "handedBack")
        #expect(event.payload as? Moved == Moved(to: 5, at: .hour(1)))
    }

    @Test func everyKindOfStreamComesBackAsItself() throws {
        let test = try TestStore()
        let streams: [EventStream] = [
            response, .person(PersonID(1)), .huddle(1), .source(SourceID("ambulance")), .source(SourceID("police")),
            .system,
        ]
        for stream in streams { try test.note("x", on: stream) }
        #expect(try test.store.read { try $0.events.events(after: 0, limit: 100) }.map(\.stream) == streams)
        for stream in streams { #expect(try test.store.read { try $0.events.version(of: stream) } == 1) }
        #expect(try test.store.read { try $0.events.version(of: .source(SourceID("hospital"))) } == 0)
    }

    @Test func rule40OnlyWhatWasKnownThenIsShown() throws {
        let test = try TestStore()
        for hour in [1, 3, 5] { try test.note("h\(hour)", at: Int64(hour)) }
        let codes = try test.store.read { try $0.events.events(of: response, knownAt: .hour(3)) }
            .compactMap { ($0.payload as? Noted)?.code }
        #expect(codes == ["h1", "h3"])
    }

    @Test(arguments: [(0, 0, true), (0, 1, false), (2, 2, true), (2, 1, false), (2, 3, false)])
    func onlyTheVersionLoadedMayBeWrittenOn(present: Int, expected: Int64, allowed: Bool) throws {
        let test = try TestStore()
        for _ in 0..<present { try test.note("x") }
        let error = try storeError {
            try test.store.write {
                try $0.events.append(
                    [NewEvent(Noted(code: "y"), happenedAt: .hour(0))], to: response, expectedVersion: expected,
                    by: .test())
            }
        }
        let conflict = StoreError.versionConflict(stream: response, expected: expected, found: Int64(present))
        #expect(error == (allowed ? nil : conflict))
    }

    @Test func aTypeThatCouldNotBeReadBackIsNotWritten() throws {
        let test = try TestStore()
        let error = try storeError {
            try test.store.write {
                try $0.events.append(
                    [NewEvent(Stranger(), happenedAt: .hour(0))], to: response, expectedVersion: 0, by: .test())
            }
        }
        #expect(error == .eventTypeUnknown(sequence: nil, type: "stranger", version: 1))
    }

    /// Loading and deciding again would not help: it is no conflict.
    @Test func whatTheTableSaysNoToIsAFaultAndNoConflict() throws {
        let path = TestStore.newPath()
        defer { try? FileManager.default.removeItem(atPath: path) }
        let store = try Store.open(
            directory: path, events: EventCodec([Nameless.self]), options: StoreOptions(createIfMissing: true))
        let fault = #expect(throws: DatabaseError.self) {
            try store.write {
                try $0.events.append(
                    [NewEvent(Nameless(), happenedAt: .hour(0))], to: response, expectedVersion: 0, by: .test())
            }
        }
        #expect(fault?.extendedResultCode == .SQLITE_CONSTRAINT_CHECK)
        #expect(try store.read { try $0.events.version(of: response) } == 0)
        try store.close()
    }

    @Test func anUnknownOrUnreadableEventIsNamed() throws {
        let path = TestStore.newPath()
        defer { try? FileManager.default.removeItem(atPath: path) }
        let stranger = try Store.open(
            directory: path, events: EventCodec([Stranger.self]), options: StoreOptions(createIfMissing: true))
        try stranger.write {
            try $0.events.append(
                [NewEvent(Stranger(), happenedAt: .hour(0))], to: response, expectedVersion: 0, by: .test())
        }
        try stranger.close()
        let store = try TestStore.open(path)
        let unknown = try storeError { try store.read { try $0.events.events(of: response) } }
        #expect(unknown == .eventTypeUnknown(sequence: 1, type: "stranger", version: 1))
        try store.write {
            try $0.db.execute(sql: "DROP TRIGGER event_update; UPDATE event SET type = 'moved', type_version = 2")
        }
        let unreadable = try storeError { try store.read { try $0.events.events(of: response) } }
        #expect(unreadable == .eventUnreadable(sequence: 1, type: "moved", version: 2))
        try store.close()
    }

    @Test func aCommandThatFailsLeavesNothing() throws {
        struct Fault: Error {}
        let test = try TestStore()
        #expect(throws: Fault.self) {
            try test.store.write { tx in
                try tx.events.append(
                    [NewEvent(Noted(code: "x"), happenedAt: .hour(0))], to: response, expectedVersion: 0, by: .test())
                try tx.due.replace(response, with: [.init(kind: "level", at: .hour(1))])
                throw Fault()
            }
        }
        #expect(try test.store.read { try $0.events.head().sequence } == 0)
        #expect(try test.store.read { try $0.due.rows(of: response) } == [])
    }

    @Test func aSavepointUndoesOneItemOnly() async throws {
        struct Fault: Error {}
        let test = try TestStore()
        try await test.store.write { tx in
            _ = try tx.counters.next("kept")
            try? tx.savepoint {
                _ = try tx.counters.next("undone")
                throw Fault()
            }
        }
        #expect(try await test.store.read { try $0.counters.last("kept") } == 1)
        #expect(try await test.store.read { try $0.counters.last("undone") } == 0)
    }

    /// What a savepoint undid was never there: neither versions, nor a source's number, nor a link of the chain.
    @Test func whatFollowsAnUndoneSavepointGoesOnFromBeforeIt() throws {
        struct Fault: Error {}
        let test = try TestStore()
        let police = EventStream.source(SourceID("police"))
        func note(_ code: String, on stream: EventStream, at version: Int64, in tx: Transaction) throws {
            let event = NewEvent(Noted(code: code), happenedAt: .hour(0))
            try tx.events.append([event], to: stream, expectedVersion: version, by: .test())
        }
        try test.store.write { tx in
            try note("before", on: response, at: 0, in: tx)
            #expect(throws: Fault.self) {
                try tx.savepoint {
                    try note("undone", on: response, at: 1, in: tx)
                    for version in 0...1 { try note("undone", on: police, at: Int64(version), in: tx) }
                    throw Fault()
                }
            }
            try note("after", on: response, at: 1, in: tx)
            try note("after", on: police, at: 0, in: tx)
        }
        let events = try test.store.read { try $0.events.events(after: 0, limit: 10) }
        #expect(events.map(\.sequence) == [1, 2, 3])
        #expect(events.map(\.stream) == [response, response, police])
        #expect(events.map(\.version) == [1, 2, 1])
        #expect(try test.store.verifyChain() == .holds(try test.store.read { try $0.events.head() }))
    }

    @Test func theLogOutlivesTheProcess() throws {
        let path = TestStore.newPath()
        defer { try? FileManager.default.removeItem(atPath: path) }
        for round in 1...3 {
            let store = try TestStore.open(path, creating: round == 1)
            try store.write {
                try $0.events.append(
                    [NewEvent(Noted(code: "r\(round)"), happenedAt: .hour(0))], to: response,
                    expectedVersion: Int64(round - 1), by: .test())
            }
            try store.close()
        }
        let store = try TestStore.open(path)
        #expect(try store.read { try $0.events.events(of: response) }.count == 3)
        #expect(try store.verifyChain() == .holds(try store.read { try $0.events.head() }))
        try store.close()
    }
}
