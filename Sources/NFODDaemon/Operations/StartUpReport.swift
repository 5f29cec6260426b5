import Foundation
import NFODConfig
import NFODEngine

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
            "on       sources: \(names(configuration.sources.values.filter { !$0.isHistory }))",
            "on       channels: \(settings.channels.keys.map(\.name).sorted().joined(separator: ", "))",
        ]
        let oldLists = configuration.sources.values.filter(\.isHistory)
        if !oldLists.isEmpty { lines.append("on       old lists, for `ingest --history`: \(names(oldLists))") }
        lines.append(
            withWeb ? "on       pages on \(settings.http.host):\(settings.http.port)" : "off      pages (--no-web)")
        if withWeb, !hasTokens(settings.http.tokensFile) {
            lines.append("missing  tokens: nobody can use the pages; make one with `nfodd token new NAME ROLE`")
        }
        lines += configuration.warnings.map { "warning  \($0)" }
        return lines.joined(separator: "\n")
    }

    private func names(_ sources: [SourceProfile]) -> String {
        sources.map(\.id.name).sorted().joined(separator: ", ")
    }

    private func hasTokens(_ file: String) -> Bool {
        let path = URL(fileURLWithPath: file, relativeTo: URL(fileURLWithPath: directories.data + "/")).path
        return FileManager.default.contents(atPath: path)?.isEmpty == false
    }
}
