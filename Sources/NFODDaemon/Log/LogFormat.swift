public import Foundation
public import Logging

/// How a log line is written.
public enum LogFormat: String, Sendable, CaseIterable {
    /// `time level event key=value ...`, for people and files.
    case text
    /// One JSON object a line, keys sorted, for programs.
    case json
    /// `<N>event key=value ...` with the priority as systemd reads it (sd-daemon(3)); the journal adds the time.
    case journal

    /// - Parameter fields: written in the order of their names.
    public func line(_ level: Logger.Level, _ event: String, _ fields: [String: String], at time: Date) -> String {
        switch self {
        case .text: LogFormat.joined(["\(Self.stamp(time)) \(level)", Self.escaped(event)], fields)
        case .journal: LogFormat.joined(["<\(level.journalPriority)>" + Self.escaped(event)], fields)
        case .json:
            JSONText.ofLine(
                fields.merging(["time": Self.stamp(time), "level": "\(level)", "event": event]) { _, fixed in fixed })
        }
    }

    private static func joined(_ head: [String], _ fields: [String: String]) -> String {
        let pairs = fields.sorted { $0.key < $1.key }.map { "\($0.key)=\(quoted($0.value))" }
        return (head + pairs).joined(separator: " ")
    }

    private static func stamp(_ time: Date) -> String { time.formatted(.iso8601) }

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

extension Logger.Level {
    /// As syslog(3) numbers them.
    var journalPriority: Int {
        switch self {
        case .trace, .debug: 7
        case .info: 6
        case .notice: 5
        case .warning: 4
        case .error: 3
        case .critical: 2
        }
    }
}
