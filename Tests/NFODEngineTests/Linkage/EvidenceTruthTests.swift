import Foundation
import NFODEngine
import Testing

/// Pairs of records with slips planted in them: every clause of the sentence is checked against what was planted, by
/// rules of this test's own.
@Suite struct EvidenceTruthTests {
    @Test(arguments: [11, 12, 13, 14] as [UInt64])
    func everyClauseIsTrueOfTheTwoRecords(seed: UInt64) throws {
        var numbers = SeededNumbers(seed: seed)
        var seen: Set<String> = []
        for round in 0..<400 {
            let one = Raw.invented(&numbers)
            let other = one.retold(&numbers)
            let sentence = EvidenceWords(
                try PersonLikeness([one.told(1, by: "police")], [other.told(2, by: "ambulance")], in: linkage).evidence,
                .init(this: "P", other: "A")
            ).sentence
            for clause in sentence.split(separator: "; ").map(String.init) {
                seen.insert(clause)
                #expect(isTrue(clause, one, other), "seed \(seed), round \(round): \(clause)\n\(one)\n\(other)")
            }
        }
        #expect(seen.count > 20, "too little was said: \(seen.sorted())")
    }

    private func isTrue(_ clause: String, _ one: Raw, _ other: Raw) -> Bool {
        if clause.hasPrefix("same ") && !clause.contains("another") {
            return parts(clause.dropFirst("same ".count)).allSatisfy { isSame($0, one, other) }
        }
        if clause.hasPrefix("no ") { return isMissing(clause, one, other) }
        let (born, otherBorn) = (one.born, other.born)
        switch clause {
        case "surname one letter different":
            return oneLetter(one.surname, other.surname)
        case "two letters of the surname swapped": return isSwap(one.surname, other.surname)
        case "forename one letter different": return oneLetter(one.forename, other.forename)
        case "two letters of the forename swapped": return isSwap(one.forename, other.forename)
        case "different surnames": return one.surname != other.surname
        case "different forenames": return one.forename != other.forename
        case "different names": return one.forename != other.forename && one.surname != other.surname
        case "same forename, another surname": return one.forename == other.forename && one.surname != other.surname
        case "same surname, another forename": return one.surname == other.surname && one.forename != other.forename
        case "forenames look alike": return one.forename != other.forename
        case "forename is another form of the same name": return one.forename != other.forename
        case "forename and surname are in each other's place":
            return one.isTurned != other.isTurned
        case "birth date one digit different": return differing(born, otherBorn) == 1
        case "two digits of the birth date swapped": return isSwap(born, otherBorn)
        case "day and month of birth are swapped": return born?.prefix(4) == otherBorn?.prefix(4) && born != otherBorn
        case "birth dates at most two days apart": return born != otherBorn && born?.prefix(2) == otherBorn?.prefix(2)
        case "birth dates exactly one year or ten years apart": return born?.suffix(5) == otherBorn?.suffix(5)
        case "different birth dates": return born != otherBorn
        case "two different CHI numbers, both valid": return one.chi != nil && other.chi != nil && one.chi != other.chi
        case "CHI number one digit different": return one.chi != other.chi
        case "different home addresses", "different home postcodes": return one.home != other.home
        case "forename and surname are in each other's place and spelt nearly the same":
            return one.isTurned != other.isTurned && (one.forename != other.forename || one.surname != other.surname)
        case "the forename in one record is like the surname in the other, and their other names differ":
            return one.isTurned != other.isTurned && one != other
                && (isNear(one.forename, other.forename) || isNear(one.surname, other.surname))
        case "they may be twins: one name fits, the other is not the same":
            return one.forename != other.forename || one.surname != other.surname
        case "the date inside one record's CHI number is not the other's birth date":
            return (one.born == nil) != (other.born == nil)
        default: return false
        }
    }

    private func isSame(_ what: String, _ one: Raw, _ other: Raw) -> Bool {
        switch what {
        case "full name": one.forename == other.forename && one.surname == other.surname
        case "forename": one.forename == other.forename
        case "surname": one.surname == other.surname
        case "birth date": one.born == other.born && one.born != nil
        case "CHI number": one.chi == other.chi && one.chi != nil
        case "home address": one.home == other.home && one.home != nil
        default: false
        }
    }

