import Foundation
import NFODEngine
import NFODStore
import Synchronization
import Testing

@Suite struct AbandonTests {
    private static func set(_ name: String, in store: Store) throws {
        try store.write { try $0.meta.set(name, to: "kept") }
    }

    /// Those of the names used here that are there.
    private static func names(in store: Store) throws -> [String] {
        try store.read { tx in try ["before", "endless", "after"].filter { try tx.meta.value($0) != nil } }
    }

    /// Writes and reads until somebody ends it, which is more than any stop could wait for.
    private static func endless(_ store: Store, _ begun: DispatchSemaphore) throws {
        try store.write { tx in
            begun.signal()
            while true {
                try tx.meta.set("endless", to: UUID().uuidString)
                _ = try tx.meta.value("endless")
            }
        }
    }

    @Test func `what runs is undone at once, nothing begins any more, and what was committed stays`() async throws {
        let test = try TestStore()
        let store = test.store
        try Self.set("before", in: store)
        let begun = DispatchSemaphore(value: 0)
        let ended = Mutex<StoreError?>(nil)
        await withCheckedContinuation { done in
            Thread.detachNewThread {
                do { try Self.endless(store, begun) } catch { ended.withLock { $0 = error as? StoreError } }
                done.resume()
            }
            Thread.detachNewThread {
                begun.wait()
                store.abandon()
            }
        }
        #expect(ended.withLock { $0 } == .closed)
        #expect(throws: StoreError.closed) { try Self.set("after", in: store) }
        #expect(throws: StoreError.closed) { try Self.names(in: store) }
        try store.close()
        let again = try TestStore.open(test.directory)
        #expect(try Self.names(in: again) == ["before"])
        try again.close()
        withExtendedLifetime(test) {}
    }

    @Test func `work that catches its own end is undone all the same`() throws {
        let test = try TestStore()
        let store = test.store
        #expect(throws: StoreError.closed) {
            try store.write { tx in
                try tx.meta.set("half", to: "done")
                store.abandon()
            }
        }
        try store.close()
        let again = try TestStore.open(test.directory)
        #expect(try again.read { try $0.meta.value("half") } == nil)
        try again.close()
        withExtendedLifetime(test) {}
    }
}
