public import ArgumentParser
import Logging
public import NFODDaemon

/// How the daemon writes its log, on standard error.
struct LogOptions: ParsableArguments {
    @Option(help: "How the log is written: text, json, or journal for systemd.")
    var logFormat = LogFormat.text

    @Option(help: "The least that is logged: trace, debug, info, notice, warning, error, critical.")
    var logLevel = LogLevelArgument(level: .info)
}

extension LogFormat: ExpressibleByArgument {}

/// A level by its name.
struct LogLevelArgument: ExpressibleByArgument {
    let level: Logger.Level

    init(level: Logger.Level) { self.level = level }

    init?(argument: String) {
        guard let level = Logger.Level(rawValue: argument) else { return nil }
        self.level = level
    }

    var defaultValueDescription: String { level.rawValue }
}
