import Glibc
public import Logging
public import NFODEngine

/// What whoever supervises the process is told, one look at a time: started once every part has begun, alive as long as
/// every part goes on; in words what keeps it from being ready, and silent parts by name.
///
/// A start that never ends is killed. A daemon that is not ready (clock not confirmed, disk full, damage) has started
/// all the same, because its ladders run and its alerts go out: only `/readyz` and the status say no.
public final class Supervision {
    private let progress: ProgressBoard
    private let socket: NotifySocket?
    private let wantsFeeding: Bool
    private let notReady: () -> [AlarmKind]
    private let log: Logger
    private var hasBegun = false
    private var silent: [Part] = []
    private var status = ""

    /// - Parameters:
    ///   - environment: the process's; says where the supervisor listens and whether it has a watchdog.
    ///   - notReady: the alarms because of which `/readyz` says no.
    public init(
        _ progress: ProgressBoard, environment: [String: String], log: Logger,
        notReady: @escaping () -> [AlarmKind]
    ) {
        self.progress = progress
        self.log = log
        self.notReady = notReady
        socket = NotifySocket(environment: environment)
        wantsFeeding = Supervision.hasWatchdog(environment)
    }

    /// One look; called about once a second.
    /// - Returns: every part has begun.
    @discardableResult
    public func look(at now: ContinuousClock.Instant = .now) -> Bool {
        if !hasBegun { begin() }
        note(progress.silent(at: now))
        tellStatus()
        // A hung part is not fed for, whatever else goes on.
        if wantsFeeding, progress.takeFeed() { socket?.send(.watchdog) }
        return hasBegun
    }

    /// The stop has begun.
    public func stop() {
        socket?.send(.stopping, .status("stopping"))
        log.info("stopping")
    }

    private func begin() {
        guard progress.notBegun.isEmpty else { return }
        hasBegun = true
        socket?.send(.ready)
        log.info(notReady().isEmpty ? "ready" : "started, not ready")
    }

    private func note(_ parts: [Part]) {
        guard parts != silent else { return }
        silent = parts
        if parts.isEmpty {
            log.notice("every part is at work again")
        } else {
            log.critical("a part of the daemon hangs", metadata: ["parts": "\(Supervision.list(parts))"])
        }
    }

    private func tellStatus() {
        guard hasBegun || !silent.isEmpty else { return }
        let reasons = notReady()
        let standing = reasons.isEmpty ? "ready" : "not ready: " + Supervision.list(reasons)
        let words = silent.isEmpty ? standing : "hangs: " + Supervision.list(silent)
        guard words != status else { return }
        status = words
        socket?.send(.status(words))
    }

    private static func list<Name: RawRepresentable<String>>(_ names: [Name]) -> String {
        names.map(\.rawValue).joined(separator: ",")
    }

    /// `WATCHDOG_USEC`, unless it is meant for another process.
    static func hasWatchdog(_ environment: [String: String]) -> Bool {
        guard let limit = environment["WATCHDOG_USEC"].flatMap({ UInt64($0) }), limit > 0 else { return false }
        guard let process = environment["WATCHDOG_PID"] else { return true }
        return Int32(process) == getpid()
    }
}
