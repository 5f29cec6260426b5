import NFODEngine
import Testing

/// The named sets: people who share much and are never one.
@Suite struct HouseholdTests {
    @Test func twinsAreNeverJoined() throws {
        let one = told(
            1, "Dean", "Testfield", born: "1990-01-02", chi: Numbers.one, home: "1 Here Road", scene: "1 Here Road",
            at: minutes(0))
        for (number, name) in ["Scott", "Sean", "Craig", "Jean"].enumerated() {
            let twin = told(
                Int64(number + 2), by: "police", name, "Testfield", born: "1990-01-02", home: "1 Here Road",
                scene: "1 Here Road", at: minutes(5))
            #expect(try outcome(one, twin) != .joined)
            #expect(try likeness(one, twin).contradiction == .likeTwins)
            let wrongNumber = told(
                9, by: "hospital", name, "Testfield", born: "1990-01-02", chi: Numbers.one, home: "1 Here Road")
            #expect(try outcome(one, wrongNumber) == .asked, "the clerk took the other twin's number")
        }
    }

    /// Both spellings are names of their own, and a clerk may have taken the other's number.
    @Test(arguments: [("Stephen", "Steven"), ("Carol", "Carole"), ("Kirsty", "Kirstin"), ("Louise", "Louisa")])
    func twinsWhoseNamesAreSpellingsOfOneAreAskedAbout(forename: String, other: String) throws {
        let one = told(1, forename, "Testfield", born: "1990-01-02", chi: Numbers.one, home: "1 Here Road")
        let noNumber = told(2, by: "police", other, "Testfield", born: "1990-01-02", home: "1 Here Road")
        #expect(try outcome(one, noNumber) == .asked)
        let sameNumber = told(3, other, "Testfield", born: "1990-01-02", chi: Numbers.one, home: "1 Here Road")
        #expect(try outcome(one, sameNumber) == .asked)
        #expect(try likeness(one, sameNumber).contradiction == .likeTwins)
    }

    /// A short form is nobody's twin; two spellings may be, even at one place and time and under one number.
    @Test func aSpellingThatIsNobodysOwnIsASlip() throws {
        let one = told(
            1, "Stephen", "Testfield", born: "1990-01-02", chi: Numbers.one, home: "1 Here Road", scene: "9 Party St",
            at: minutes(0))
        let short = told(2, "Steve", "Testfield", born: "1990-01-02", chi: Numbers.one, home: "1 Here Road")
        #expect(try outcome(one, short) == .joined)
        let sameMinutes = told(
            3, by: "hospital", "Steven", "Testfield", born: "1990-01-02", chi: Numbers.one, home: "1 Here Road",
            scene: "9 Party St", at: minutes(20))
        #expect(try outcome(one, sameMinutes) == .asked)
        let both = told(
            4, "Stephen", "Testfield", born: "1990-01-02", chi: Numbers.one, home: "1 Here Road",
            knownAs: ["Steven Testfield"])
        #expect(try outcome(both, sameMinutes) == .joined, "somebody told both")
    }

    @Test func namesakesBornNearlyOnOneDayAreAskedAboutWhereNothingElseIsInCommon() throws {
        let one = told(1, "Rona", "Testfield", born: "1987-06-16", chi: Numbers.one, home: "1 Here Road")
        let other = told(2, "Rona", "Testfield", born: "1983-06-16", home: "7 There Road")
        #expect(try outcome(one, other) == .asked)
        #expect(try likeness(one, other).contradiction == .likeNamesakes)
        let sameNumber = told(3, "Rona", "Testfield", born: "1983-06-16", chi: Numbers.one, home: "7 There Road")
        #expect(try outcome(one, sameNumber) == .joined)
    }

    /// The number is right, and one clerk took the day of birth for the month.
    @Test func aNumberThatHoldsTheDayAndMonthInTheOtherOrderIsNoContradiction() throws {
        let one = told(1, "Rona", "Testfield", born: "1916-02-11", chi: Numbers.one, home: "1 Here Road")
        let bare = told(2, "Rona", "Testfield", chi: Numbers.one, home: "1 Here Road")
        #expect(try outcome(one, bare) == .joined)
        let otherDay = told(3, "Rona", "Testfield", born: "1972-08-25", chi: Numbers.one, home: "1 Here Road")
        #expect(try likeness(otherDay, bare).contradiction == .chiDateDiffers)
    }

