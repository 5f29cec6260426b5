import Foundation
import NFODConfig
import NFODEngine
import NFODStore
import Testing

@testable import NFODDaemon

/// `nfodd link train`, `use` and `models`: a version is kept, used when it is chosen, and nothing is linked anew.
@Suite struct TrainingTests {
    private func decoded<Value: Decodable>(_ answer: Answer, as type: Value.Type = Value.self) throws -> Value {
        try JSONDecoder().decode(type, from: Data(answer.output.utf8))
    }

    /// The first part of the shipped feeds: people who are told about again and again.
    private func filled() throws -> OperationScratch {
        let scratch = try OperationScratch()
        for source in ["ambulance", "police"] { try scratch.takeIn(source, rows: 120) }
        return scratch
    }

    private func links(_ scratch: OperationScratch) throws -> String { try LinkExport(scratch.daemon.workflow).csv() }

    private func personStreams(_ scratch: OperationScratch) throws -> [String] {
        try scratch.daemon.workflow.read { reading in
            try reading.tx.events.events(after: 0, limit: 1_000_000)
                .filter { if case .person = $0.stream { true } else { false } }
                .map { "\($0.stream) \($0.version) \($0.type)" }
        }
    }

    @Test func trainingShowsKeepsAndChangesNothing() throws {
        let scratch = try filled()
        let (before, people) = (try links(scratch), try personStreams(scratch))
        let answer = scratch.run(.linkageModel(.train))
        #expect(answer.exitCode == 0, "\(answer.errors)")
        for piece in [
            "learnt from ", "chi beside birth date: agree", "of the pairs that share a key", "would come out otherwise",
            "Kept as model 1. Nothing was linked anew, and model 0 stays in use", "nfodd link use 1",
        ] {
            #expect(answer.output.contains(piece), "\(piece) in \(answer.output)")
        }
        let again: TrainingAnswer = try decoded(scratch.run(.linkageModel(.train), asJSON: true))
        #expect(again.model == 2 && again.inUse == 0 && again.learntFrom.matches >= 20)
        #expect(again.levels.count == StoredRates(.shipped).levels.count)
        #expect(try links(scratch) == before && personStreams(scratch) == people)
        let models = scratch.run(.linkageModel(.list)).output.split(separator: "\n")
        #expect(models.count == 3 && models[0] == "0  shipped; in use")
        #expect(models[1].hasPrefix("1  trained 2019-11-19T10:00:00+00:00 by user:test, on "))
        #expect(try Verification(scratch.daemon).run().holds)
    }

    @Test func theChosenVersionIsUsedAndSaidInTheEvidence() throws {
        let scratch = try filled()
        #expect(scratch.run(.linkageModel(.train)).exitCode == 0)
        #expect(try modelsInEvidence(scratch) == [0])
        let used = scratch.run(.linkageModel(.use(1)))
        #expect(used.output.contains("; in use since ") && !used.output.contains("shipped; in use"))
        let people = try personStreams(scratch)
        #expect(scratch.run(.linkageModel(.use(1))).exitCode == 0, "chosen again, nothing happens")
        #expect(try personStreams(scratch) == people)
        try scratch.takeIn("police", rows: 200)
        #expect(try modelsInEvidence(scratch) == [0, 1])
        #expect(scratch.run(.linkageModel(.use(0))).output.contains("0  shipped; in use"))
        let chosen = try scratch.daemon.workflow.read { reading in
            try reading.tx.events.events(of: .system).compactMap { ($0.payload as? LinkageModelChosen)?.model.number }
        }
        #expect(chosen == [1, 0])
        #expect(try Verification(scratch.daemon).run().holds)
    }

