import Foundation
public import Logging
import NFODConfig
import NFODEngine
import NFODStore

/// What is on, what is off and what is missing, told once when the daemon starts; every line that is not "on" says what
/// to do.
public struct StartUpReport {
    public enum State: String, Sendable, CaseIterable { case on, off, missing, warning }

    /// One thing and how it stands.
    public struct Line: Hashable, Sendable {
        public let state: State
        /// A closed word: `sources`, `channel`, `clock`, ...
        public let part: String
        public let words: String

        public init(_ state: State, _ part: String, _ words: String) {
            self.state = state
            self.part = part
            self.words = words
        }
    }

    let daemon: Daemon
    let directories: Directories
    let socket: String
    let withWeb: Bool
    let environment: [String: String]

    /// - Parameters:
    ///   - withWeb: pages are served.
    ///   - environment: this process's when nil.
    public init(
        daemon: Daemon, directories: Directories, socket: String, withWeb: Bool, environment: [String: String]? = nil
    ) {
        self.daemon = daemon
        self.directories = directories
        self.socket = socket
        self.withWeb = withWeb
        self.environment = environment ?? ProcessInfo.processInfo.environment
    }

    public var lines: [Line] {
        place + alive + sources + inbox + channels + [vaultKey] + pages + alarms
            + configuration.warnings.map { Line(.warning, "configuration", $0.description) }
    }

    /// For people.
    public var text: String {
        let told = lines.map { line in
            line.state.rawValue.padding(toLength: 9, withPad: " ", startingAt: 0) + line.part + ": " + line.words
        }
        return (["nfodd \(NFODVersion.current)"] + told).joined(separator: "\n")
    }

    /// For programs: one event a line.
    public func write(to log: Logger) {
        log.info("start", metadata: ["version": "\(NFODVersion.current)"])
        for line in lines {
            let isWell = line.state == .on || line.state == .off
            log.log(
                level: isWell ? .info : .warning, "start",
                metadata: ["state": "\(line.state.rawValue)", "part": "\(line.part)", "words": "\(line.words)"])
        }
    }

    var configuration: Configuration { daemon.workflow.configuration }
    var settings: Settings { configuration.settings }

    private var place: [Line] {
        [
            Line(.on, "data", directories.data),
            Line(.on, "configuration", "\(directories.config), \(configuration.hash)"),
            Line(.on, "clock", OperationRunner.ClockAnswer(daemon.workflow).text),
            sqlite,
            Line(.on, "commands", "over \(socket)"),
            Supervision.hasWatchdog(environment)
                ? Line(.on, "watchdog", "fed by real progress only")
                : Line(.off, "watchdog", "nobody starts a daemon again that hangs; run it as the shipped systemd unit"),
            settings.backups.map { Line(.on, "backups", "watched over in \($0.folder)") }
                ?? Line(.off, "backups", "nobody watches over them: none configured (backups in nfodd.yaml)"),
        ]
    }

    private var alarms: [Line] {
        daemon.alarms.current.map { Line(.warning, "alarm", "\($0.kind.rawValue): \(Wording().text($0))") }
    }

    private var sqlite: Line {
        let found = (try? daemon.store.settings()["sqlite_version"]) ?? "unknown"
        let isMended = SQLiteVersion(found)?.hasWALResetFix == true
        let fix =
            isMended ? "with the WAL-reset fix" : "without the WAL-reset fix, so one connection writes and checkpoints"
        return Line(.on, "sqlite", "\(found), \(fix)")
    }

    private var sources: [Line] {
        let (oldLists, feeds) = (names { $0.isHistory }, names { !$0.isHistory })
        let told =
            feeds.isEmpty
            ? Line(.missing, "sources", "nobody can tell us anything; put a profile into config/sources")
            : Line(.on, "sources", feeds)
        return [told] + (oldLists.isEmpty ? [] : [Line(.on, "old lists", "\(oldLists), for `ingest --history`")])
    }

    private func names(of sources: (SourceProfile) -> Bool) -> String {
        configuration.sources.values.filter(sources).map(\.id.name).sorted().joined(separator: ", ")
    }

    private var inbox: [Line] {
        let status = InboxStatus.read(of: daemon.store.directory, sources: configuration.feeds)
        let seconds = settings.inbox.lookEvery.milliseconds / 1_000
        return [Line(.on, "inbox", "\(Inbox.path(in: directories.data)), looked through every \(seconds) s")]
            + status.warnings.map { Line(.warning, "inbox", $0) }
    }
}
