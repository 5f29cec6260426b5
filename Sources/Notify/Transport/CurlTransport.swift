internal import CCurl
import Glibc
public import NFODEngine
import Synchronization

/// Sends requests through libcurl: one multi loop on one thread of its own, named `nfodd-notify`.
///
/// Promises: every ``send(_:)`` returns, within its waiting and total time-outs; one receiver never delays another
/// (``SendLanes``); https with the certificate checked, or plain http to this machine in development; no redirect, no
/// proxy, no user in the URL; the address of every connection is checked at the moment it is opened. No connection is
/// used twice, because libcurl does not check a reused one again: a handshake for each alert is a fair price.
public final class CurlTransport: Sendable {
    private let inbox: CurlInbox
    /// Mail goes its own way: no thread of it runs while none is sent.
    let mail = MailTransport()

    /// Starts the thread.
    /// - Throws: when the system gives no handle or no thread; its code.
    public init(settings: TransportSettings = TransportSettings()) throws(TransportFault) {
        guard CurlTransport.initialised == CURLE_OK else {
            throw .libraryNotInitialised(Int(CurlTransport.initialised.rawValue))
        }
        guard let multi = MultiHandle() else { throw .noHandle }
        inbox = CurlInbox(multi: multi)
        let start = Unmanaged.passRetained(LoopStart(inbox: inbox, settings: settings))
        var thread = pthread_t()
        let code = pthread_create(&thread, nil, runLoop, start.toOpaque())
        guard code == 0 else {
            start.release()
            inbox.end()
            throw .noThread(Int(code))
        }
        pthread_detach(thread)
    }

    deinit { inbox.requestStop() }

    /// Sends and waits for the end. Cancelling the task does not call the request back: it may already have arrived.
    public func send(_ request: OutgoingRequest) async -> TransportResult {
        await withCheckedContinuation { caller in
            inbox.add(SendOrder(request: request, caller: caller))
        }
    }

    /// Ends the loop. All that is outstanding ends as ``TransportFailure/stopping``; it waits for no receiver and no
    /// name server. Returns when every result has been given. May be called again.
    public func stop() async {
        inbox.requestStop()
        await inbox.waitForEnd()
        await mail.stop()
    }

    /// False after ``stop()``, and when libcurl itself failed: the daemon is then not ready.
    public var isRunning: Bool { inbox.isRunning }

    private static let initialised = curl_global_init(Int(CURL_GLOBAL_SSL))
}

/// How much may be under way, and how long to wait for a turn.
public struct TransportSettings: Hashable, Sendable {
    /// Of one channel, ordinary alerts.
    public let underWayMax: Int
    /// Of one channel, alerts of a last level: besides the others, not among them.
    public let underWayLastLevelMax: Int
    /// A request that has not started by then ends as ``TransportFailure/waitedTooLong``. Shorter than the lease of an
    /// outbox row together with the total time-out.
    public let waitMax: Span

    public init(underWayMax: Int = 4, underWayLastLevelMax: Int = 4, waitMax: Span = .seconds(30)) {
        self.underWayMax = underWayMax
        self.underWayLastLevelMax = underWayLastLevelMax
        self.waitMax = waitMax
    }
}

/// The transport could not be started: disk is fine, the system is not.
public enum TransportFault: Error, Hashable, Sendable {
    case libraryNotInitialised(Int)
    case noHandle
    case noThread(Int)
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
