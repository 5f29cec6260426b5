/// `nfodd link train`: estimates the columns `same` and `stranger` of the model from a team's own records, without
/// being told whose they are, by expectation-maximisation (Winkler 1988). Pure, seeded, and the same in every run.
///
/// Pairs that share a blocking key are counted by their outcomes, and random pairs beside them, which are strangers.
/// What a human has confirmed or separated is known; what the machine has joined is not. ``TrainedColumns`` says what
/// keeps the result from daring too much.
public struct ModelTraining {
    private let records: TrainingRecords
    private let settings: Settings
    private let incident: IncidentSettings
    /// Asked now and then; throws when the work is to stop.
    private let goOn: () throws -> Void

    /// How much is looked at, and how much it takes to be believed.
    public struct Settings: Hashable, Sendable {
        /// Pairs that share a key; of more a sample is taken.
        public var pairsMax = 500_000
        /// Random pairs.
        public var strangersMax = 300_000
        /// The shipped rates count as so many pairs of one person.
        public var pairsWorth = 200.0
        /// And as so many random pairs.
        public var strangersWorth = 20_000.0
        /// Fewer expected pairs of one person teach nothing.
        public var matchesMin = 20.0

        public init() {}
    }

    /// What a human has said of two notifications.
    public struct KnownPair: Hashable, Comparable, Sendable {
        public let left: NotificationID
        public let right: NotificationID
        public let isSame: Bool

        public init(_ one: NotificationID, _ other: NotificationID, isSame: Bool) {
            left = min(one, other)
            right = max(one, other)
            self.isSame = isSame
        }

        public static func < (one: KnownPair, other: KnownPair) -> Bool {
            (one.left, one.right, one.isSame ? 0 : 1) < (other.left, other.right, other.isSame ? 0 : 1)
        }
    }

    public init(
        _ records: TrainingRecords, settings: Settings = Settings(), incident: IncidentSettings,
        goOn: @escaping () throws -> Void = {}
    ) {
        self.records = records.inOrder()
        self.settings = settings
        self.incident = incident
        self.goOn = goOn
    }

    /// - Returns: nil where there is too little to learn from.
    /// - Throws: what `goOn` throws.
    public func learn(_ known: [KnownPair] = []) throws -> TrainedModel? {
        var sample = try count(known)
        let prior = min(0.1, 0.2 / Double(max(records.count, 2) - 1))
        let worth = TrainingWorth(
            pairs: settings.pairsWorth * sample.weight,
            strangers: settings.strangersWorth * max(1, sample.outsideWeight))
        let start = PersonMixture(.shipped, prior: prior, worth: worth)
        var fit = ExpectationMaximisation.Settings()
        fit.matchesMin = settings.matchesMin
        let result = MixtureFit(settings: fit).run(sample.groups, start: start)
        guard result.ending != .tooFewMatches else { return nil }
        sample.figures.matches = Int(result.matches.rounded())
        sample.figures.rounds = result.rounds
        let model = TrainedColumns(.shipped, worth: worth).model(result.model.fields, result.model.counts)
        return TrainedModel(rates: StoredRates(model), figures: sample.figures)
    }

    private func count(_ known: [KnownPair]) throws -> TrainingSample {
        var sample = TrainingSample()
        let told = standing(known)
        sample.figures.notifications = records.count
        sample.figures.confirmed = told.values.count { $0 }
        sample.figures.separated = told.count - sample.figures.confirmed
        for (pair, isSame) in told { sample.add(pattern(pair.left, pair.right), isSame ? .same : .apart) }
        var visited = 0
        try PairWalk(records, pairsMax: settings.pairsMax).each { left, right, weight in
            guard told[RecordPair(left, right)] == nil else { return }
            visited += 1
            if visited.isMultiple(of: 4_096) { try goOn() }
            sample.add(pattern(left, right), .unknown, weight: weight)
        }
        sample.figures.pairs = visited
        try countStrangers(told, &sample)
        return sample
    }

