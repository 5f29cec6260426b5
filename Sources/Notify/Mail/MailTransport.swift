internal import CCurl
import Glibc
import NFODEngine
import Synchronization

/// Sends mail through libcurl: each try on a thread of its own, so that a server which keeps us waiting holds up nobody
/// else's mail and no request of another kind. Of each channel and lane a few at once.
final class MailTransport: Sendable {
    private struct Slot: Hashable {
        let channel: ChannelID
        let lane: OutgoingRequest.Lane
    }

    private struct Order: Sendable {
        let mail: OutgoingMail
        let since: ContinuousClock.Instant
        let caller: CheckedContinuation<TransportResult, Never>
    }

    private struct State {
        var waiting: [Slot: [Order]] = [:]
        var underWay: [Slot: Int] = [:]
        var waitingForEnd: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())
    private let hasStopped = Atomic(false)
    /// Of one channel in one lane.
    private let atOnce = 4
    /// Together with the total time-out and the last answer shorter than the lease of an outbox row.
    private let waitMax = Duration.seconds(25)

    /// Sends and waits for the end.
    func send(_ mail: OutgoingMail) async -> TransportResult {
        await withCheckedContinuation { caller in
            let slot = Slot(channel: mail.channel, lane: mail.lane)
            let isTaken = state.withLock { state in
                guard !hasStopped.load(ordering: .relaxed) else { return false }
                state.waiting[slot, default: []].append(Order(mail: mail, since: .now, caller: caller))
                return true
            }
            if isTaken { startWaiting(slot) } else { caller.resume(returning: .failed(.stopping)) }
        }
    }

    /// Ends what is under way and what waits; within a second or two, whatever servers do. May be called again.
    func stop() async {
        let orders = state.withLock { state in
            hasStopped.store(true, ordering: .relaxed)
            defer { state.waiting = [:] }
            return state.waiting.values.flatMap(\.self)
        }
        for order in orders { order.caller.resume(returning: .failed(.stopping)) }
        await withCheckedContinuation { waiting in
            let isIdle = state.withLock { state in
                if !state.underWay.isEmpty { state.waitingForEnd.append(waiting) }
                return state.underWay.isEmpty
            }
            if isIdle { waiting.resume() }
        }
    }

    /// As many as there is room for; those that waited too long are told so.
    private func startWaiting(_ slot: Slot) {
        let now = ContinuousClock.now
        let (late, started) = state.withLock { state in
            var waiting = state.waiting[slot] ?? []
            let late = waiting.prefix { now - $0.since > waitMax }
            waiting.removeFirst(late.count)
            let room = atOnce - state.underWay[slot, default: 0]
            let started = waiting.prefix(max(0, room))
            waiting.removeFirst(started.count)
            state.waiting[slot] = waiting.isEmpty ? nil : waiting
            if !started.isEmpty { state.underWay[slot, default: 0] += started.count }
            return (late, started)
        }
        for order in late { order.caller.resume(returning: .failed(.waitedTooLong)) }
        for order in started { start(order, slot) }
    }

    private func start(_ order: Order, _ slot: Slot) {
        let work = MailThread.Work { [self] in
            let mailTry = MailTry(order.mail) { [self] in hasStopped.load(ordering: .relaxed) }
            order.caller.resume(returning: mailTry?.run() ?? MailTransport.noHandle)
            ended(slot)
        }
        guard curl_global_init(Int(CURL_GLOBAL_SSL)) == CURLE_OK, MailThread.start(work) else {
            order.caller.resume(returning: MailTransport.noHandle)
            ended(slot)
            return
        }
    }

    private func ended(_ slot: Slot) {
        let waiting = state.withLock { state in
            let left = state.underWay[slot, default: 1] - 1
            state.underWay[slot] = left > 0 ? left : nil
            guard state.underWay.isEmpty else { return [CheckedContinuation<Void, Never>]() }
            defer { state.waitingForEnd = [] }
            return state.waitingForEnd
        }
        for one in waiting { one.resume() }
        startWaiting(slot)
    }

    private static let noHandle = TransportResult.failed(.internalFault(Int(CURLE_FAILED_INIT.rawValue)))
}

/// A thread for one mail, named `nfodd-mail`.
private enum MailThread {
    final class Work: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    /// False when the system gives none.
    static func start(_ work: Work) -> Bool {
        let box = Unmanaged.passRetained(work)
        var thread = pthread_t()
        guard pthread_create(&thread, nil, run, box.toOpaque()) == 0 else {
            box.release()
            return false
        }
        pthread_detach(thread)
        return true
    }
}

private func run(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let argument else { return nil }
    let work = Unmanaged<MailThread.Work>.fromOpaque(argument).takeRetainedValue()
    nfod_name_this_thread("nfodd-mail")
    // A broken TLS connection can raise SIGPIPE, and the daemon's own signals belong to its other threads.
    var signals = sigset_t()
    sigfillset(&signals)
    pthread_sigmask(SIG_SETMASK, &signals, nil)
    work.body()
    return nil
}
