import FoundationEssentials
import NFODEngine

/// A mail message as RFC 5322 has it, without the lines that say from whom and to whom: those come in with each try.
/// Lines end in CRLF; everything is ASCII, so that no server has to change a byte.
struct MailText: Hashable, Sendable {
    let bytes: [UInt8]

    /// - Parameters:
    ///   - id: of the message, the same over all tries; its right side is a domain.
    ///   - lines: of the text; none holds a line end.
    init(subject: String, at instant: Instant, id: String, lines: [String]) {
        let isPlain = lines.allSatisfy { line in
            line.utf8.count <= 76 && line.utf8.allSatisfy { (0x20...0x7e).contains($0) }
        }
        let head = [
            "Subject: " + MailText.encoded(subject), "Date: " + MailText.date(instant), "Message-ID: <\(id)>",
            // Nobody's absence is to answer.
            "Auto-Submitted: auto-generated", "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: " + (isPlain ? "7bit" : "quoted-printable"), "",
        ]
        let text = isPlain ? lines : lines.map(MailText.quotedPrintable)
        bytes = Array((head + text).map { $0 + "\r\n" }.joined().utf8)
    }

    /// As it stands where it is short and plain, otherwise in encoded words (RFC 2047) of one line each.
    static func encoded(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { (0x20...0x7e).contains($0) }
        if isPlain, text.utf8.count <= 66, !text.contains("=?") { return text }
        var words: [String] = []
        var word: [UInt8] = []
        for scalar in text.unicodeScalars {
            let more = Array(String(scalar).utf8)
            // 45 bytes are 60 of base64 and 72 with what stands around them; the first line has its name besides.
            if word.count + more.count > (words.isEmpty ? 42 : 45) {
                words.append(encodedWord(word))
                word = []
            }
            word += more
        }
        return (words + [encodedWord(word)]).joined(separator: "\r\n ")
    }

    /// RFC 2045 section 6.7; `line` holds no line end.
    static func quotedPrintable(_ line: String) -> String {
        let bytes = Array(line.utf8)
        var (result, length) = ("", 0)
        for (place, byte) in bytes.enumerated() {
            let isLastBlank = byte == 0x20 && place == bytes.count - 1
            let isPlain = (0x20...0x7e).contains(byte) && byte != UInt8(ascii: "=") && !isLastBlank
            let piece = isPlain ? String(Unicode.Scalar(byte)) : "=" + hexadecimal(byte)
            if length + piece.utf8.count > 75 {
                result += "=\r\n"
                length = 0
            }
            result += piece
            length += piece.utf8.count
        }
        return result
    }

    /// `Wed, 03 Mar 2021 19:33:20 +0000`
    static func date(_ instant: Instant) -> String {
        let shown = ZoneRules.utc.local(instant)
        let day = shown.date.weekday.rawValue.prefix(3).capitalizedFirst
        let two = { (number: Int) in (number < 10 ? "0" : "") + String(number) }
        let time = [shown.time.hour, shown.time.minute, shown.time.second].map(two).joined(separator: ":")
        return "\(day), \(two(shown.date.day)) \(months[shown.date.month - 1]) \(shown.date.year) \(time) +0000"
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private static func hexadecimal(_ byte: UInt8) -> String {
        (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }

    private static func encodedWord(_ bytes: [UInt8]) -> String {
        "=?utf-8?b?" + Data(bytes).base64EncodedString() + "?="
    }
}

extension StringProtocol {
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
