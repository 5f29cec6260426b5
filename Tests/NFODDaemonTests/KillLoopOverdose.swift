import Foundation
import NFODEngine

@testable import NFODDaemon

/// One invented overdose, found again by its number: the same person, place and time in the words of each source.
struct KillLoopOverdose: Sendable {
    let number: Int

    /// Those that tell of them.
    static let sources = ["ambulance", "police", "hospital"].map { SourceID($0) }
    /// No two of these make a word that names nobody.
    private static let syllables = [
        "bro", "dun", "fer", "gil", "kel", "lor", "mor", "nes", "pit", "ros", "tav", "vin", "wes", "zan", "hud", "jek",
    ]

    func row(of source: SourceID) -> DemoRow {
        switch source.name {
        case "police": .police("PS-\(number)", person, at: time)
        case "hospital": .hospital("ED-\(number)", person, arrived: arrival, offset: "+00:00")
        default: .ambulance("SAS-\(number)", person, at: time)
        }
    }

    /// The number of the overdose that a reference is about.
    static func number(of reference: String) -> Int? { reference.split(separator: "-").last.flatMap { Int($0) } }

    static func reference(_ number: Int, of source: SourceID) -> String {
        switch source.name {
        case "police": "PS-\(number)"
        case "hospital": "ED-\(number)"
        default: "SAS-\(number)"
        }
    }

    private var time: CivilDateTime { local(minutes: 360 + number % 180) }
    private var arrival: CivilDateTime { local(minutes: 420 + number % 180) }

    private func local(minutes: Int) -> CivilDateTime {
        let date = CivilDate(iso8601: "2021-03-01") ?? DemoCalendar.friday
        return CivilDateTime(date: date, time: CivilTime(hour: minutes / 60, minute: minutes % 60) ?? .midnight)
    }

    private var person: DemoPerson {
        var draw = SeededGenerator(seed: UInt64(number))
        func name(_ count: Int) -> String {
            (0..<count).map { _ in Self.syllables.randomElement(using: &draw) ?? "" }.joined().capitalized
        }
        let (forename, surname) = (name(2), name(3))
        return DemoPerson(
            forename: forename, surname: surname, isFemale: Bool.random(using: &draw),
            // A day of their own for the first 17,001, because the CHI number is made from it.
            birthDate: DemoCalendar.friday.adding(days: -8_000 - number * 7_919 % 17_001),
            street: "\(number) \(name(2)) Street",
            postcode: "DD\(Int.random(in: 1...5, using: &draw)) \(Int.random(in: 1...9, using: &draw))ZZ")
    }
}
