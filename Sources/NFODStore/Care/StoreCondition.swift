import Synchronization

/// How the store is, as its own work and the looks at it have found.
public final class StoreCondition: Sendable {
    private let state = Mutex(State())

    private struct State {
        var loss: StoreFault?
        var isFull = false
        var isDamaged = false
    }

    /// Why it cannot be used any more. Stays.
    public var loss: StoreFault? { state.withLock { $0.loss } }
    /// Nothing may be taken in, so that what is left serves the alerts.
    public var isFull: Bool { state.withLock { $0.isFull } }
    public var isDamaged: Bool { state.withLock { $0.isDamaged } }

    public func note(_ fault: StoreFault) {
        state.withLock { state in
            switch fault {
            case .full: state.isFull = true
            case .damaged: state.isDamaged = true
            // The first one found is the cause of the others.
            case .disk, .readOnly, .gone, .exchanged: state.loss = state.loss ?? fault
            }
        }
    }

    /// There is room again, or there is none.
    public func setFull(_ isFull: Bool) { state.withLock { $0.isFull = isFull } }

    /// The database was read through: it is whole, or it is not.
    public func setDamaged(_ isDamaged: Bool) { state.withLock { $0.isDamaged = isDamaged } }
}
