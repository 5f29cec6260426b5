/// A mail address as RFC 5321 has it, of the plain kind: nothing in it can end a line, a bracket or a command.
struct MailAddress: Hashable, Sendable {
    let text: String
    /// What stands after the `@`.
    let domain: String

    /// Nil for anything else, quoted local parts and addresses of other scripts among them.
    init?(_ text: String) {
        let halves = text.split(separator: "@", omittingEmptySubsequences: false)
        guard halves.count == 2, text.utf8.count <= 254, (1...64).contains(halves[0].utf8.count) else { return nil }
        let isLocal = halves[0].utf8.allSatisfy { $0.isLetterOrDigit || MailAddress.marks.contains($0) }
        guard isLocal, MailAddress.isDotted(halves[0]), MailAddress.isDomain(halves[1]) else { return nil }
        self.text = text
        domain = String(halves[1])
    }

    /// Letters, digits, hyphens and dots, none of them at an end.
    static func isDomain(_ text: some StringProtocol) -> Bool {
        text.utf8.allSatisfy { $0.isLetterOrDigit || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") }
            && isDotted(text) && !text.hasPrefix("-") && !text.hasSuffix("-")
    }

    private static let marks = Array("!#$%&'*+-/=?^_`{|}~.".utf8)

    private static func isDotted(_ text: some StringProtocol) -> Bool {
        text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { !$0.isEmpty }
    }
}
