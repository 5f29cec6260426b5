/// A piece of a page. Whatever is interpolated is escaped unless it is itself ``HTML``: a name can never become markup.
///
///     let row: HTML = "<td>\(name)</td>"
public struct HTML: Hashable, Sendable, ExpressibleByStringInterpolation {
    /// The markup, ready to send.
    public let source: String

    public init(stringLiteral markup: StaticString) { source = markup.description }
    public init(stringInterpolation: Interpolation) { source = stringInterpolation.source }
    init(markup: String) { source = markup }

    public static let empty: HTML = ""

    public struct Interpolation: StringInterpolationProtocol {
        var source = ""

        public init(literalCapacity: Int, interpolationCount: Int) { source.reserveCapacity(literalCapacity * 2) }
        public mutating func appendLiteral(_ markup: StaticString) { source += markup.description }
        public mutating func appendInterpolation(_ text: String) { source += HTML.escape(text) }
        public mutating func appendInterpolation(_ number: Int) { source += String(number) }
        public mutating func appendInterpolation(_ html: HTML) { source += html.source }
        public mutating func appendInterpolation(_ pieces: [HTML]) { for piece in pieces { source += piece.source } }
    }

    /// Text made safe for content and for quoted attribute values.
    public static func escape(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy {
            $0 >= 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x26 && $0 != 0x27 && $0 != 0x3C && $0 != 0x3E
        }
        if isPlain { return text }
        var out = ""
        for character in PageText.singleLine(text).unicodeScalars {
            switch character {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            case "'": out += "&#39;"
            default: out.unicodeScalars.append(character)
            }
        }
        return out
    }

    /// Letters, digits and hyphens of `text`, for an `id` and the link that points at it.
    public static func anchor(_ text: String) -> String {
        String(text.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
    }
}
