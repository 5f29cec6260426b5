import Foundation

/// JSON with sorted keys, as everything this program prints for other programs.
public enum JSONText {
    public static func of(_ value: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        return text(value, encoder)
    }

    /// All on one line: for logs.
    static func ofLine(_ value: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return text(value, encoder)
    }

    private static func text(_ value: some Encodable, _ encoder: JSONEncoder) -> String {
        guard let data = try? encoder.encode(value), let text = String(data: data, encoding: .utf8) else {
            preconditionFailure("\(type(of: value)) always encodes")
        }
        return text
    }
}
