import NFODConfig
import NFODEngine
import NFODStore

extension OperationRunner {
    func linkageModel(_ request: Operation.LinkageModelRequest, by actor: Actor, asJSON: Bool) throws -> Answer {
        switch request {
        case .train: return try train(by: actor, asJSON: asJSON)
        case .use(let number):
            try daemon.workflow.perform(as: actor) { _ = try $0.choose(LinkageModelID(number)) }
            return try listModels(asJSON: asJSON)
        case .list: return try listModels(asJSON: asJSON)
        }
    }

    private func train(by actor: Actor, asJSON: Bool) throws -> Answer {
        let outcome = try ModelTrainingRun(daemon.workflow).run()
        let model = try daemon.workflow.perform(as: actor) { try $0.keep(outcome.trained) }
        let answer = TrainingAnswer(outcome, model: model)
        return Answer(output: asJSON ? JSONText.of(answer) : answer.text)
    }

    private func listModels(asJSON: Bool) throws -> Answer {
        let zone = daemon.workflow.configuration.zone
        let models = try daemon.workflow.read { reading in
            let isShippedInUse = try reading.tx.linkageModels.inUse() == .shipped
            return [LinkageModelAnswer(isInUse: isShippedInUse)]
                + (try reading.tx.linkageModels.all()).map { LinkageModelAnswer($0, zone: zone) }
        }
        return Answer(output: asJSON ? JSONText.of(models) : models.map(\.line).joined(separator: "\n"))
    }
}
