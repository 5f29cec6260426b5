/// The little JSON that an alert needs, written the same way every time: keys sorted by their bytes, no blanks. The
/// bytes are stored and signed, so they may not depend on a library's mood.
indirect enum JSONValue: Hashable, Sendable {
    case null
    case number(Int64)
    case text(String)
    case boolean(Bool)
    case list([JSONValue])
    case object([String: JSONValue])

    var utf8: [UInt8] { Array(written.utf8) }

    /// The bytes of an object with more members before those it has: what a service wants inside the body and what is
    /// not fixed at commit.
    ///
    /// - Parameter object: bytes of an object that is not empty, without any of the members.
    static func adding(_ members: [String: JSONValue], to object: [UInt8]) -> [UInt8] {
        let more = JSONValue.object(members).utf8
        return more.count <= 2 ? object : more.dropLast() + [UInt8(ascii: ",")] + object.dropFirst()
    }

    private var written: String {
        switch self {
        case .null: "null"
        case .number(let number): String(number)
        case .text(let text): JSONValue.quoted(text)
        case .boolean(let boolean): boolean ? "true" : "false"
        case .list(let values): "[" + values.map(\.written).joined(separator: ",") + "]"
        case .object(let members):
            "{"
                + members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
                .map { JSONValue.quoted($0.key) + ":" + $0.value.written }
                .joined(separator: ",") + "}"
        }
    }

    /// RFC 8259 section 7.
    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "\u{0}"..."\u{1f}", "\u{7f}", "\u{2028}", "\u{2029}":
                let hex = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - hex.utf8.count) + hex
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
