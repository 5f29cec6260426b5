/// How likely a notification and a record can be of one person at the very most, by what an outline shows: never less
/// than what ``Weighing`` says, for a fiftieth of its time. Whoever cannot reach
/// ``LinkageSettings/leastThatMatters`` need not be looked at, and no decision changes (a test holds the two together).
struct LinkReach {
    private let words: [UInt32]
    private let mine: RecordOutline
    private let name: (agrees: Double, differs: Double)
    private let birth: BirthReach
    private let home: (agrees: Double, postcode: Double, differs: Double, sector: Double)
    private let sex: (agrees: Double, differs: Double)
    private let encounter: Double
    private let slackMinutes: Int32
    private let one: Double

    /// The most of each field: name, birth, home, sex, encounter; 1 in the other places.
    typealias Most = SIMD8<Double>

    init<Names>(_ told: PersonEvidence, in context: LinkageContext<Names>) throws {
        let model = context.model
        let outlines = RecordOutline.all(of: told)
        mine = outlines[0]
        words = Array(Set(outlines.flatMap { [$0.given, $0.family] }).subtracting([0]))
        name = try model.nameReach(of: told, context.names)
        birth = BirthReach(model)
        home = (
            model.home.most([.sameDoor, .sameManyLiveThere]), model.home.most([.samePostcode, .sameManyLiveThere]),
            model.home.most([.differ]), model.home.most([.sameSector, .differ])
        )
        let (beside, alone) = (model.sexBesideForename, model.sexAlone)
        sex = (
            max(beside.most([.agree]), alone.most([.agree])), max(beside.most([.differ]), alone.most([.differ]))
        )
        encounter = max(1, model.encounter.most(FieldComparison.Encounter.allCases))
        slackMinutes = Int32(clamping: context.incident.widest.milliseconds / 60_000 + 1)
        one = 1 / (Double(context.people) + context.model.unheardOf)
    }

    func most(_ record: RecordOutline) -> Most {
        var most = Most(repeating: 1)
        most[0] = nameMost(record)
        most[1] = birth.most(mine, record)
        most[2] = homeMost(record)
        most[3] = sexMost(record)
        let meets = mine.earliest <= record.latest &+ slackMinutes && record.earliest <= mine.latest &+ slackMinutes
        most[4] = meets ? encounter : 1
        return most
    }

    /// Of a person whose records can be worth so much together; a mean is no more than the greatest.
    func total(_ most: Most) -> Double { most[0] * most[1] * most[2] * most[3] * most[4] * one * 1.000_001 }

    private func nameMost(_ record: RecordOutline) -> Double {
        (words.contains(record.given) ? name.agrees : name.differs)
            * (words.contains(record.family) ? name.agrees : name.differs)
    }

    private func homeMost(_ record: RecordOutline) -> Double {
        if mine.address != 0 && record.address != 0 {
            return mine.address == record.address ? home.agrees : home.differs
        }
        guard mine.postcode != 0 && record.postcode != 0 else { return 1 }
        return mine.postcode == record.postcode ? home.postcode : home.sector
    }

    private func sexMost(_ record: RecordOutline) -> Double {
        guard let left = mine.sex, let right = record.sex, left != .other, right != .other else { return 1 }
        return left == right ? sex.agrees : sex.differs
    }
}

/// Birth date and CHI number together.
private struct BirthReach {
    private let date: (agrees: Double, near: Double, differs: Double, year: Double)
    private let alone: (agrees: Double, near: Double, differs: Double)
    private let beside: (agrees: Double, near: Double, differs: Double)
    private let chiDate: Double

    init(_ model: PersonModel) {
        date = (
            model.birthDate.most([.agree]), model.birthDate.most([.dayAndMonthSwapped, .slip, .close, .differ]),
            model.birthDate.most([.differ]), model.birthDate.most([.yearAgrees])
        )
        func numbers(_ table: LevelTable<FieldComparison.CHI>) -> (Double, Double, Double) {
            (table.most([.agree]), table.most([.slip, .differ]), table.most([.differ]))
        }
        alone = numbers(model.chiAlone)
        beside = numbers(model.chiBesideBirthDate)
        chiDate = max(1, model.chiDateDiffers.same / model.chiDateDiffers.stranger)
    }

    func most(_ mine: RecordOutline, _ record: RecordOutline) -> Double {
        let (left, right) = (mine.birth, record.birth)
        guard left.isTold && right.isTold else { return number(mine, record, alone) * chiDate }
        guard left.isDate && right.isDate else {
            return (left.year == right.year ? date.year : date.differs) * number(mine, record, alone) * chiDate
        }
        if left == right { return date.agrees * number(mine, record, beside) }
        guard left.mayBeNear(right) else { return date.differs * number(mine, record, alone) }
        return date.near * max(number(mine, record, alone), number(mine, record, beside))
    }

    private func number(
        _ mine: RecordOutline, _ record: RecordOutline, _ table: (agrees: Double, near: Double, differs: Double)
    ) -> Double {
        guard mine.chi.isTold && record.chi.isTold else { return 1 }
        if mine.chi == record.chi { return table.agrees }
        return mine.chi.mayBeSlip(of: record.chi) ? table.near : table.differs
    }
}

extension LevelTable {
    /// The most that any of these levels weighs for "the same person"; 1 where a level tells nothing.
    fileprivate func most(_ levels: [Level]) -> Double {
        levels.map { level in self[level].map { $0.same / $0.stranger } ?? 1 }.max() ?? 1
    }
}

extension PersonModel {
    /// The most that one half of a name weighs, where it agrees with a word of this notification, and where it does
    /// not.
    fileprivate func nameReach(
        of told: PersonEvidence, _ counted: some NameRates
    ) throws -> (agrees: Double, differs: Double) {
        let differs = max(
            1, forename.most(FieldComparison.Forename.allCases.filter { $0 != .agree }),
            surname.most(FieldComparison.Surname.allCases.filter { $0 != .agree }))
        var agrees = max(differs, forename.most([.agree]), surname.most([.agree]))
        let words = Set(told.names.flatMap { [$0.given, $0.family] }.flatMap { [$0, $0.asSurname] })
        for word in words where !word.isEmpty {
            let (asForename, asSurname) = (
                try names.forenameRate(word.text, counted), try names.surnameRate(word.text, counted)
            )
            agrees = max(agrees, (forename[.agree]?.same ?? 0) / asForename, (surname[.agree]?.same ?? 0) / asSurname)
        }
        return (agrees, differs)
    }
}
