import Foundation
import Logging

/// Log lines on standard error: `time level message key=value ...`, one a line whatever is in them.
struct LineLogHandler: LogHandler {
    var logLevel = Logger.Level.info
    var metadata: Logger.Metadata = [:]

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let pairs = metadata.merging(event.metadata ?? [:]) { _, new in new }.sorted { $0.key < $1.key }
        let fields = pairs.map { "\($0.key)=\(LineLogHandler.quoted("\($0.value)"))" }
        let message = LineLogHandler.escaped("\(event.message)")
        Console.complain(([LineLogHandler.time(), "\(event.level)", message] + fields).joined(separator: " "))
    }

    private static func time() -> String { Date.now.formatted(.iso8601) }

    /// In quotes where a blank or a quote would end the value.
    static func quoted(_ value: String) -> String {
        let escaped = escaped(value)
        guard escaped.isEmpty || escaped.contains(where: { " \"=".contains($0) }) else { return escaped }
        return "\"" + escaped.replacingOccurrences(of: "\"", with: "\\\"") + "\""
    }

    /// Control characters, with which a value could forge a line or move a terminal's cursor, become their numbers.
    static func escaped(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { out, scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator:
                out += "\\u{\(String(scalar.value, radix: 16))}"
            default: out.unicodeScalars.append(scalar)
            }
        }
    }
}
