import NFODEngine
import Synchronization

/// A sleep that a ring ends. A ring while nobody sleeps ends the next sleep at once, so that none is lost. One sleeper.
final class Bell: Sendable {
    private struct State {
        var hasRung = false
        var sleeper: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    func ring() {
        let sleeper = state.withLock { state in
            let sleeper = state.sleeper
            state.sleeper = nil
            state.hasRung = sleeper == nil
            return sleeper
        }
        sleeper?.resume()
    }

    /// Sleeps so long, or until somebody rings or the task is cancelled.
    func sleep(_ span: Span) async {
        // An AsyncStream would not do: the first iteration that is cancelled ends it, and every later one at once.
        let timer = Task {
            guard (try? await Task.sleep(for: .milliseconds(span.milliseconds))) != nil else { return }
            ring()
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { sleeper in
                let isOver = state.withLock { state in
                    let hasRung = state.hasRung
                    state.hasRung = false
                    if !hasRung { state.sleeper = sleeper }
                    return hasRung
                }
                if isOver { sleeper.resume() }
            }
        } onCancel: {
            ring()
        }
        timer.cancel()
    }
}
