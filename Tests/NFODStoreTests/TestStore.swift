import Foundation
import NFODEngine
import NFODStore

/// A real store on a real disk, in a directory of its own that goes when the test ends.
final class TestStore: Sendable {
    let directory: String
    let store: Store

    static let codec = EventCodec([Noted.self, Moved.self])

    init(readLimit: Span = .seconds(10)) throws {
        directory = TestStore.newPath()
        store = try TestStore.open(directory, creating: true, readLimit: readLimit)
    }

    deinit {
        try? store.close()
        try? FileManager.default.removeItem(atPath: directory)
    }

    static func newPath() -> String { NSTemporaryDirectory() + "/nfod-store-" + UUID().uuidString }

    static func open(_ directory: String, creating: Bool = false, readLimit: Span = .seconds(10)) throws -> Store {
        let options = StoreOptions(createIfMissing: creating, readLimit: readLimit)
        return try Store.open(directory: directory, events: codec, options: options)
    }

    /// Appends one event and gives its sequence.
    @discardableResult
    func note(_ text: String, on stream: EventStream = .case(CaseID(1)), at hour: Int64 = 0) throws -> Int64 {
        try store.write { tx in
            try tx.events.append(
                [NewEvent(Noted(code: text), happenedAt: .hour(hour))], to: stream,
                expectedVersion: try tx.events.version(of: stream), by: .test(at: hour))[0]
        }
    }
}

/// The store's error, or nil when the body threw none.
func storeError(_ body: () throws -> some Any) throws -> StoreError? {
    do {
        _ = try body()
        return nil
    } catch let error as StoreError {
        return error
    }
}

struct Noted: EventPayload {
    static let type = "noted"
    static let version = 1
    let code: String
}

struct Moved: EventPayload {
    static let type = "moved"
    static let version = 2
    let to: Int64
    let at: Instant
}

/// Never registered with the codec.
struct Stranger: EventPayload {
    static let type = "stranger"
    static let version = 1
}

/// Its type is no name: the event table says no.
struct Nameless: EventPayload {
    static let type = ""
    static let version = 1
}

extension Instant {
    /// Hours after an arbitrary Monday morning.
    static func hour(_ hours: Int64) -> Instant { Instant(seconds: 1_614_585_600) + .hours(hours) }
}

extension CommandStamp {
    static func test(at hour: Int64 = 0, knownAt: Instant? = nil) -> CommandStamp {
        CommandStamp(
            actor: .user("morag"), command: CommandNumber(7), knownAt: knownAt ?? .hour(hour), recordedAt: .hour(hour))
    }
}
