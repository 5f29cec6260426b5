import Foundation
public import Logging

/// One line for each event, whatever is in it. The message names the event and is always the same words; what changes
/// stands in fields of stable names. Nothing personal may come in here at any level (rule 35).
public struct LineLogHandler: LogHandler {
    public var logLevel = Logger.Level.info
    public var metadata: Logger.Metadata = [:]
    private let format: LogFormat
    private let write: @Sendable (String) -> Void

    /// - Parameter write: takes one line, without its end.
    public init(_ format: LogFormat, level: Logger.Level = .info, write: @escaping @Sendable (String) -> Void) {
        self.format = format
        self.write = write
        logLevel = level
    }

    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    public func log(event: LogEvent) {
        let fields = metadata.merging(event.metadata ?? [:]) { _, new in new }.mapValues { "\($0)" }
        write(format.line(event.level, "\(event.message)", fields, at: .now))
    }
}
