/// How two values of one kind of field agree. Symmetric. A class, because it is asked millions of times and would
/// otherwise be copied, array by array, to be asked.
final class ValueComparison: Sendable {
    private let table: ValueTable
    private let kind: ListFieldKind

    init(_ table: ValueTable, _ kind: ListFieldKind) {
        self.table = table
        self.kind = kind
    }

    /// Winkler 1990's measure, at the two marks that are usual for names.
    private static let (alikeFrom, looseFrom) = (0.92, 0.84)
    /// Births further apart than this are a parent's and a child's, however alike their digits.
    private static let generationYears = 14

    /// - Precondition: both values are told (not 0) and differ.
    func level(_ left: UInt32, _ right: UInt32) -> AgreementLevel {
        table.texts.bytes.withUnsafeBufferPointer { bytes in
            let one = text(left, bytes)
            let other = text(right, bytes)
            switch kind {
            case .forename: return forename(left, right, one, other)
            case .surname: return sharesPart(left, right) ? .form : near(left, right, one, other)
            case .date: return date(one, other)
            case .chi: return chi(left, right, one, other)
            case .identifier, .number: return ByteNearness.isAtMostOneSlip(one, other) ? .slip : .differ
            case .text: return near(left, right, one, other)
            case .address: return address(left, right, one, other)
            case .code: return code(one, other)
            case .sex: return .differ
            }
        }
    }

    private func text(_ value: UInt32, _ bytes: ByteNearness.Text) -> ByteNearness.Text {
        let starts = table.texts.starts
        return ByteNearness.Text(rebasing: bytes[starts[Int(value)]..<starts[Int(value) + 1]])
    }

    private func near(
        _ one: UInt32, _ other: UInt32, _ left: ByteNearness.Text, _ right: ByteNearness.Text
    ) -> AgreementLevel {
        let (mine, theirs) = (table.letters[Int(one)], table.letters[Int(other)])
        let (lacking, lackingThere) = ((mine & ~theirs).nonzeroBitCount, (theirs & ~mine).nonzeroBitCount)
        // A slip leaves at most one letter that the other has not; in one of two letters it leaves nothing alike.
        if lacking <= 1, lackingThere <= 1, min(left.count, right.count) > 2,
            ByteNearness.isAtMostOneSlip(left, right)
        {
            return .slip
        }
        let most = ByteNearness.mostAlike(left, right, lacking: lacking, lackingThere: lackingThere)
        guard most >= ValueComparison.looseFrom else { return .differ }
        let alike = ByteNearness.jaroWinkler(left, right)
        return alike >= ValueComparison.alikeFrom ? .alike : alike >= ValueComparison.looseFrom ? .loose : .differ
    }

    private func forename(
        _ left: UInt32, _ right: UInt32, _ one: ByteNearness.Text, _ other: ByteNearness.Text
    ) -> AgreementLevel {
        if let mine = table.families[Int(left)], let theirs = table.families[Int(right)] {
            return mine.isDisjoint(with: theirs) ? .differ : .form
        }
        if sharesPart(left, right) { return .form }
        if one.count == 1 || other.count == 1 { return one.first == other.first ? .alike : .differ }
        let level = near(left, right, one, other)
        return level == .slip && mayBeAnother(left, right) ? .loose : level
    }

    /// One is a name, the other is none and a slip from it and from another name as well: `kelry` may be Kelly or
    /// Kerry.
    private func mayBeAnother(_ left: UInt32, _ right: UInt32) -> Bool {
        guard (table.families[Int(left)] == nil) != (table.families[Int(right)] == nil) else { return false }
        let (name, typed) = table.families[Int(left)] == nil ? (right, left) : (left, right)
        let text = table.text(name)
        return text.utf8.count < 4
            || Forenames.oneSlip(from: table.text(typed)).contains { $0 != text && !Forenames.areForms($0, text) }
    }

    /// Anne and Anne-Marie; Smith and Smith-Brown.
    private func sharesPart(_ left: UInt32, _ right: UInt32) -> Bool {
        let (mine, theirs) = (table.parts[Int(left)], table.parts[Int(right)])
        if mine.isEmpty, theirs.isEmpty { return false }
        return (mine.isEmpty ? [left] : mine).contains { (theirs.isEmpty ? [right] : theirs).contains($0) }
    }

    /// Both are `yyyymmdd`, or `yyyy`.
    private func date(_ left: ByteNearness.Text, _ right: ByteNearness.Text) -> AgreementLevel {
        let (year, otherYear) = (number(left, 0, 4), number(right, 0, 4))
        guard left.count == 8, right.count == 8 else { return year == otherYear ? .alike : .differ }
        let (month, otherMonth) = (number(left, 4, 6), number(right, 4, 6))
        let (day, otherDay) = (number(left, 6, 8), number(right, 6, 8))
        if year == otherYear, day == otherMonth, month == otherDay { return .form }
        guard abs(year - otherYear) < ValueComparison.generationYears else { return .differ }
        if ByteNearness.isAtMostOneSlip(left, right) { return .slip }
        if let one = CivilDate(year: year, month: month, day: day),
            let other = CivilDate(year: otherYear, month: otherMonth, day: otherDay),
            abs(one.dayNumber - other.dayNumber) <= 2
        {
            return .alike
        }
        return year == otherYear ? .loose : .differ
    }

    private func number(_ text: ByteNearness.Text, _ from: Int, _ to: Int) -> Int {
        text[from..<to].reduce(0) { $0 * 10 + Int($1) - 0x30 }
    }

    private func chi(
        _ left: UInt32, _ right: UInt32, _ one: ByteNearness.Text, _ other: ByteNearness.Text
    ) -> AgreementLevel {
        if ByteNearness.isAtMostOneSlip(one, other) { return .slip }
        return table.isValidCHI[Int(left)] && table.isValidCHI[Int(right)] ? .differ : .loose
    }

    private func address(
        _ one: UInt32, _ other: UInt32, _ left: ByteNearness.Text, _ right: ByteNearness.Text
    ) -> AgreementLevel {
        let isDigit = { (byte: UInt8) in (0x30...0x39).contains(byte) }
        if left.lazy.filter(isDigit).elementsEqual(right.lazy.filter(isDigit)) {
            return near(one, other, left, right)
        }
        // The lowest ten bits are those of the digits.
        let (mine, theirs) = (table.letters[Int(one)] >> 10, table.letters[Int(other)] >> 10)
        guard (mine & ~theirs).nonzeroBitCount <= 1, (theirs & ~mine).nonzeroBitCount <= 1 else { return .differ }
        let (street, otherStreet) = (left.filter { !isDigit($0) }, right.filter { !isDigit($0) })
        let isSameStreet = street.withUnsafeBufferPointer { one in
            otherStreet.withUnsafeBufferPointer { ByteNearness.isAtMostOneSlip(one, $0) }
        }
        return isSameStreet ? .loose : .differ
    }

    private func code(_ left: ByteNearness.Text, _ right: ByteNearness.Text) -> AgreementLevel {
        if ByteNearness.isAtMostOneSlip(left, right) { return .slip }
        let start = left.count - 2
        let isSamePart =
            left.count == right.count && start >= 2 && left.prefix(start).elementsEqual(right.prefix(start))
        return isSamePart ? .loose : .differ
    }
}
