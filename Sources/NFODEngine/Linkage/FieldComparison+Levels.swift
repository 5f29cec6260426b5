/// How each field by itself is compared.
extension FieldComparison {
    /// Births further apart than this are a parent's and a child's, however alike their digits.
    private static let generationYears = 14

    static func birthDate(_ left: PersonEvidence, _ right: PersonEvidence) -> BirthDate {
        if let one = left.birthDate, let other = right.birthDate { return birthDate(one, other) }
        guard let year = left.birthYear, let otherYear = right.birthYear else { return .missing }
        return year == otherYear ? .yearAgrees : .differ
    }

    static func birthDate(_ one: CivilDate, _ other: CivilDate) -> BirthDate {
        if one == other { return .agree }
        if one.year == other.year && one.day == other.month && one.month == other.day { return .dayAndMonthSwapped }
        guard abs(one.year - other.year) < generationYears else { return .differ }
        if CivilDate.isAtMostOneSlip(one, other) || isYearSlip(one, other) { return .slip }
        return abs(one.dayNumber - other.dayNumber) <= 2 ? .close : .differ
    }

    /// A year or a decade too far, which may change several digits: 1979 and 1980, 1996 and 2006.
    private static func isYearSlip(_ one: CivilDate, _ other: CivilDate) -> Bool {
        one.month == other.month && one.day == other.day && [1, 10].contains(abs(one.year - other.year))
    }

    static func chiDateDiffers(_ bare: PersonEvidence, _ dated: PersonEvidence) -> Bool {
        guard bare.birthDate == nil, let chi = bare.chi, let born = dated.birthDate else { return false }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 6) { expected in
            var text = chi.text
            return text.withUTF8 { digits in
                let inside = ByteNearness.Text(rebasing: digits[..<6])
                born.writeDigits(.dayMonthYear, into: expected)
                if ByteNearness.isAtMostOneSlip(ByteNearness.Text(expected), inside) { return false }
                // Day and month may be told in either order.
                born.writeDigits(.monthDayYear, into: expected)
                return !expected.elementsEqual(inside)
            }
        }
    }

    static func chi(_ left: CHIDigits?, _ right: CHIDigits?) -> CHI {
        guard let left, let right else { return .missing }
        return left == right ? .agree : left.isOneSlip(from: right) ? .slip : .differ
    }

    static func sex(_ left: Sex?, _ right: Sex?) -> Recorded {
        guard let left, let right, left != .other, right != .other else { return .missing }
        return left == right ? .agree : .differ
    }

    static func home(_ left: FoldedPlace, _ right: FoldedPlace) -> Home {
        if let one = left.address, let other = right.address {
            return one != other ? .differ : left.isOneDoor ? .sameDoor : .sameManyLiveThere
        }
        guard let one = left.postcode, let other = right.postcode else { return .missing }
        if one != other { return FoldedPlace.areOneSector(one, other) ? .sameSector : .differ }
        let isShared = [left, right].contains { $0.address != nil && !$0.isOneDoor }
        return isShared ? .sameManyLiveThere : .samePostcode
    }

    /// One source tells of one overdose once, so the same source twice is never one encounter.
    static func encounter(
        _ left: PersonEvidence, _ right: PersonEvidence, home: Home, settings: IncidentSettings
    ) -> Encounter {
        // Most overdoses are far apart, which is plain without asking how far these two sources may be.
        guard left.overdose.meets(right.overdose, slack: settings.widest),
            left.overdose.meets(right.overdose, slack: settings.slack(left.source, right.source))
        else { return .none }
        guard left.source != right.source else { return left.hasPlainTime && right.hasPlainTime ? .toldTwice : .none }
        if left.scene.isSameScene(as: right.scene) { return .sameScene }
        if left.scene.isElsewhere(than: right.scene) { return .elsewhere }
        return home.isHousehold ? .sameHousehold : .sameTime
    }
}

extension PersonEvidence {
    /// The time is told closely enough for two overdoses of one day to be told apart.
    fileprivate var hasPlainTime: Bool { overdose.latest - overdose.earliest <= .hours(6) }
}

extension FoldedPlace {
    /// The same postcode and no address that says otherwise; without postcodes, the same door.
    public func isSameScene(as other: FoldedPlace) -> Bool {
        let addressesDiffer = address != nil && other.address != nil && address != other.address
        if let postcode, let otherPostcode = other.postcode { return postcode == otherPostcode && !addressesDiffer }
        return isOneDoor && address == other.address
    }

    /// Two postcodes alike but for their last two letters.
    fileprivate static func areOneSector(_ one: String, _ other: String) -> Bool {
        guard one.utf8.allSatisfy({ $0 < 0x80 }), other.utf8.allSatisfy({ $0 < 0x80 }) else {
            return one.dropLast(2) == other.dropLast(2)
        }
        return one.utf8.count == other.utf8.count && one.utf8.dropLast(2).elementsEqual(other.utf8.dropLast(2))
    }

    /// Both are known, and they are two places.
    func isElsewhere(than other: FoldedPlace) -> Bool {
        if let postcode, let otherPostcode = other.postcode, postcode != otherPostcode { return true }
        guard let address, let otherAddress = other.address else { return false }
        return address != otherAddress
    }
}

extension CivilDate {
    /// An order of digits.
    fileprivate enum Digits {
        /// `1985-03-17`: ten places.
        case iso8601
        /// `170385`, as a CHI number begins: six places.
        case dayMonthYear
        /// `031785`, as if the day were the month.
        case monthDayYear
    }

    fileprivate func writeDigits(_ order: Digits, into text: UnsafeMutableBufferPointer<UInt8>) {
        func write(_ number: Int, at place: Int) {
            text[place] = 0x30 + UInt8(number / 10 % 10)
            text[place + 1] = 0x30 + UInt8(number % 10)
        }
        switch order {
        case .iso8601:
            write(year / 100, at: 0)
            write(year, at: 2)
            text[4] = 0x2D
            write(month, at: 5)
            text[7] = 0x2D
            write(day, at: 8)
        case .dayMonthYear:
            write(day, at: 0)
            write(month, at: 2)
            write(year, at: 4)
        case .monthDayYear:
            write(month, at: 0)
            write(day, at: 2)
            write(year, at: 4)
        }
    }

    /// As typed, year first.
    fileprivate static func isAtMostOneSlip(_ one: CivilDate, _ other: CivilDate) -> Bool {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { text in
            let (first, second) = (text[..<10], text[10...])
            one.writeDigits(.iso8601, into: UnsafeMutableBufferPointer(rebasing: first))
            other.writeDigits(.iso8601, into: UnsafeMutableBufferPointer(rebasing: second))
            return ByteNearness.isAtMostOneSlip(ByteNearness.Text(rebasing: first), ByteNearness.Text(rebasing: second))
        }
    }
}
