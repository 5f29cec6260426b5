import NFODConfig
import NFODEngine
import NFODStore

/// Trains the model of linkage on what the store holds, beside the writer: everything is read in small pieces, each in
/// a snapshot of its own, and nothing is written before it is done.
struct ModelTrainingRun {
    private let workflow: Workflow
    /// Notifications read at once.
    private static let batch = 1_000
    /// The newest so many are learnt from; they lie in memory while it lasts, about a kilobyte each.
    private static let notificationsMax = 200_000

    struct Outcome {
        let trained: TrainedModel
        /// The model that was in use while it was trained.
        let before: PersonModel
        /// What the trained model would make of the same pairs.
        let change: OutcomeChange
    }

    init(_ workflow: Workflow) { self.workflow = workflow }

    /// - Throws: ``LinkageModelRefusal/tooLittleToLearnFrom``; faults of the store; `CancellationError`.
    func run() throws -> Outcome {
        let records = try records()
        let settings = workflow.configuration.settings
        let goOn: () throws -> Void = { try Task.checkCancellation() }
        let training = ModelTraining(records, incident: settings.incident, goOn: goOn)
        guard let trained = try training.learn(try known()) else { throw LinkageModelRefusal.tooLittleToLearnFrom }
        let (before, people) = try workflow.read { reading in
            (try self.workflow.models.inUse(reading.tx), Int(try reading.tx.counters.last("person")))
        }
        let change = try OutcomeChange(
            records, from: before, to: trained.rates.model(.shipped), settings: settings.linkage,
            incident: settings.incident, people: people, goOn: goOn)
        return Outcome(trained: trained, before: before, change: change)
    }

    private func records() throws -> TrainingRecords {
        let all = try workflow.read { try $0.tx.notifications.all() }.suffix(ModelTrainingRun.notificationsMax)
        var records = TrainingRecords()
        var rest = all[...]
        while !rest.isEmpty {
            try Task.checkCancellation()
            let batch = rest.prefix(ModelTrainingRun.batch)
            rest = rest.dropFirst(batch.count)
            for told in try workflow.read({ reading in try batch.map { try reading.glance(at: $0) } }) {
                records.add(told)
            }
        }
        return records
    }

    /// Pairs about which a human has answered a question: the notification that raised it, and what was told of the
    /// candidate before. Whatever the machine linked to either of them later was looked at by nobody.
    private func known() throws -> [ModelTraining.KnownPair] {
        try workflow.read { reading in
            try reading.tx.people.reviews().flatMap { row -> [ModelTraining.KnownPair] in
                guard let review = try reading.loadPerson(row.person).state.reviews[row.id] else { return [] }
                return try ([review.confirmed].compactMap { $0 } + review.separated.sorted()).flatMap { candidate in
                    try reading.tx.notifications.notifications(of: candidate).filter { $0 < row.notification }.map {
                        ModelTraining.KnownPair(row.notification, $0, isSame: candidate == review.confirmed)
                    }
                }
            }
        }
    }
}

extension Work {
    /// Keeps a trained model as the next version; nothing is weighed with it before it is chosen.
    func keep(_ trained: TrainedModel) throws -> LinkageModelID {
        let id = LinkageModelID(try tx.linkageModels.newest().number + 1)
        try systemEvent(
            .linkageModelTrained(
                LinkageModelTrained(model: id, rates: trained.rates, learntFrom: trained.figures)))
        return id
    }

    /// Weighs what comes from now on with this model.
    /// - Returns: false when it was in use already.
    /// - Throws: ``LinkageModelRefusal/unknown``.
    @discardableResult
    func choose(_ id: LinkageModelID) throws -> Bool {
        let isKnown = try id == .shipped || tx.linkageModels.row(id) != nil
        guard isKnown else { throw LinkageModelRefusal.unknown(id) }
        guard try tx.linkageModels.inUse() != id else { return false }
        try systemEvent(.linkageModelChosen(LinkageModelChosen(model: id)))
        return true
    }
}
