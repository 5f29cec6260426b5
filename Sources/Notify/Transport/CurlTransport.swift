internal import CCurl
import Glibc
public import NFODEngine
import Synchronization

/// Sends requests through libcurl: a multi loop on a thread of its own, named `nfodd-notify`, for each address policy
/// that is in use; in production that is one.
///
/// Promises: every ``send(_:)`` returns, within its waiting and total time-outs; one receiver never delays another
/// (``SendLanes``); https with the certificate checked, or plain http to this machine in development; no redirect, no
/// proxy, no user in the URL; the address of every connection is checked at the moment it is opened. libcurl does not
/// check the address of a connection that it uses again: endpoints of different policies therefore never share a multi
/// handle, and with it never a connection. Within one policy, whatever is open was allowed when it was opened.
public final class CurlTransport: Sendable {
    private struct State {
        var inboxes: [AddressPolicy: CurlInbox] = [:]
        var hasStopped = false
    }
    /// Mail goes its own way: no thread of it runs while none is sent.
    let mail = MailTransport()

    private let state: Mutex<State>
    private let settings: TransportSettings

    /// Starts the thread of the policy that production uses; others start with their first request.
    /// - Throws: when the system gives no handle or no thread; its code.
    public init(settings: TransportSettings = TransportSettings()) throws(TransportFault) {
        self.settings = settings
        state = Mutex(State(inboxes: [.publicOnly: try CurlTransport.startLoop(settings)]))
    }

    deinit { for inbox in state.withLock({ $0.inboxes }).values { inbox.requestStop() } }

    /// Sends and waits for the end. Cancelling the task does not call the request back: it may already have arrived.
    public func send(_ request: OutgoingRequest) async -> TransportResult {
        let found: CurlInbox?
        do throws(TransportFault) { found = try inbox(request.url.addressPolicy) } catch {
            return .failed(.internalFault(error.code))
        }
        guard let inbox = found else { return .failed(.stopping) }
        return await withCheckedContinuation { caller in
            inbox.add(SendOrder(request: request, caller: caller))
        }
    }

    /// Ends the loops. All that is outstanding ends as ``TransportFailure/stopping``; it waits for no receiver and no
    /// name server. Returns when every result has been given. May be called again.
    public func stop() async {
        let inboxes = state.withLock { state in
            state.hasStopped = true
            return state.inboxes.values
        }
        for inbox in inboxes { inbox.requestStop() }
        for inbox in inboxes { await inbox.waitForEnd() }
        await mail.stop()
    }

    /// False after ``stop()``, and when libcurl itself failed: the daemon is then not ready.
    public var isRunning: Bool {
        state.withLock { state in !state.hasStopped && state.inboxes.values.allSatisfy(\.isRunning) }
    }

    /// Nil once it has been stopped.
    private func inbox(_ policy: AddressPolicy) throws(TransportFault) -> CurlInbox? {
        try state.withLock { state throws(TransportFault) in
            guard !state.hasStopped else { return nil }
            if let inbox = state.inboxes[policy] { return inbox }
            let inbox = try CurlTransport.startLoop(settings)
            state.inboxes[policy] = inbox
            return inbox
        }
    }

    private static func startLoop(_ settings: TransportSettings) throws(TransportFault) -> CurlInbox {
        guard initialised == CURLE_OK else { throw .libraryNotInitialised(Int(initialised.rawValue)) }
        guard let multi = MultiHandle() else { throw .noHandle }
        let inbox = CurlInbox(multi: multi)
        let start = Unmanaged.passRetained(LoopStart(inbox: inbox, settings: settings))
        var thread = pthread_t()
        let code = pthread_create(&thread, nil, runLoop, start.toOpaque())
        guard code == 0 else {
            start.release()
            inbox.end()
            throw .noThread(Int(code))
        }
        pthread_detach(thread)
        return inbox
    }

    private static let initialised = curl_global_init(Int(CURL_GLOBAL_SSL))
}

/// How long to wait for a turn, and how long connections are kept. How much may be under way is each channel's own
/// ``SendPace``.
public struct TransportSettings: Hashable, Sendable {
    /// A request that has not started by then ends as ``TransportFailure/waitedTooLong``. Shorter than the lease of an
    /// outbox row together with the total time-out.
    public let waitMax: Span
    /// A connection that nobody has used for so long is not used again; whole seconds.
    public let idleConnectionMax: Span
    /// Nor one that was opened so long ago: what a name stands for can change. Whole seconds.
    public let connectionAgeMax: Span
    /// What names resolve to, as libcurl writes it (`host:port:address`): for tests of names that change.
    let namePins: [String]

    public init(
        waitMax: Span = .seconds(30), idleConnectionMax: Span = .seconds(30), connectionAgeMax: Span = .minutes(5)
    ) {
        self.init(
            waitMax: waitMax, idleConnectionMax: idleConnectionMax, connectionAgeMax: connectionAgeMax, namePins: [])
    }

    init(
        waitMax: Span = .seconds(30), idleConnectionMax: Span = .seconds(30), connectionAgeMax: Span = .minutes(5),
        namePins: [String]
    ) {
        self.waitMax = waitMax
        self.idleConnectionMax = idleConnectionMax
        self.connectionAgeMax = connectionAgeMax
        self.namePins = namePins
    }
}

/// The transport could not be started: disk is fine, the system is not.
public enum TransportFault: Error, Hashable, Sendable {
    case libraryNotInitialised(Int)
    case noHandle
    case noThread(Int)

    /// libcurl's or the system's own number; 0 where there is none.
    var code: Int {
        switch self {
        case .libraryNotInitialised(let code), .noThread(let code): code
        case .noHandle: 0
        }
    }
}

private final class LoopStart: Sendable {
    let inbox: CurlInbox
    let settings: TransportSettings

    init(inbox: CurlInbox, settings: TransportSettings) {
        self.inbox = inbox
        self.settings = settings
    }
}

private func runLoop(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let argument else { return nil }
    let start = Unmanaged<LoopStart>.fromOpaque(argument).takeRetainedValue()
    nfod_name_this_thread("nfodd-notify")
    // A broken TLS connection can raise SIGPIPE, and the daemon's own signals belong to its other threads.
    var signals = sigset_t()
    sigfillset(&signals)
    pthread_sigmask(SIG_SETMASK, &signals, nil)
    CurlLoop(inbox: start.inbox, settings: start.settings).run()
    return nil
}
