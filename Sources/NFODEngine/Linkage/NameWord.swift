/// One folded spelling of a name, with everything that depends on it alone: worked out once, when a record is read, so
/// that comparing it with thousands of others makes no string and searches no list.
final class NameWord: Hashable, Sendable, PersonalData {
    let text: String
    /// In UTF-8 units.
    let count: Int
    /// Its number among ``Forenames``; nil for what is no forename in its own right.
    let known: Int?
    /// Of a name in several spellings, each somebody's own: the same for each.
    private let spelling: Int?
    /// Which families of forms it belongs to, a bit for each.
    private let families: Forenames.Families
    /// For what is no forename: the ones that one slip makes of it.
    private let near: [Int]
    /// Which letters and digits it has, a bit for each; other signs have none.
    private let letters: UInt64
    /// The same with `Mac` in front written `mc`, where that is another spelling.
    private let shortened: NameWord?

    /// Nothing was told.
    static let empty = NameWord("")

    /// - Parameter text: folded by ``NameFolding``.
    init(_ text: String) {
        self.text = text
        count = text.utf8.count
        known = Forenames.number(of: text)
        spelling = known.flatMap(Forenames.spelling(ofNumber:))
        families = known.map(Forenames.families(ofNumber:)) ?? .zero
        near = known == nil ? Forenames.oneSlip(from: text) : []
        letters = text.utf8.reduce(0) { $0 | NameWord.place(of: $1) }
        let surname = NameFolding.foldedSurname(text)
        shortened = surname == text ? nil : NameWord(surname)
    }

    private static func place(of letter: UInt8) -> UInt64 {
        switch letter {
        case 0x61...0x7A: 1 << UInt64(letter - 0x61)
        case 0x30...0x39: 1 << UInt64(letter - 0x30 + 26)
        default: 0
        }
    }

    static func == (left: NameWord, right: NameWord) -> Bool { left === right || left.text == right.text }
    func hash(into hasher: inout Hasher) { hasher.combine(text) }

    var isEmpty: Bool { count == 0 }
    var isKnown: Bool { known != nil }
    /// As it is written as a surname.
    var asSurname: NameWord { shortened ?? self }

    /// The same, with `Mac` and `Mc` taken for one.
    func isSame(as other: NameWord) -> Bool {
        if self == other { return true }
        return (shortened != nil || other.shortened != nil) && asSurname == other.asSurname
    }
}

/// What two spellings have to do with each other.
extension NameWord {
    /// Two different forms of one name: Jim and James.
    func isForm(of other: NameWord) -> Bool { !families.isDisjoint(with: other.families) && self != other }

    /// Two different spellings of one name, each of them a name in its own right: Stephen and Steven.
    func isSpelling(of other: NameWord) -> Bool { spelling != nil && spelling == other.spelling && self != other }

    func isAtMostOneSlip(from other: NameWord) -> Bool {
        // One slip takes away one letter at most, and brings in one.
        guard abs(count - other.count) <= 1, (letters & ~other.letters).nonzeroBitCount <= 1,
            (other.letters & ~letters).nonzeroBitCount <= 1
        else { return false }
        return Nearness.isAtMostOneSlip(text, other.text)
    }

    /// One of the two is a name of four letters or more, the other is no name and one slip from it and from no other
    /// name: `fionna` can only be Fiona, but `kelry` may be Kelly or Kerry, and `cliare` is Claire or Clare.
    func isClearSlip(from other: NameWord) -> Bool {
        guard isKnown != other.isKnown else { return false }
        let (name, typed) = isKnown ? (self, other) : (other, self)
        guard let number = name.known, name.count >= 4 else { return false }
        return typed.near == [number]
    }

    /// It is a forename, or one slip from one of four letters or more.
    var couldBeForename: Bool { isKnown || near.contains { Forenames.count(ofNumber: $0) >= 4 } }

    /// Neither is a name, and both are one slip from the same one of four letters or more: `dran` and `deaan`.
    func isSlipOfOne(with other: NameWord) -> Bool {
        near.contains { Forenames.count(ofNumber: $0) >= 4 && other.near.contains($0) }
    }

    /// Jaro and Winkler's measure is at least `least`.
    func isAlike(_ other: NameWord, atLeast least: Double) -> Bool {
        let lacking = (letters & ~other.letters).nonzeroBitCount
        let lackingThere = (other.letters & ~letters).nonzeroBitCount
        return Nearness.bytes(text, other.text) { one, other in
            ByteNearness.mostAlike(one, other, lacking: lacking, lackingThere: lackingThere) + 1e-9 >= least
                && ByteNearness.jaroWinkler(one, other) >= least
        }
    }
}

/// Every spelling that is borne by somebody, once: a million people bear some tens of thousands of names.
struct NameBook: Sendable, PersonalData {
    private var words: Set<NameWord> = []

    /// The one that is kept for this spelling.
    mutating func word(_ word: NameWord) -> NameWord { words.insert(word).memberAfterInsert }
}
