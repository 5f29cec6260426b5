import Dispatch
import Foundation
import Synchronization

/// Makes elements on a thread of its own while the caller works on the one before; never more than one ahead, so memory
/// stays bounded.
final class ReadAhead<Element: Sendable>: Sendable {
    typealias Give = (Element) throws -> Void

    private let slot = Mutex(Slot())
    private let isFull = DispatchSemaphore(value: 0)
    private let isFree = DispatchSemaphore(value: 0)

    private struct Slot {
        var content: Result<Element?, any Error> = .success(nil)
        var isClosed = false
    }

    /// - Parameter produce: hands out one element after the other; runs until it returns or throws. Nothing it is given
    ///   is used from another thread.
    init(_ produce: @escaping @Sendable (_ give: Give) throws -> Void) {
        isFree.signal()
        Thread.detachNewThread { [self] in
            do {
                try produce { try put(.success($0)) }
                try put(.success(nil))
            } catch { try? put(.failure(error)) }
        }
    }

    /// The next element; nil after the last one, and not to be called again then. For one caller at a time.
    func next() throws -> Element? {
        isFull.wait()
        let content = slot.withLock { $0.content }
        isFree.signal()
        return try content.get()
    }

    /// Nobody wants more: the thread ends at the next element. To be called in every case.
    func close() {
        slot.withLock { $0.isClosed = true }
        isFree.signal()
        isFree.signal()
    }

    private func put(_ content: Result<Element?, any Error>) throws {
        isFree.wait()
        let isClosed = slot.withLock { slot in
            if !slot.isClosed { slot.content = content }
            return slot.isClosed
        }
        if isClosed { throw CancellationError() }
        isFull.signal()
    }
}
