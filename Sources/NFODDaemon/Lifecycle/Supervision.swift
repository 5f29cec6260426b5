import Glibc
public import Logging

/// What whoever supervises the process is told, one look at a time: ready once every part has begun and the daemon can
/// do its work, alive as long as every part goes on, silent parts by name.
public final class Supervision {
    private let progress: ProgressBoard
    private let socket: NotifySocket?
    private let wantsFeeding: Bool
    private let isReady: () -> Bool
    private let log: Logger
    private var wasReady = false
    private var silent: [Part] = []

    /// - Parameters:
    ///   - environment: the process's; says where the supervisor listens and whether it has a watchdog.
    ///   - isReady: what `/readyz` would say.
    public init(
        _ progress: ProgressBoard, environment: [String: String], log: Logger, isReady: @escaping () -> Bool
    ) {
        self.progress = progress
        self.log = log
        self.isReady = isReady
        socket = NotifySocket(environment: environment)
        wantsFeeding = Supervision.hasWatchdog(environment)
    }

    /// One look; called about once a second.
    /// - Returns: the daemon has been ready.
    @discardableResult
    public func look(at now: ContinuousClock.Instant = .now) -> Bool {
        if !wasReady { begin() }
        tellSilent(progress.silent(at: now))
        // A hung part is not fed for, whatever else goes on.
        if wantsFeeding, progress.takeFeed() { socket?.send(.watchdog) }
        return wasReady
    }

    /// The stop has begun.
    public func stop() {
        socket?.send(.stopping, .status("stopping"))
        log.info("stopping")
    }

    private func begin() {
        guard progress.notBegun.isEmpty, isReady() else { return }
        wasReady = true
        socket?.send(.ready, .status("ready"))
        log.info("ready")
    }

    private func tellSilent(_ parts: [Part]) {
        guard parts != silent else { return }
        silent = parts
        let names = parts.map(\.rawValue).joined(separator: ",")
        if parts.isEmpty {
            log.notice("every part is at work again")
        } else {
            log.critical("a part of the daemon hangs", metadata: ["parts": "\(names)"])
        }
        socket?.send(.status(parts.isEmpty ? "ready" : "hangs: " + names))
    }

    /// `WATCHDOG_USEC`, unless it is meant for another process.
    static func hasWatchdog(_ environment: [String: String]) -> Bool {
        guard let limit = environment["WATCHDOG_USEC"].flatMap({ UInt64($0) }), limit > 0 else { return false }
        guard let process = environment["WATCHDOG_PID"] else { return true }
        return Int32(process) == getpid()
    }
}