    /// Both clerks swapped the names, or a surname is a forename too: then a difference may be one of forenames.
    @Test(arguments: [
        ("Testfield", "Sean", "Testfield", "Krlly"), ("Testfield", "Sean", "Dean", "Testfield"),
        ("Jban", "Martin", "Anbe", "Martin"), ("Testfield", "Ionna", "Testfield", "Mraig"),
        ("Martin", "Rhona", "Martin", "Lism"),
    ])
    func swappedNamesDoNotHideTwins(forename: String, surname: String, otherForename: String, otherSurname: String)
        throws
    {
        let one = told(
            1, forename, surname, born: "1990-01-02", home: "1 Here Road", scene: "1 Here Road", at: minutes(0))
        let other = told(
            2, by: "police", otherForename, otherSurname, born: "1990-01-02", home: "1 Here Road",
            scene: "1 Here Road", at: minutes(5))
        #expect(try outcome(one, other) != .joined)
    }

    /// A number may have been looked up in the other's file, and beside a swap the twins' forenames pass for a slip in
    /// a surname.
    @Test func swappedNamesAndATwinsNumberAreAskedAbout() throws {
        let one = told(1, "Martin", "Sean", born: "1990-01-02", chi: Numbers.one, home: "1 Here Road")
        let other = told(2, by: "police", "Dean", "Martin", born: "1990-01-02", chi: Numbers.one, home: "1 Here Road")
        #expect(try likeness(one, other).contradiction == .likeTwins)
        let sameAgain = told(
            3, by: "police", "Sean", "Martin", born: "1990-01-02", chi: Numbers.one, home: "1 Here Road")
        #expect(try outcome(one, sameAgain) == .joined)
    }

    @Test func parentAndChildOfOneNameAndDoorAreNeverJoined() throws {
        let parent = told(1, "Allan", "Testfield", born: "1960-07-08", home: "1 Here Road", at: minutes(0))
        let child = told(2, by: "police", "Allan", "Testfield", born: "2003-09-26", home: "1 Here Road", at: minutes(5))
        #expect(try outcome(parent, child) != .joined)
        let sameDay = told(3, "Allan", "Testfield", born: "1980-07-08", home: "1 Here Road")
        #expect(try outcome(parent, sameDay) != .joined, "one digit apart, but a generation")
        #expect(try outcome(parent, told(4, "Allan", "Testfield", home: "1 Here Road")) == .asked, "it may be either")
    }

    @Test func siblingsNamesakesAndCouplesAreNeverJoined() throws {
        let one = told(
            1, "Rona", "Testfield", born: "1990-01-02", home: "1 Here Road", scene: "9 Party Street", at: minutes(0))
        let sibling = told(2, "Shona", "Testfield", born: "1992-04-02", home: "1 Here Road")
        let namesake = told(3, "Rona", "Testfield", born: "1971-11-30", home: "7 There Road")
        let partner = told(
            4, by: "police", "Hamish", "Elsewhere", born: "1988-01-02", home: "1 Here Road", scene: "9 Party Street",
            at: minutes(3))
        for other in [sibling, namesake, partner] { #expect(try outcome(one, other) != .joined) }
    }

    @Test func namesakesAtOneSceneAreAskedAboutWhereTheirHomesDiffer() throws {
        let one = told(
            1, "Rona", "Testfield", born: "1987-06-16", home: "1 Here Road", scene: "9 Party St", at: minutes(0))
        func other(born: String?, home: String) -> PersonEvidence {
            told(2, by: "police", "Rona", "Testfield", born: born, home: home, scene: "9 Party St", at: minutes(9))
        }
        #expect(try outcome(one, other(born: "1988-06-16", home: "1 Here Road")) == .joined)
        #expect(try outcome(one, other(born: "1988-06-16", home: "7 There Road")) == .joined, "they moved")
        #expect(try outcome(one, other(born: nil, home: "1 Here Road")) == .joined)
        #expect(try outcome(one, other(born: nil, home: "7 There Road")) != .apart)
    }

    /// Whatever the order of the two, the answer is the same.
    @Test func comparingIsSymmetric() throws {
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
            for other in people {
                let (there, back) = (try likeness(one, other), try likeness(other, one))
                #expect(there.bits == back.bits && there.same == back.same)
                #expect(there.contradiction == back.contradiction && there.evidence.reasons == back.evidence.reasons)
            }
        }
    }
}
