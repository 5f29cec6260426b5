/// A JSON document, written the same way every time: keys sorted, no number that depends on how a machine prints
/// fractions. The engine's own, because it imports no Foundation.
public indirect enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    /// A number in tenths: `tenths(-155)` is written `-15.5`.
    case tenths(Int64)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    public static func integer(_ number: Int) -> JSONValue { .integer(Int64(number)) }
    /// The string, or null.
    public static func string(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
    public static func strings(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }

    /// The document on one line, without blanks.
    public var compact: String {
        var out = ""
        write(to: &out, depth: nil)
        return out
    }

    /// The document for people: two blanks a level, a line feed at the end.
    public var indented: String {
        var out = ""
        write(to: &out, depth: 0)
        return out + "\n"
    }

    /// `depth` nil means compact.
    private func write(to out: inout String, depth: Int?) {
        switch self {
        case .null: out += "null"
        case .bool(let value): out += value ? "true" : "false"
        case .integer(let number): out += String(number)
        case .tenths(let number): out += JSONValue.decimal(tenths: number)
        case .string(let text): JSONValue.write(text, to: &out)
        case .array(let elements):
            JSONValue.write("[", elements, "]", to: &out, depth: depth) { element, out, inner in
                element.write(to: &out, depth: inner)
            }
        case .object(let members):
            let sorted = members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            JSONValue.write("{", sorted, "}", to: &out, depth: depth) { member, out, inner in
                JSONValue.write(member.key, to: &out)
                out += inner == nil ? ":" : ": "
                member.value.write(to: &out, depth: inner)
            }
        }
    }

    private static func write<Element>(
        _ open: String, _ elements: [Element], _ close: String, to out: inout String, depth: Int?,
        each: (Element, inout String, Int?) -> Void
    ) {
        out += open
        for (index, element) in elements.enumerated() {
            if index > 0 { out += "," }
            if let depth { out += "\n" + String(repeating: "  ", count: depth + 1) }
            each(element, &out, depth.map { $0 + 1 })
        }
        if let depth, !elements.isEmpty { out += "\n" + String(repeating: "  ", count: depth) }
        out += close
    }

    /// `-155` to `-15.5`, `80` to `8.0`.
    static func decimal(tenths: Int64) -> String {
        let magnitude = tenths.magnitude
        return (tenths < 0 ? "-" : "") + String(magnitude / 10) + "." + String(magnitude % 10)
    }

    private static func write(_ text: String, to out: inout String) {
        out += "\""
        // Nearly every text goes out as it is. E2 begins U+2028 and U+2029.
        let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C && $0 != 0x7F && $0 != 0xE2 }
        if isPlain {
            out += text
        } else {
            escape(text, to: &out)
        }
        out += "\""
    }

    private static func escape(_ text: String, to out: inout String) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            // U+2028 and U+2029 are legal in JSON but end a line in older JavaScript.
            case "\u{0}"..."\u{1F}", "\u{7F}", "\u{2028}", "\u{2029}": out += "\\u" + hexadecimal(scalar.value)
            default: out.unicodeScalars.append(scalar)
            }
        }
    }

    private static func hexadecimal(_ value: UInt32) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }
}
