/// Makes a model of what was counted, and keeps it from daring more than the shipped one where that could mix people
/// up.
///
/// - Shrunk: the shipped rates count as so many pairs, so that few records leave them nearly as they are.
/// - Monotone: in the order in which the shipped model ranks the levels of a field, the better never weighs less.
/// - Bounded: no level weighs more than ``bitsMax`` more or less than as shipped, and what speaks against one person
///   never speaks less.
/// - Never more daring with kin: the rates of twins, relatives, parents and children, and namesakes never fall, and
///   rise with that of the same person. So against them no level ever weighs more than as shipped.
struct TrainedColumns {
    private let shipped: PersonModel
    private let worth: TrainingWorth

    /// Two bits are a factor of four.
    static let bitsMax = 2.0

    init(_ shipped: PersonModel, worth: TrainingWorth) {
        self.shipped = shipped
        self.worth = worth
    }

    /// - Parameter counts: pairs behind each outcome of each field.
    func model(_ fields: [CompositeField], _ counts: (same: [[Double]], strangers: [[Double]])) -> PersonModel {
        var model = shipped
        let same = rates(fields, counts.same, \.same, worth.pairs)
        let strangers = rates(fields, counts.strangers, \.stranger, worth.strangers)
        for column in ModelColumn.allCases {
            let levels = column.levels.indices.filter { shipped[column, $0] != nil }
            var learnt = levels.map { level in
                let before = shipped[column, level] ?? .neutral
                return Level(
                    level: level, shipped: before, same: same[column]?[level] ?? before.same,
                    stranger: strangers[column]?[level] ?? before.stranger)
            }
            TrainedColumns.bound(&learnt)
            for level in learnt { model[column, level.level] = level.rates }
        }
        return model
    }

    /// One level while it is being weighed.
    private struct Level {
        let level: Int
        let shipped: PersonModel.Rates
        var same: Double
        var stranger: Double

        var bits: Double { OddsScale.log2(same / stranger) }
        var shippedBits: Double { OddsScale.log2(shipped.same / shipped.stranger) }

        /// The rates of kin go up with that of the same person, never down.
        var rates: PersonModel.Rates {
            var rates = shipped
            for kin in PersonModel.Rates.kin { rates[keyPath: kin] *= max(1, same / shipped.same) }
            rates.same = same
            rates.stranger = stranger
            return rates
        }
    }

    private static func bound(_ levels: inout [Level]) {
        let factor = OddsScale.exp2(bitsMax)
        for index in levels.indices {
            let shipped = levels[index].shipped.same
            levels[index].same = min(max(levels[index].same, shipped / factor), shipped * factor, max(shipped, 1))
        }
        levels.sort { ($1.shippedBits, $0.level) < ($0.shippedBits, $1.level) }
        order(&levels)
        for index in levels.indices {
            let shipped = levels[index].shippedBits
            let most = shipped < 0 ? shipped : shipped + bitsMax
            let bits = min(max(levels[index].bits, shipped - bitsMax), most)
            levels[index].stranger = levels[index].same / OddsScale.exp2(bits)
        }
    }

    /// Levels that come out in the wrong order weigh the same (pooled adjacent violators; Ayer and others 1955).
    private static func order(_ levels: inout [Level]) {
        var pools: [(count: Int, same: Double, stranger: Double)] = []
        for level in levels {
            var pool = (count: 1, same: level.same, stranger: level.stranger)
            while let last = pools.last, last.same * pool.stranger < pool.same * last.stranger {
                pool = (last.count + pool.count, last.same + pool.same, last.stranger + pool.stranger)
                pools.removeLast()
            }
            pools.append(pool)
        }
        var next = 0
        for pool in pools {
            for index in next..<next + pool.count {
                levels[index].stranger = levels[index].same * pool.stranger / pool.same
            }
            next += pool.count
        }
    }

    /// Rates by column and level. A level that can be where different things were told is the mean over them, each by
    /// how much was seen.
    private func rates(
        _ fields: [CompositeField], _ counts: [[Double]], _ kind: KeyPath<PersonModel.Rates, Double>, _ worth: Double
    ) -> [ModelColumn: [Int: Double]] {
        var seen: [CompositeField.Cell: Double] = [:]
        for (field, counts) in zip(fields, counts) {
            for (outcome, count) in zip(field.outcomes, counts) {
                let isLearnt = outcome.told != nil
                for cell in outcome.cells { seen[cell, default: 0] += isLearnt ? count : 0 }
            }
        }
        var sums: [ModelColumn: [Int: (value: Double, weight: Double)]] = [:]
        let strata = Dictionary(grouping: seen.keys) { CompositeField.Cell($0.column, 0, stratum: $0.stratum) }
        for (_, cells) in strata.sorted(by: { $0.key.stratum < $1.key.stratum }) {
            let before = cells.map { shipped[$0.column, $0.level]?[keyPath: kind] ?? 0 }
            let sum = before.sorted().reduce(0, +)
            let total = cells.map { seen[$0] ?? 0 }.sorted().reduce(0, +)
            for (cell, before) in zip(cells, before) {
                let old = sums[cell.column]?[cell.level] ?? (0, 0)
                sums[cell.column, default: [:]][cell.level] =
                    (old.value + (seen[cell] ?? 0) * sum + worth * before, old.weight + total + worth)
            }
        }
        return sums.mapValues { $0.mapValues { $0.value / $0.weight } }
    }
}
