import NFODConfig
import NFODEngine
import NFODStore

/// A version of the model, as the command line shows it.
struct LinkageModelAnswer: Codable, Sendable {
    let model: Int64
    let isInUse: Bool
    /// Nil for the shipped one.
    var trainedAt: String?
    var trainedBy: String?
    var learntFrom: TrainedModel.Figures?
    var inUseSince: String?

    init(_ row: LinkageModelTable.Row, zone: ZoneRules) {
        model = row.trained.model.number
        isInUse = row.inUseSince != nil
        trainedAt = zone.iso8601(row.trainedAt)
        trainedBy = row.trainedBy
        learntFrom = row.trained.learntFrom
        inUseSince = row.inUseSince.map(zone.iso8601)
    }

    /// The shipped one.
    init(isInUse: Bool) {
        model = LinkageModelID.shipped.number
        self.isInUse = isInUse
    }

    var line: String {
        guard let trainedAt, let trainedBy, let learntFrom else {
            return "\(model)  shipped\(isInUse ? "; in use" : "")"
        }
        let since = inUseSince.map { "; in use since \($0)" } ?? ""
        return "\(model)  trained \(trainedAt) by \(trainedBy), on \(learntFrom.words)\(since)"
    }
}

/// What training came to: the model beside the shipped one, and what it would change.
struct TrainingAnswer: Codable, Sendable {
    let model: Int64
    /// The model in use, which stays so.
    let inUse: Int64
    let learntFrom: TrainedModel.Figures
    let levels: [Level]
    let outcomes: [Outcome]
    /// Pairs that would come out otherwise than with the model in use.
    let changed: Int

    /// Tenths of a bit.
    struct Level: Codable, Sendable {
        let column: String
        let level: String
        let shipped: Bits
        let trained: Bits
    }

    struct Outcome: Codable, Sendable {
        let outcome: String
        let inUse: Int
        let trained: Int
    }

    init(_ outcome: ModelTrainingRun.Outcome, model: LinkageModelID) {
        self.model = model.number
        inUse = outcome.before.version.number
        learntFrom = outcome.trained.figures
        let trained = outcome.trained.rates.model(model)
        levels = ModelColumn.allCases.flatMap { column in
            column.levels.enumerated().compactMap { level, name in
                guard let before = PersonModel.shipped[column, level], let after = trained[column, level] else {
                    return nil
                }
                return Level(column: column.rawValue, level: name, shipped: before.bits, trained: after.bits)
            }
        }
        outcomes = OutcomeChange.Outcome.allCases.map {
            Outcome(
                outcome: $0.words, inUse: outcome.change.before($0), trained: outcome.change.after($0))
        }
        changed = outcome.change.changed
    }

    var text: String {
        let names = levels.map { PageText.spaced($0.column) + ": " + PageText.spaced($0.level) }
        let wide = (names.map(\.count).max() ?? 0) + 2
        let rows = zip(names, levels).map {
            PageText.left($0, wide) + PageText.right($1.shipped.description, 8)
                + PageText.right($1.trained.description, 9)
        }
        let changes = outcomes.map {
            PageText.left($0.outcome, wide) + PageText.right("\($0.inUse)", 8) + PageText.right("\($0.trained)", 9)
        }
        return """
            learnt from \(learntFrom.words)
            \(PageText.left("bits for one person", wide)) shipped  trained
            \(rows.joined(separator: "\n"))
            \(PageText.left("of the pairs that share a key", wide))  in use  trained
            \(changes.joined(separator: "\n"))
            \(PageText.count(changed, "pair", "pairs")) would come out otherwise than with model \(inUse), \
            which is in use.
            Kept as model \(model). Nothing was linked anew, and model \(inUse) stays in use; to weigh what comes from \
            now on with this one: nfodd link use \(model)
            """
    }
}

extension OutcomeChange.Outcome {
    fileprivate var words: String {
        switch self {
        case .joined: "joined"
        case .asked: "asked about"
        case .new: "two people"
        }
    }
}

extension TrainedModel.Figures {
    fileprivate var words: String {
        "\(PageText.count(notifications, "notification")) that name somebody: "
            + "\(PageText.count(pairs, "pair")) that share a key, about \(matches) of one person, beside "
            + "\(strangers) random ones; people had confirmed \(confirmed) and separated \(separated)"
    }
}

extension PageText {
    /// `chiBesideBirthDate` as "chi beside birth date".
    fileprivate static func spaced(_ name: String) -> String {
        name.reduce(into: "") { $0 += $1.isUppercase ? " " + $1.lowercased() : String($1) }
    }

    fileprivate static func left(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    fileprivate static func right(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }
}
