internal import CCurl
import NFODEngine
import Synchronization

/// A request and the caller who waits for its end. Resumed exactly once, by whoever takes it out last.
struct SendOrder: Sendable {
    let request: OutgoingRequest
    let caller: CheckedContinuation<TransportResult, Never>

    func end(_ result: TransportResult) { caller.resume(returning: result) }
}

/// What callers on any thread and the loop's thread share: the orders that have come, and whether to stop.
final class CurlInbox: Sendable {
    private enum Phase { case running, stopping, ended }

    private struct State {
        var phase = Phase.running
        var arrived: [SendOrder] = []
        var waitingForEnd: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())
    let multi: MultiHandle

    init(multi: MultiHandle) { self.multi = multi }

    var isRunning: Bool { state.withLock { $0.phase == .running } }

    /// Hands the order to the loop, or ends it at once when the loop is ending.
    func add(_ order: SendOrder) {
        let taken = state.withLock { state in
            guard state.phase == .running else { return false }
            state.arrived.append(order)
            multi.wakeUp()
            return true
        }
        if !taken { order.end(.failed(.stopping)) }
    }

    /// What came since the last time; nil when the loop is to stop.
    func take() -> [SendOrder]? {
        state.withLock { state in
            guard state.phase == .running else { return nil }
            let arrived = state.arrived
            state.arrived = []
            return arrived
        }
    }

    func requestStop() {
        state.withLock { state in
            guard state.phase == .running else { return }
            state.phase = .stopping
            multi.wakeUp()
        }
    }

    /// Returns when the loop has ended and every order has its result.
    func waitForEnd() async {
        await withCheckedContinuation { waiting in
            let ended = state.withLock { state in
                if state.phase != .ended { state.waitingForEnd.append(waiting) }
                return state.phase == .ended
            }
            if ended { waiting.resume() }
        }
    }

    /// The loop's last words. After this nobody touches the multi handle any more, and it is freed.
    func end() {
        let left = state.withLock { state in
            defer {
                state.phase = .ended
                state.arrived = []
                state.waitingForEnd = []
            }
            return (orders: state.arrived, waiting: state.waitingForEnd)
        }
        multi.free()
        for order in left.orders { order.end(.failed(.stopping)) }
        for waiting in left.waiting { waiting.resume() }
    }
}

/// libcurl's multi handle.
///
/// Unchecked because it is a bare pointer. Proof: `curl_multi_wakeup` is the one function that libcurl allows from any
/// thread, and it is called only under the inbox's lock and before ``CurlInbox/end()`` has set `ended` under the same
/// lock. Everything else (`add`, `perform`, `poll`, `free`) is called by the loop's thread alone, `free` once and last.
struct MultiHandle: @unchecked Sendable {
    let pointer: UnsafeMutableRawPointer

    init?() {
        guard let pointer = curl_multi_init() else { return nil }
        self.pointer = pointer
        // Idle ones beyond this are closed, oldest first; libcurl's own limit grows with what is under way.
        nfod_set_multi_number(pointer, CURLMOPT_MAXCONNECTS, 128)
    }

    func wakeUp() { curl_multi_wakeup(pointer) }
    func free() { curl_multi_cleanup(pointer) }
}