    private func isMissing(_ clause: String, _ one: Raw, _ other: Raw) -> Bool {
        guard let end = clause.range(of: " in ") else { return false }
        let records: [Raw] =
            switch clause[end.upperBound...] {
            case "the record from P": [one]
            case "the record from A": [other]
            default: [one, other]
            }
        let rest = clause[end.upperBound...] == "either record" ? [] : records.first == one ? [other] : [one]
        let words = parts(clause[..<end.lowerBound].dropFirst("no ".count))
        func has(_ word: String, _ record: Raw) -> Bool {
            switch word {
            case "birth date": record.born != nil
            case "valid CHI number": record.chi != nil
            case "home address": record.home != nil
            default: true
            }
        }
        return words.allSatisfy { word in
            records.allSatisfy { !has(word, $0) } && rest.allSatisfy { has(word, $0) }
        }
    }

    /// `birth date, forename and home address`, divided.
    private func parts(_ list: Substring) -> [String] {
        let commas = String(list).replacingOccurrences(of: " and ", with: ", ").replacingOccurrences(
            of: " or ", with: ", ")
        return commas.components(separatedBy: ", ")
    }

    private func differing(_ one: String?, _ other: String?) -> Int {
        zip(one ?? "", other ?? "").count { $0 != $1 }
    }

    private func isSwap(_ one: String?, _ other: String?) -> Bool {
        let (left, right) = (Array(one ?? ""), Array(other ?? ""))
        return left != right && left.sorted() == right.sorted() && differing(one, other) == 2
    }

    private func isNear(_ one: String, _ other: String) -> Bool {
        one == other || oneLetter(one, other) || isSwap(one, other)
    }

    private func oneLetter(_ one: String, _ other: String) -> Bool {
        abs(one.count - other.count) == 1 || (one.count == other.count && differing(one, other) == 1)
    }
}

/// What a record tells, as it was planted.
private struct Raw: Equatable {
    var forename: String
    var surname: String
    /// The clerk has put each name in the other's place.
    var isTurned = false
    var born: String?
    var chi: String?
    var home: String?

    static func invented(_ numbers: inout SeededNumbers) -> Raw {
        Raw(
            forename: ["marek", "rhona", "gavin", "tilda"][numbers.below(4)],
            surname: ["testfield", "quillfeather", "wobblestone"][numbers.below(3)],
            born: ["1971-05-06", "1980-03-04", "1969-11-28"][numbers.below(3)],
            chi: [Numbers.one, Numbers.two, nil][numbers.below(3)],
            home: ["1 here road", "7 there wynd", nil][numbers.below(3)])
    }

    /// The same person or another, told again by somebody less careful.
    func retold(_ numbers: inout SeededNumbers) -> Raw {
        var other = numbers.below(5) == 0 ? Raw.invented(&numbers) : self
        if numbers.below(3) == 0 { other.surname = slipped(other.surname, &numbers) }
        if numbers.below(4) == 0 { other.forename = slipped(other.forename, &numbers) }
        if numbers.below(6) == 0 { other.isTurned = true }
        switch numbers.below(8) {
        case 0: other.born = nil
        case 1: other.born = "1980-04-03"
        case 2: other.born = "1981-03-04"
        case 3: other.born = "1970-05-06"
        case 4: other.born = "1971-05-08"
        default: break
        }
        if numbers.below(4) == 0 { other.chi = nil }
        if numbers.below(4) == 0 { other.home = ["9 far lane", nil][numbers.below(2)] }
        return other
    }

    private func slipped(_ name: String, _ numbers: inout SeededNumbers) -> String {
        var letters = Array(name)
        let place = 1 + numbers.below(letters.count - 2)
        switch numbers.below(3) {
        case 0: letters.swapAt(place, place + 1)
        case 1: letters.remove(at: place)
        default: letters[place] = letters[place] == "x" ? "z" : "x"
        }
        return String(letters)
    }

    func told(_ number: Int64, by source: String) -> PersonEvidence {
        NFODEngineTests.told(
            number, by: source, isTurned ? surname : forename, isTurned ? forename : surname, born: born, chi: chi,
            home: home)
    }
}
