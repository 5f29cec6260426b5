/// The evidence that two sets of records are about one person, field by field (Fellegi and Sunter 1969).
///
/// Each set is what is told about one person, with slips in it. A field's likelihood is the mean over all pairs of
/// records that both tell it: a value that one of ten records has counts a tenth, so that one slip neither hides
/// somebody nor joins two.
struct Weighing {
    /// Of the model that weighed.
    let model: LinkageModelID
    private let means: FieldMeans
    /// How much likelier "the same person" is than a stranger, before everybody else is thought of.
    let same: Double
    /// How much likelier it is than a stranger, a twin, a relative, a parent or child, and a namesake together; never
    /// more than ``same``.
    let odds: Double

    init<Names>(_ pairs: RecordPairs, _ context: LinkageContext<Names>) throws {
        var sums = FieldSums()
        for comparison in pairs.comparisons { try sums.add(comparison, context) }
        model = context.model.version
        means = sums.means
        let all = means.product
        let kin = context.model.kin
        let one = 1 / (Double(context.people) + context.model.unheardOf)
        same = all[.same] * one
        let others =
            all[.twin] * kin.twin + all[.relative] * kin.relative + all[.parentOrChild] * kin.parentOrChild
            + all[.namesake] * kin.namesake
        odds = same / (1 + others * one)
    }

    /// How each field that both sides tell weighs against a stranger, in the order of ``WeighedField``.
    var weights: [FieldWeight] {
        WeighedField.allCases.compactMap { field in
            means[field].map { FieldWeight(field: field, bits: Bits(ratio: $0[.same])) }
        }
    }
}

/// Every record of one side with every record of the other.
struct RecordPairs {
    let comparisons: [FieldComparison]
    private let width: Int
    private let right: [PersonEvidence]

    init(_ left: [PersonEvidence], _ right: [PersonEvidence], incident: IncidentSettings) {
        comparisons = left.flatMap { one in right.map { FieldComparison(one, $0, settings: incident) } }
        width = right.count
        self.right = right
    }

    /// The record on the right that a comparison is with.
    func record(at index: Int) -> PersonEvidence { right[index % width] }
}

/// Likelihoods of one field are summed over the pairs that tell it, to be divided by their number.
private struct FieldSums {
    private var sums = InlineArray<5, Likelihoods>(repeating: .zero)
    private var counts = InlineArray<5, Double>(repeating: 0)

    mutating func add<Names>(_ fields: FieldComparison, _ context: LinkageContext<Names>) throws {
        if let name = try context.model.name(fields, context.names) { add(.name, name) }
        if let birth = context.model.birth(fields) { add(.birth, birth) }
        if let home = context.model.home[fields.home] { add(.home, home.likelihoods()) }
        if let sex = context.model.sex(fields) { add(.sex, sex) }
        guard let encounter = context.model.encounter[fields.encounter]?.likelihoods() else { return }
        // Records meet in one overdose at most: the pair that speaks loudest counts, not the mean.
        let index = WeighedField.encounter.rawValue
        if counts[index] == 0 || encounter[.same] > sums[index][.same] { sums[index] = encounter }
        counts[index] = 1
    }

    private mutating func add(_ field: WeighedField, _ likelihoods: Likelihoods) {
        sums[field.rawValue] += likelihoods
        counts[field.rawValue] += 1
    }

    var means: FieldMeans {
        var means = FieldMeans()
        for index in sums.indices where counts[index] > 0 {
            means.put(sums[index].divided(by: counts[index]), at: index)
        }
        return means
    }
}

/// A likelihood for each field that is told, in place: one is made for everybody a record is held against.
private struct FieldMeans {
    private var means = InlineArray<5, Likelihoods>(repeating: .neutral)
    private var isTold = InlineArray<5, Bool>(repeating: false)

    mutating func put(_ mean: Likelihoods, at index: Int) {
        means[index] = mean
        isTold[index] = true
    }

    subscript(field: WeighedField) -> Likelihoods? { isTold[field.rawValue] ? means[field.rawValue] : nil }

    var product: Likelihoods {
        var product = Likelihoods.neutral
        for index in means.indices where isTold[index] { product *= means[index] }
        return product
    }
}

extension PersonModel {
    /// Forename and surname together, rare names above common ones.
    fileprivate func name(_ fields: FieldComparison, _ counted: some NameRates) throws -> Likelihoods? {
        guard fields.forename != .missing || fields.surname != .missing else { return nil }
        var result = Likelihoods.neutral
        if let rates = forename[fields.forename] {
            let rarity = try fields.sharedForename.map { try names.forenameRate($0, counted) }
            result *= rates.likelihoods(stranger: rarity)
        }
        if let rates = surname[fields.surname] {
            let rarity = try fields.sharedSurname.map { try names.surnameRate($0, counted) }
            result *= rates.likelihoods(stranger: rarity)
        }
        if let turned = fields.otherReading, fields.surname == .differ || fields.surname == .slip {
            var other = Likelihoods.neutral
            if let rates = forename[turned.forename] { other *= rates.likelihoods() }
            if let rates = surname[turned.surname] { other *= rates.likelihoods() }
            result = result.doubting(other)
        }
        let order = fields.namesSwapped ? namesSwapped : 1
        return result.divided(by: 1 / order)
    }

    /// Birth date and CHI number are one piece of evidence, because the number begins with the date.
    fileprivate func birth(_ fields: FieldComparison) -> Likelihoods? {
        let isNear = fields.birthDate == .agree || fields.birthDate.isNear
        let number = (isNear ? chiBesideBirthDate : chiAlone)[fields.chi]
        let date = birthDate[fields.birthDate]
        guard number != nil || date != nil || fields.chiDateDiffers else { return nil }
        var result = Likelihoods.neutral
        if let date { result *= date.likelihoods() }
        if let number { result *= number.likelihoods() }
        if fields.chiDateDiffers { result *= chiDateDiffers.likelihoods() }
        return result
    }

    fileprivate func sex(_ fields: FieldComparison) -> Likelihoods? {
        let tellsIt = fields.forename.rawValue <= FieldComparison.Forename.slip.rawValue
        return (tellsIt ? sexBesideForename : sexAlone)[fields.sex]?.likelihoods()
    }
}
