@testable import NFODEngine

/// People with names as common as in a Scottish town (the commonest surname 1 in 80), told about with slips.
struct InventedTown {
    var random: SeededNumbers
    private let forenames = Falling(Forenames.names.filter { $0.utf8.count > 3 }, offset: 15)
    private let surnames: Falling
    private var lastNotification: Int64 = 0

    struct Human {
        var forename: String
        var surname: String
        var born: CivilDate
        var chi: String?
        var sex: Sex
        var home: (address: String, postcode: String)
    }

    init(seed: UInt64, surnames count: Int = 20_000) {
        var random = SeededNumbers(seed: seed)
        surnames = Falling((0..<count).map { _ in InventedTown.surname(&random) }, offset: 10)
        self.random = random
    }

    mutating func human() -> Human {
        let born = CivilDate(dayNumber: -9_000 + random.below(22_000))
        return Human(
            forename: forenames.pick(&random), surname: surnames.pick(&random), born: born, chi: number(born),
            sex: random.oneIn(2) ? .male : .female, home: address())
    }

    /// A record as a source tells it: no CHI number in two of five.
    mutating func record(of human: Human) -> PersonEvidence {
        lastNotification += 1
        let scene = address()
        return told(
            lastNotification, by: random.pick(["ambulance", "police", "hospital"]), human.forename, human.surname,
            born: human.born.iso8601, chi: random.below(5) < 3 ? human.chi : nil, sex: human.sex,
            home: human.home.address, homePostcode: human.home.postcode, scene: scene.address,
            scenePostcode: scene.postcode, at: minutes(Int64(random.below(1_000_000))))
    }

    /// The same human with one thing wrong, or new.
    mutating func withOneFieldWrong(_ human: Human) -> Human {
        var told = human
        switch random.below(5) {
        case 0: told.forename = slip(in: human.forename)
        case 1: told.surname = slip(in: human.surname)
        case 2: told.born = human.born.adding(days: random.pick([-1, 1, 10, 30]))
        case 3: told.chi = number(human.born)
        default: told.home = address()
        }
        return told
    }

    mutating func slip(in name: String) -> String {
        var letters = Array(name)
        let place = random.below(letters.count - 1)
        letters.swapAt(place, place + 1)
        return String(letters)
    }

    private mutating func address() -> (address: String, postcode: String) {
        let number = random.below(30_000)
        let letters = Array("ABDEFGHJLN")
        let last = "\(1 + number / 40 % 9)\(letters[number / 360 % 10])\(letters[number / 3_600 % 10])"
        return ("\(1 + random.below(60)) Street \(number)", "DD\(1 + number % 40) \(last)")
    }

    private mutating func number(_ born: CivilDate) -> String? {
        let parts = born.iso8601.split(separator: "-")
        for _ in 0..<100 {
            let digits = "\(parts[2])\(parts[1])\(parts[0].suffix(2))\(1_000 + random.below(9_000))"
            if CHIDigits(digits) != nil { return digits }
        }
        return nil
    }

    private static func surname(_ random: inout SeededNumbers) -> String {
        let syllables = [
            "al", "bo", "ca", "du", "en", "fi", "go", "ha", "in", "ja", "ko", "la", "mi", "no", "ra", "tu",
        ]
        return (0..<2 + random.below(3)).map { _ in random.pick(syllables) }.joined()
    }
}

/// Picks a name; the one of rank r is 1/(r + offset) as common.
private struct Falling {
    private let names: [String]
    private let sums: [Double]

    init(_ names: [String], offset: Double) {
        self.names = names
        var sum = 0.0
        sums = names.indices.map { rank in
            sum += 1 / (Double(rank + 1) + offset)
            return sum
        }
    }

    func pick(_ random: inout SeededNumbers) -> String {
        let point = Double(random.below(1 << 40)) / Double(1 << 40) * (sums.last ?? 0)
        var (low, high) = (0, sums.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if sums[middle] > point { high = middle } else { low = middle + 1 }
        }
        return names[low]
    }
}
