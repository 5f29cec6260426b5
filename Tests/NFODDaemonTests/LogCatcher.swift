import Logging
import Synchronization

@testable import NFODDaemon

/// Keeps the lines of a log, at every level, as the journal would get them.
final class LogCatcher: Sendable {
    private let lines = Mutex<[String]>([])

    var all: [String] { lines.withLock { $0 } }

    var logger: Logger {
        let handler = LineLogHandler(.journal, level: .trace) { line in self.lines.withLock { $0.append(line) } }
        return Logger(label: "test") { _ in handler }
    }
}
