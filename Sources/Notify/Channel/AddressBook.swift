import NFODEngine

/// Where each worker is found on one channel: telephone numbers, mail addresses or topics. Read from a file beside the
/// data; shown to nobody, and the only personal thing that an alert carries (rule 35).
struct AddressBook: Hashable, Sendable {
    /// How an address looks.
    enum Form: Hashable, Sendable { case telephone, mail, topic }

    private let addresses: [WorkerID: HiddenText]
    private let everybodys: HiddenText?

    /// - Parameter text: `WORKER ADDRESS` a line; a line with an address alone is for everybody who has none of their
    ///   own. Empty lines and what follows a `#` are left out.
    init(_ text: String, _ form: Form) throws(AddressBookProblem) {
        var addresses: [WorkerID: HiddenText] = [:]
        var everybodys: HiddenText?
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let words = line.prefix { $0 != "#" }.split(maxSplits: 1, whereSeparator: \.isWhitespace)
            guard let last = words.last else { continue }
            let worker = words.count == 1 ? nil : WorkerID(String(words[0]))
            let isTaken = worker.map { addresses[$0] != nil } ?? (everybodys != nil)
            guard let address = form.normal(String(last)), !isTaken else { throw AddressBookProblem(line: index + 1) }
            if let worker { addresses[worker] = HiddenText(address) } else { everybodys = HiddenText(address) }
        }
        guard everybodys != nil || !addresses.isEmpty else { throw AddressBookProblem(line: 1) }
        self.addresses = addresses
        self.everybodys = everybodys
    }

    /// Nil when this recipient is found nowhere.
    subscript(_ recipient: WorkerID?) -> HiddenText? { recipient.flatMap { addresses[$0] } ?? everybodys }

    /// Where this recipient is found nobody else is, as far as this book knows.
    func isAlone(_ recipient: WorkerID) -> Bool {
        guard let own = addresses[recipient], own != everybodys else { return false }
        return addresses.values.count { $0 == own } == 1
    }
}

extension AddressBook: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    var description: String { "\(addresses.count) addresses" }
    var debugDescription: String { description }
    var customMirror: Mirror { Mirror(self, children: []) }
}

/// A line of a file of addresses that cannot be read, or says again what another has said; never the address.
public struct AddressBookProblem: Error, Hashable, Sendable {
    /// Counted from 1.
    public let line: Int
}

extension AddressBook.Form {
    /// The address as the service wants it; nil when it is none.
    func normal(_ text: String) -> String? {
        let text = SetupReader.trimmed(text)
        switch self {
        case .telephone: return telephone(text)
        case .mail: return MailAddress(text)?.text
        case .topic:
            let legal = text.utf8.allSatisfy {
                $0.isLetterOrDigit || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
            }
            return legal && (1...64).contains(text.utf8.count) ? text : nil
        }
    }

    /// Digits, perhaps with blanks, hyphens and brackets between them and a plus before.
    private func telephone(_ text: String) -> String? {
        let kept = text.filter { !" -()".contains($0) }
        let digits = kept.hasPrefix("+") ? kept.dropFirst() : Substring(kept)
        return (7...15).contains(digits.utf8.count) && digits.utf8.allSatisfy { (0x30...0x39).contains($0) }
            ? kept : nil
    }
}

extension UInt8 {
    /// ASCII only.
    var isLetterOrDigit: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }
}
