@testable import NFODEngine

/// The comparison of two names written for reading, over strings: what ``NameComparison`` is held against.
struct PlainName: Equatable {
    var forename: String
    var firstForename: String
    var surname: String
    var surnameParts: [String]

    init?(forename: String?, surname: String?) {
        let forenames = NameFolding.parts(forename ?? "")
        self.forename = forenames.joined()
        firstForename = forenames.first ?? ""
        self.surname = NameFolding.foldedSurname(surname ?? "")
        surnameParts = NameFolding.parts(surname ?? "").map(NameFolding.foldedSurname)
        if self.forename.isEmpty && self.surname.isEmpty { return nil }
    }

    var swapped: PlainName? { PlainName(forename: surname, surname: forename) }
}

/// What is asked of a comparison of names.
struct PlainComparison: Equatable {
    var forename: FieldComparison.Forename = .missing
    var surname: FieldComparison.Surname = .missing
    var swapped = false
    var rolesAreSure = true
    var forenameIsKnown = false
    var areTwoForenames = false
    var sharedForename: String?
    var sharedSurname: String?
    var otherReading: NameLevels?

    static func best(_ left: [PlainName], _ right: [PlainName]) -> PlainComparison {
        var all: [PlainComparison] = []
        for one in left {
            for other in right {
                all.append(read(one, other, swapped: false))
                for (mine, theirs) in [(Optional(one), other.swapped), (one.swapped, Optional(other))] {
                    guard let mine, let theirs else { continue }
                    let crossed = read(mine, theirs, swapped: true)
                    if crossed.surname != .missing && crossed.forename != .missing { all.append(crossed) }
                }
            }
        }
        return all.dropFirst().reduce(all.first ?? PlainComparison()) { $1.order < $0.order ? $1 : $0 }
    }

    private var order: (Int, Int, Int, Int, Int) {
        let cost = forename.rawValue + [0, 2, 3, 4][surname.rawValue]
        let turned = swapped ? 1 : 0
        return (cost * 2 + turned, forename.rawValue, turned, rolesAreSure ? 1 : 0, forenameIsKnown ? 1 : 0)
    }

    private static func read(_ one: PlainName, _ other: PlainName, swapped: Bool) -> PlainComparison {
        let isReversed =
            one.surname != other.surname
            && !Forenames.isKnown(one.firstForename) && !Forenames.isKnown(other.firstForename)
            && (Forenames.isKnown(one.surname) || Forenames.isKnown(other.surname))
        guard isReversed, let first = one.swapped, let second = other.swapped else {
            return PlainComparison(one, other, swapped, isReversed: false)
        }
        return PlainComparison(first, second, swapped, isReversed: true)
    }

    private init() {}

    private init(_ one: PlainName, _ other: PlainName, _ swapped: Bool, isReversed: Bool) {
        forename = PlainNames.forename(one, other)
        surname = PlainNames.surname(one, other)
        self.swapped = swapped
        let isNoForename = !Forenames.isKnown(one.surname) && !Forenames.isKnown(other.surname)
        rolesAreSure = !isReversed && (isNoForename || PlainNames.isClearSlip(one.surname, other.surname))
        forenameIsKnown = Forenames.isKnown(one.firstForename) || Forenames.isKnown(other.firstForename)
        areTwoForenames =
            forename == .differ && Forenames.isKnown(one.firstForename) && Forenames.isKnown(other.firstForename)
        sharedForename = forename == .agree ? one.forename : nil
        sharedSurname = surname == .agree ? one.surname : nil
        let mayBeTurned = PlainNames.couldBe(one.surname) && PlainNames.couldBe(other.surname)
        let isPlain = forenameIsKnown && !isReversed && (rolesAreSure || !mayBeTurned)
        guard !isPlain, let first = one.swapped, let second = other.swapped else { return }
        let turned = NameLevels(
            forename: PlainNames.forename(first, second), surname: PlainNames.surname(first, second))
        otherReading = turned
        if turned.areLikeTwins && Forenames.isKnown(one.surname) && Forenames.isKnown(other.surname) {
            areTwoForenames = true
        }
    }
}

private enum PlainNames {
    static func forename(_ one: PlainName, _ other: PlainName) -> FieldComparison.Forename {
        let (left, right) = (one.forename, other.forename)
        if left.isEmpty || right.isEmpty { return .missing }
        if left == right || NameFolding.foldedSurname(left) == NameFolding.foldedSurname(right) { return .agree }
        if Forenames.areForms(left, right) { return .shortForm }
        let oneHasSeveral = (one.firstForename == left) != (other.firstForename == right)
        if oneHasSeveral && one.firstForename == other.firstForename { return .shortForm }
        if isClearSlip(left, right) { return .clearSlip }
        if Forenames.isKnown(left) && Forenames.isKnown(right) { return .differ }
        if min(left.utf8.count, right.utf8.count) >= 3 && PlainNearness.isAtMostOneSlip(left, right) { return .slip }
        if areSlipsOfOne(left, right) { return .slip }
        return PlainNearness.jaroWinkler(left, right) >= 0.85 ? .alike : .differ
    }

    static func surname(_ one: PlainName, _ other: PlainName) -> FieldComparison.Surname {
        let (left, right) = (one.surname, other.surname)
        if left.isEmpty || right.isEmpty { return .missing }
        if left == right { return .agree }
        if min(left.utf8.count, right.utf8.count) >= 3 && PlainNearness.isAtMostOneSlip(left, right) { return .slip }
        let isPart =
            one.surnameParts.count != other.surnameParts.count
            && (one.surnameParts.contains(right) || other.surnameParts.contains(left))
        return isPart ? .slip : .differ
    }

    static func couldBe(_ name: String) -> Bool {
        Forenames.isKnown(name)
            || Forenames.names.contains { $0.utf8.count >= 4 && PlainNearness.isAtMostOneSlip($0, name) }
    }

    private static func areSlipsOfOne(_ left: String, _ right: String) -> Bool {
        guard !Forenames.isKnown(left), !Forenames.isKnown(right) else { return false }
        return Forenames.names.contains {
            $0.utf8.count >= 4 && PlainNearness.isAtMostOneSlip($0, left) && PlainNearness.isAtMostOneSlip($0, right)
        }
    }

    static func isClearSlip(_ left: String, _ right: String) -> Bool {
        guard Forenames.isKnown(left) != Forenames.isKnown(right), PlainNearness.isAtMostOneSlip(left, right)
        else { return false }
        let (name, typed) = Forenames.isKnown(left) ? (left, right) : (right, left)
        guard name.utf8.count >= 4 else { return false }
        return !Forenames.names.contains { PlainNearness.isAtMostOneSlip($0, typed) && $0 != name }
    }
}
