import NFODStore
import Notify
import Synchronization

/// A try that has come to its end.
struct EndedTry: Sendable {
    let entry: OutboxEntry
    let attempt: DeliveryTry
    /// Nil when it arrived, or its service has it.
    let next: NextStep?
}

/// Tries that have ended and are not written down yet: any thread adds, one thread writes them down in groups. One
/// transaction for each would keep levels that are due waiting for the writer. Once a second the same thread sees to
/// what has waited for too long.
final class EndedTries: Sendable {
    private let waiting = Mutex<[EndedTry]>([])
    private let bell: ThreadBell
    /// A level that is due waits no longer than this for the tries of others, and a commit.
    private let limit = GroupLimit(items: 100, holding: .milliseconds(4))
    /// Between two groups the writer is free for everybody else.
    private let pause = Duration.milliseconds(8)

    init() throws(BellFault) { bell = try ThreadBell() }

    func add(_ ended: EndedTry) {
        waiting.withLock { $0.append(ended) }
        bell.ring()
    }

    /// No more will come.
    func end() { bell.end() }

    /// Writes down what comes until the end, and what is left then. Blocks its thread.
    func write(with dispatcher: Dispatcher) {
        var tries: [EndedTry] = []
        while !bell.hasEnded {
            bell.sleep(.seconds(1))
            repeat {
                tries = sorted(tries + take())
                write(&tries, with: dispatcher)
                if !bell.hasEnded { bell.rest(pause) }
            } while !tries.isEmpty
        }
        tries += take()
        while !tries.isEmpty { write(&tries, with: dispatcher) }
    }

    private func take() -> [EndedTry] {
        waiting.withLock { waiting in
            defer { waiting = [] }
            return waiting
        }
    }

    /// Last levels first, otherwise as they came.
    private func sorted(_ tries: [EndedTry]) -> [EndedTry] {
        tries.filter { $0.entry.message.lane == .lastLevel } + tries.filter { $0.entry.message.lane != .lastLevel }
    }

    /// A store that cannot be written has its own alarm; the leases run out and the alerts are tried again.
    private func write(_ tries: inout [EndedTry], with dispatcher: Dispatcher) {
        guard !tries.isEmpty else { return }
        let done = (try? dispatcher.record(tries, limit: limit)) ?? min(limit.items, tries.count)
        tries.removeFirst(done)
    }
}