    /// Two records that the shipped model joins, and one that was taught that a birth date says little does not.
    @Test func aDecisionDiffersWithTheModel() throws {
        for isChosen in [false, true] {
            let fixture = try DaemonFixture()
            try fixture.ambulance(["Home Address": "", "Home Postcode": ""])
            if isChosen {
                var levels = StoredRates(.shipped).levels
                levels["birthDate.agree"]?[1] = 900_000_000
                let rates = try JSONDecoder().decode(StoredRates.self, from: Self.json(levels))
                try fixture.workflow.perform(as: .user("test")) { work in
                    _ = try work.choose(try work.keep(TrainedModel(rates: rates, figures: .init())))
                }
            }
            try fixture.reopen()
            try fixture.ambulance([
                "Incident No": "SAS-2", "Call Date": "27/02/2021", "Home Address": "", "Home Postcode": "",
                "Incident Address": "9 Other Road", "Incident Postcode": "DD2 2BB",
            ])
            let people = Set(try fixture.cases().compactMap(\.person))
            #expect(people.count == (isChosen ? 2 : 1), "chosen: \(isChosen)")
            #expect(try fixture.holds() == [])
        }
    }

    private static func json(_ levels: [String: [Int64]]) throws -> Data {
        try JSONSerialization.data(
            withJSONObject: levels.map { ["level": $0.key, "rates": $0.value] as [String: Any] })
    }

    private func modelsInEvidence(_ scratch: OperationScratch) throws -> [Int64] {
        try scratch.daemon.workflow.read { reading in
            let found = try reading.tx.events.events(after: 0, limit: 1_000_000).flatMap { event -> [LinkageModelID] in
                switch event.payload {
                case let linked as NotificationLinked: [linked.why?.model].compactMap { $0 }
                case let opened as ReviewOpened: opened.candidates.map(\.model)
                default: []
                }
            }
            return Set(found).map(\.number).sorted()
        }
    }

    @Test func nothingIsKeptWhereThereIsTooLittle() throws {
        let scratch = try OperationScratch()
        for rows in [0, 1] {
            if rows > 0 { try scratch.takeIn("ambulance", rows: rows) }
            let answer = scratch.run(.linkageModel(.train))
            #expect(answer.exitCode == 1)
            #expect(answer.errors.count == 1 && answer.errors[0].hasSuffix("[tooLittleToLearnFrom]"))
        }
        for number in [1, -1, .max] as [Int64] {
            let answer = scratch.run(.linkageModel(.use(number)))
            #expect(
                answer.exitCode == 1
                    && answer.errors == [
                        "there is no model \(number); see `nfodd link models` [linkageModelUnknown]"
                    ])
        }
        #expect(scratch.run(.linkageModel(.list)).output == "0  shipped; in use")
    }

    /// What a human has answered goes into training as known.
    @Test func answersOfHumansAreCounted() throws {
        let scratch = try filled()
        let reviews = try scratch.daemon.workflow.read { try $0.tx.people.openReviews() }
        let first = try #require(reviews.first, "the feeds raise questions")
        #expect(scratch.run(.review(.init(action: .separate, subject: "\(first.id.number)"))).exitCode == 0)
        let answer: TrainingAnswer = try decoded(scratch.run(.linkageModel(.train), asJSON: true))
        #expect(answer.learntFrom.separated > 0 && answer.learntFrom.confirmed == 0)
    }

    /// The eighteen months once more, with the model that was learnt from them.
    @Test func aReplayWithTheTrainedModelTakesNobodyForSomebodyElse() throws {
        let (first, second) = (OperationScratch.newPath(), OperationScratch.newPath())
        defer { for path in [first, second] { try? FileManager.default.removeItem(atPath: path) } }
        _ = try ReplayLife.replay(into: first, through: "2020-05-31", seed: 1)
        let from = Directories(data: first, config: OperationScratch.config)
        #expect(throws: LinkageModelRefusal.noneTrained) {
            try ReplayLife.replay(into: second, through: "2020-05-31", seed: 1, modelOf: from)
        }
        let daemon = try ReplayLife.open(first)
        #expect(OperationRunner(daemon).run(.linkageModel(.train), by: .user("test")).exitCode == 0)
        try daemon.close()
        _ = try ReplayLife.replay(into: second, through: "2020-05-31", seed: 1, modelOf: from)
        let replayed = try ReplayLife.open(second)
        defer { try? replayed.close() }
        let score = try ReplayScore(
            ReplayLink.all(in: try LinkExport(replayed.workflow).csv()), truth: ReplayLife.path(of: "truth"))
        #expect(score.falseMerges == [] && score.falseIncidentMerges == [])
        #expect(try Verification(replayed).run().holds)
    }
}
