import Dispatch
import Synchronization

/// Makes the next element on another thread while the caller works on this one; never more than one ahead, so memory
/// stays bounded.
final class ReadAhead<Element: Sendable>: Sendable {
    private let queue = DispatchQueue(label: "read ahead")
    private let produce: @Sendable () throws -> Element?
    private let waiting = Mutex<Result<Element?, any Error>?>(nil)
    private let isReady = DispatchSemaphore(value: 0)

    /// - Parameter produce: called on one thread at a time, in order, until it returns nil or throws.
    init(_ produce: @escaping @Sendable () throws -> Element?) {
        self.produce = produce
        start()
    }

    /// The next element; nil after the last one. For one caller at a time.
    func next() throws -> Element? {
        isReady.wait()
        let result = waiting.withLock { $0.take() }
        guard let element = try result?.get() else {
            // After the end there is nothing under way, and a further call must not wait for it.
            waiting.withLock { $0 = .success(nil) }
            isReady.signal()
            return nil
        }
        start()
        return element
    }

    private func start() {
        queue.async { [self] in
            let result = Result { try produce() }
            waiting.withLock { $0 = result }
            isReady.signal()
        }
    }
}
