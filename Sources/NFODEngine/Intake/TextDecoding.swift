/// A kind of file that is refused whole by its first bytes.
public enum UnreadableFile: String, Sendable {
    case utf16, utf32, workbook
}

/// UTF-8 first, Windows-1252 as the announced fall-back (issue 2, Sources).
enum TextDecoding {
    static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// What `start` (four bytes or the whole file) gives away; nil when it may be text.
    static func unreadableFile(start: some Collection<UInt8>) -> UnreadableFile? {
        let bytes = Array(start.prefix(4))
        if bytes == [0xFF, 0xFE, 0, 0] || bytes == [0, 0, 0xFE, 0xFF] { return .utf32 }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return .utf16 }
        if bytes == [0x50, 0x4B, 3, 4] || bytes == [0xD0, 0xCF, 0x11, 0xE0] { return .workbook }
        return nil
    }

    static func isUTF8(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool { String(validating: bytes, as: UTF8.self) != nil }

    /// Nil when a byte has no meaning in Windows-1252.
    static func windows1252(_ bytes: some Sequence<UInt8>) -> String? {
        var text = String.UnicodeScalarView()
        for byte in bytes {
            if (0x80...0x9F).contains(byte) {
                let code = upperControls[Int(byte) - 0x80]
                guard code != 0, let scalar = Unicode.Scalar(code) else { return nil }
                text.append(scalar)
            } else {
                text.append(Unicode.Scalar(byte))
            }
        }
        return String(text)
    }

    /// 0x80...0x9F of Windows-1252 (unicode.org, Mappings/Vendors/Micsft/WindowsBestFit, cp1252); 0 has no meaning.
    private static let upperControls: [UInt16] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
        0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E,
        0x0178,
    ]
}