    /// All other pairs, or a sample of them.
    private func countStrangers(_ told: [RecordPair: Bool], _ sample: inout TrainingSample) throws {
        guard records.count > 1 else { return }
        let total = Double(records.count) * Double(records.count - 1) / 2
        func look(_ left: Int, _ right: Int) {
            guard records.meeting(left, right) == nil, told[RecordPair(left, right)] == nil else { return }
            sample.figures.strangers += 1
            sample.add(pattern(left, right), .strangers)
        }
        if total <= Double(settings.strangersMax) {
            for left in 0..<records.count {
                try goOn()
                for right in left + 1..<records.count { look(left, right) }
            }
        } else {
            for position in 0..<settings.strangersMax {
                if position.isMultiple(of: 4_096) { try goOn() }
                let (left, right) = PairSample.pair(position, of: records.count)
                look(left, right)
            }
        }
        let outside = max(0, total - sample.unknownWeight - Double(told.count))
        sample.outsideWeight = sample.figures.strangers == 0 ? 0 : outside / Double(sample.figures.strangers)
    }

    /// Whom nobody names was not compared with anybody; what humans said both ways says nothing.
    private func standing(_ known: [KnownPair]) -> [RecordPair: Bool] {
        var told: [RecordPair: Bool] = [:]
        var contradicted: Set<RecordPair> = []
        for pair in known {
            guard let left = records.place(of: pair.left), let right = records.place(of: pair.right), left != right
            else { continue }
            let place = RecordPair(min(left, right), max(left, right))
            if let before = told[place], before != pair.isSame { contradicted.insert(place) }
            told[place] = pair.isSame
        }
        return told.filter { !contradicted.contains($0.key) }
    }

    private func pattern(_ left: Int, _ right: Int) -> UInt64 {
        let (one, other) = (records.told[left], records.told[right])
        return PairPattern.of(one, other, FieldComparison(one, other, settings: incident))
    }
}

/// A model and what it was learnt from.
public struct TrainedModel: Hashable, Sendable {
    public let rates: StoredRates
    public let figures: Figures

    public init(rates: StoredRates, figures: Figures) {
        self.rates = rates
        self.figures = figures
    }

    /// Counts only: nothing personal.
    public struct Figures: Hashable, Codable, Sendable {
        /// Notifications that name somebody.
        public var notifications = 0
        /// Pairs that share a key and were looked at.
        public var pairs = 0
        /// Random pairs.
        public var strangers = 0
        /// Pairs of one person that are expected among those that share a key.
        public var matches = 0
        /// Pairs that a human has confirmed or separated.
        public var confirmed = 0
        public var separated = 0
        public var rounds = 0

        public init() {}
    }
}

/// Positions of two records, the lower first.
private struct RecordPair: Hashable {
    let left: Int
    let right: Int

    init(_ left: Int, _ right: Int) {
        self.left = left
        self.right = right
    }
}

/// Pairs by pattern, as they are counted.
private struct TrainingSample {
    var figures = TrainedModel.Figures()
    /// How many pairs each random one stands for.
    var outsideWeight = 0.0
    private(set) var unknownWeight = 0.0
    private var unknown: [UInt64: Double] = [:]
    private var strangers: [UInt64: Double] = [:]
    private var same: [UInt64: Double] = [:]
    private var apart: [UInt64: Double] = [:]

    mutating func add(_ pattern: UInt64, _ standing: MixtureFit.Standing, weight: Double = 1) {
        switch standing {
        case .unknown:
            unknown[pattern, default: 0] += weight
            unknownWeight += weight
        case .strangers: strangers[pattern, default: 0] += weight
        case .same: same[pattern, default: 0] += weight
        case .apart: apart[pattern, default: 0] += weight
        }
    }

    /// How many pairs one that was looked at stands for, in the mean.
    var weight: Double { figures.pairs == 0 ? 1 : max(1, unknownWeight / Double(figures.pairs)) }

    var groups: [MixtureFit.Group] {
        [
            MixtureFit.Group(table: table(unknown), standing: .unknown),
            MixtureFit.Group(table: table(same), standing: .same),
            MixtureFit.Group(table: table(apart), standing: .apart),
            MixtureFit.Group(table: table(strangers), standing: .strangers, weight: outsideWeight),
        ]
    }

    private func table(_ counts: [UInt64: Double]) -> PatternTable {
        PatternTable(
            counts.map { ExpectationMaximisation.PatternCount(pattern: $0.key, count: $0.value) },
            comparisons: PairPattern.fields, outcome: PairPattern.outcome)
    }
}
