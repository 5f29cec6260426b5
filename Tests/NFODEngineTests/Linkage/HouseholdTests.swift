import NFODEngine
import Testing

/// The named sets: people who share much and are never one.
@Suite struct HouseholdTests {
    @Test func twinsAreNeverJoined() {
        let one = told(
            1, "Dean", "Testfield", born: "1990-01-02", chi: Numbers.one, home: "1 Here Road", scene: "1 Here Road",
            at: minutes(0))
        for (number, name) in ["Scott", "Sean", "Craig", "Jean"].enumerated() {
            let twin = told(
                Int64(number + 2), by: "police", name, "Testfield", born: "1990-01-02", home: "1 Here Road",
                scene: "1 Here Road", at: minutes(5))
            #expect(compare(one, twin).isDifferent)
            #expect(PersonMatch.contradicts(one, twin, settings: settings))
            let wrongNumber = told(
                9, by: "hospital", name, "Testfield", born: "1990-01-02", chi: Numbers.one, home: "1 Here Road")
            #expect(compare(one, wrongNumber).isPossible, "the clerk took the other twin's number")
        }
    }

    /// Both clerks swapped the names, or a surname is a forename too: then a difference may be one of forenames.
    @Test(arguments: [
        ("Testfield", "Sean", "Testfield", "Krlly"), ("Testfield", "Sean", "Dean", "Testfield"),
        ("Jban", "Martin", "Anbe", "Martin"), ("Testfield", "Ionna", "Testfield", "Mraig"),
        ("Martin", "Rhona", "Martin", "Lism"),
    ])
    func swappedNamesDoNotHideTwins(forename: String, surname: String, otherForename: String, otherSurname: String) {
        let one = told(
            1, forename, surname, born: "1990-01-02", home: "1 Here Road", scene: "1 Here Road", at: minutes(0))
        let other = told(
            2, by: "police", otherForename, otherSurname, born: "1990-01-02", home: "1 Here Road",
            scene: "1 Here Road", at: minutes(5))
        #expect(!compare(one, other).isSame)
    }

    @Test func parentAndChildOfOneNameAndDoorAreNeverJoined() {
        let parent = told(1, "Allan", "Testfield", born: "1960-07-08", home: "1 Here Road", at: minutes(0))
        let child = told(2, by: "police", "Allan", "Testfield", born: "2003-09-26", home: "1 Here Road", at: minutes(5))
        #expect(compare(parent, child).isDifferent)
        let sameDay = told(3, "Allan", "Testfield", born: "1980-07-08", home: "1 Here Road")
        #expect(compare(parent, sameDay).isDifferent, "one digit apart, but a generation")
        #expect(compare(parent, told(4, "Allan", "Testfield", home: "1 Here Road")).isPossible, "it may be either")
    }

    @Test func siblingsNamesakesAndCouplesAreNeverJoined() {
        let one = told(
            1, "Rona", "Testfield", born: "1990-01-02", home: "1 Here Road", scene: "9 Party Street", at: minutes(0))
        let sibling = told(2, "Shona", "Testfield", born: "1992-04-02", home: "1 Here Road")
        let namesake = told(3, "Rona", "Testfield", born: "1971-11-30", home: "7 There Road")
        let partner = told(
            4, by: "police", "Hamish", "Elsewhere", born: "1988-01-02", home: "1 Here Road", scene: "9 Party Street",
            at: minutes(3))
        for other in [sibling, namesake, partner] { #expect(compare(one, other).isDifferent) }
    }

    @Test func namesakesAtOneSceneAreAskedAboutWhereTheirHomesDiffer() {
        let one = told(
            1, "Rona", "Testfield", born: "1987-06-16", home: "1 Here Road", scene: "9 Party St", at: minutes(0))
        func other(born: String?, home: String) -> PersonEvidence {
            told(2, by: "police", "Rona", "Testfield", born: born, home: home, scene: "9 Party St", at: minutes(9))
        }
        #expect(compare(one, other(born: "1988-06-16", home: "1 Here Road")).rule == .sameOverdoseNearBirthDate)
        #expect(compare(one, other(born: "1988-06-16", home: "7 There Road")).isPossible)
        #expect(compare(one, other(born: nil, home: "1 Here Road")).rule == .sameOverdoseNoBirthDate)
        #expect(compare(one, other(born: nil, home: "7 There Road")).isPossible)
    }

    /// Whatever the order of the two, the answer is the same.
    @Test func comparingIsSymmetric() {
        var people: [PersonEvidence] = []
        var number: Int64 = 0
        for forename in ["James", "Jim", "Jams", "Dean", "Macrae", nil] {
            for surname in ["MacRae", "Mcrea", "James", nil] {
                for born in ["1970-05-06", "1970-06-05", "1975-05-06", nil] {
                    number += 1
                    let chi = number.isMultiple(of: 5) ? Numbers.one : number.isMultiple(of: 7) ? Numbers.two : nil
                    let source = number.isMultiple(of: 2) ? "police" : "ambulance"
                    people.append(
                        told(
                            number, by: source, forename, surname, born: born, chi: chi,
                            sex: number.isMultiple(of: 11) ? .male : .female, home: "1 Here Road", at: minutes(number)))
                }
            }
        }
        for one in people {
            for other in people { #expect(compare(one, other) == compare(other, one)) }
        }
    }
}
