import Foundation
import GRDB
import Synchronization

extension Store {
    /// Ends what is under way instead of waiting for it: from now on no transaction begins, and those that run are
    /// undone and throw `StoreError.closed`. ``close()`` still has to follow. Returns at once.
    public func abandon() {
        guard !isAbandoned.exchange(true, ordering: .acquiringAndReleasing) else { return }
        // An interrupt ends the statement that runs at that moment; a transaction is many of them.
        let thread = Thread { while self.interruptOnce() { usleep(Store.pauseMicroseconds) } }
        thread.start()
    }

    /// Returns once what was abandoned has ended; nothing is interrupted after that.
    func awaitAbandoned() {
        if isAbandoned.load(ordering: .acquiring) { pool.writeWithoutTransaction { _ in } }
        isBeyondInterrupts.withLock { $0 = true }
        // The last interrupt may have found nothing to end; it would end a checkpoint, unless a statement comes before.
        _ = try? pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "SELECT 1") }
    }

    private func interruptOnce() -> Bool {
        isBeyondInterrupts.withLock { isBeyond in
            if !isBeyond { pool.interrupt() }
            return !isBeyond
        }
    }

    private static let pauseMicroseconds: UInt32 = 2_000
}
