import NFODEngine
import Testing

@testable import Notify

/// What a mail looks like on the wire; read back by Python's own parser in ``MailChannelTests``.
@Suite struct MailTextTests {
    private let at = Instant(seconds: 1_614_800_000)

    @Test func `plain words go as they stand`() {
        let mail = MailText(
            subject: "Case K7Q2: first", at: at, id: "a-1@nfod.example.org", lines: ["Open it.", "", "x"])
        let expected = [
            "Subject: Case K7Q2: first", "Date: Wed, 03 Mar 2021 19:33:20 +0000", "Message-ID: <a-1@nfod.example.org>",
            "Auto-Submitted: auto-generated", "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: 7bit", "", "Open it.", "", "x", "",
        ]
        #expect(String(decoding: mail.bytes, as: UTF8.self) == expected.joined(separator: "\r\n"))
    }

    /// Lines of at most 76 characters, nothing but ASCII, and the text comes back whole.
    @Test(arguments: [
        "a", "Sgìre Dhùn Dè", String(repeating: "ë", count: 200), "ends in a blank ", "= and é",
        String(repeating: "x", count: 90),
        "=?utf-8?b?eA==?=", "👩🏽‍⚕️ " + String(repeating: "long ", count: 30),
    ])
    func `whatever is said comes back`(text: String) {
        let mail = MailText(subject: text, at: at, id: "a@b", lines: [text])
        #expect(mail.bytes.allSatisfy { $0 < 0x80 })
        for line in String(decoding: mail.bytes, as: UTF8.self).split(separator: "\r\n") {
            #expect(line.utf8.count <= 78, "\(line)")
        }
    }

    @Test(arguments: [
        "a@b.example", "first.last+tag@mail.example.org", "o'neil@example.org",
    ])
    func `plain addresses are addresses`(text: String) { #expect(MailAddress(text)?.text == text) }

    /// Each of these could end a line, a bracket or a command, or is not an address at all.
    @Test(arguments: [
        "", "a", "@", "a@", "@b", "a@b@c", "a b@c", "a@b c", "<a@b>", "a@b>", "a@b\r\nRCPT TO:<x@y>", "a\n@b", "a..b@c",
        ".a@b", "a.@b", "a@-b", "a@b-", "a@b..c", "\"a b\"@c", "a@[127.0.0.1]", "ä@b", "a@ö.example",
        String(repeating: "a", count: 65) + "@b",
    ])
    func `anything else is not`(text: String) { #expect(MailAddress(text) == nil) }
}
