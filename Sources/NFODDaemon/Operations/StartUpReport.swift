import Foundation
import NFODConfig
import NFODEngine
import NFODStore

/// What is on, what is off and what is missing, printed once when the daemon starts.
public struct StartUpReport {
    private let daemon: Daemon
    private let directories: Directories
    private let socket: String
    private let withWeb: Bool

    /// - Parameter withWeb: pages are served.
    public init(daemon: Daemon, directories: Directories, socket: String, withWeb: Bool) {
        self.daemon = daemon
        self.directories = directories
        self.socket = socket
        self.withWeb = withWeb
    }

    public var text: String {
        let configuration = daemon.workflow.configuration
        let settings = configuration.settings
        let clock = daemon.workflow.clock
        let time = configuration.zone.iso8601(clock.now())
        var lines = [
            "nfodd \(NFODVersion.current)",
            "on       data in \(directories.data), configuration from \(directories.config)",
            "on       clock: \(clock.isSimulated ? "simulated, at" : "real,") \(time)",
            "on       commands over \(socket)",
            "on       sources: \(configuration.sources.keys.map(\.name).sorted().joined(separator: ", "))",
            "on       channels: \(settings.channels.keys.map(\.name).sorted().joined(separator: ", "))",
        ]
        lines.append(
            withWeb ? "on       pages on \(settings.http.host):\(settings.http.port)" : "off      pages (--no-web)")
        if withWeb, !hasTokens(settings.http.tokensFile) {
            lines.append("missing  tokens: nobody can use the pages; make one with `nfodd token new NAME ROLE`")
        }
        lines += inboxLines + configuration.warnings.map { "warning  \($0)" }
        return lines.joined(separator: "\n")
    }

    private var inboxLines: [String] {
        let configuration = daemon.workflow.configuration
        let status = InboxStatus.read(of: daemon.store.directory, sources: configuration.sources.keys)
        let seconds = configuration.settings.inbox.lookEvery.milliseconds / 1_000
        return ["on       inbox: \(Inbox.path(in: directories.data)), looked through every \(seconds) s"]
            + status.warnings.map { "warning  " + $0 }
    }

    private func hasTokens(_ file: String) -> Bool {
        let path = URL(fileURLWithPath: file, relativeTo: URL(fileURLWithPath: directories.data + "/")).path
        return FileManager.default.contents(atPath: path)?.isEmpty == false
    }
}
