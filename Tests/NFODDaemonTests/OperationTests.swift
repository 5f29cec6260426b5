import Foundation
import NFODConfig
import NFODEngine
import NFODStore
import Testing

@testable import NFODDaemon

@Suite struct OperationTests {
    private func decoded<Value: Decodable>(_ answer: Answer, as type: Value.Type = Value.self) throws -> Value {
        try JSONDecoder().decode(type, from: Data(answer.output.utf8))
    }

    @Test func everyRowOfAFileIsCountedAndEveryUnreadOneNamed() throws {
        let scratch = try OperationScratch()
        let path = try scratch.feed("ambulance", rows: 5, more: Array("too,few,cells\n".utf8))
        let files = [Operation.SourceFile(source: "ambulance", path: path)]
        let result: IngestResult = try decoded(scratch.run(.ingest(files: files, isHistory: false), asJSON: true))
        #expect(result.rows == 6)
        #expect(result.rows == result.accepted + result.unchanged + result.corrected + result.quarantined)
        #expect(result.reasons.map(\.line) == [7])
        #expect(result.reasons.map(\.code) == ["wrong-cell-count"])
        let again = scratch.run(.ingest(files: files, isHistory: false))
        #expect(again.output.contains("5 unchanged"))
        #expect(again.output.contains("needs fixing: ambulance line 7"))
    }

    @Test func rowsInWindows1252AreAnnounced() throws {
        let scratch = try OperationScratch()
        let (start, end) = ("C-99001,24/11/2019,Ren", " Testcase,,DD3 9XD,Somebody,Told,2019-11-25\n")
        let row = Array(start.utf8) + [0xE9] + Array(end.utf8)
        let path = try scratch.feed("community", rows: 1, more: row)
        let answer = scratch.run(.ingest(files: [.init(source: "community", path: path)], isHistory: false))
        #expect(answer.output.contains("1 row was not UTF-8"))
    }

    @Test func aRefusedFileIsToldAndTheOthersGoOn() throws {
        let scratch = try OperationScratch()
        let wrong = try scratch.feed("police", rows: 2)
        let right = try scratch.feed("ambulance", rows: 2)
        let answer = scratch.run(
            .ingest(
                files: [.init(source: "hospital", path: wrong), .init(source: "ambulance", path: right)],
                isHistory: false))
        #expect(answer.exitCode == 1)
        #expect(answer.errors.count == 1)
        #expect(answer.errors[0].hasPrefix("hospital: "))
        #expect(answer.output.contains("ambulance: 2 rows"))
    }

    @Test func anUnknownSourceIsWrongUseAndTheKnownOnesAreNamed() throws {
        let scratch = try OperationScratch()
        let path = try scratch.feed("police", rows: 1)
        for operation in [
            Operation.ingest(files: [.init(source: "polise", path: path)], isHistory: false),
            .nilReturn(source: "polise"),
        ] {
            let answer = scratch.run(operation)
            #expect(answer.exitCode == 2)
            #expect(answer.errors.contains { $0.contains("ambulance, community, hospital, police, spreadsheet") })
        }
    }

    @Test func aCaseIsShownAssignedAndProtectedAgainstOverwriting() throws {
        let scratch = try OperationScratch()
        try scratch.takeIn("ambulance", rows: 1)
        let code = try scratch.firstCode()
        let worker = try #require(scratch.daemon.workflow.configuration.team.allWorkers.first).id.name
        let before: CaseAnswer = try decoded(scratch.run(.response(.init(action: .show, code: code)), asJSON: true))
        #expect(before.stage == "open")
        #expect(before.plan?.items.isEmpty == false)
        #expect(before.triage?.reasons.isEmpty == false)
        #expect(before.proposed?.others.isEmpty == false)
        let shown = scratch.run(.response(.init(action: .show, code: code))).output
        #expect(shown.contains("proposed      "))
        #expect(shown.contains("              not "))
        var assign = CaseRequest(action: .assign, code: code)
        assign.worker = worker
        assign.reason = "other"
        assign.version = before.version
        let after: CaseAnswer = try decoded(scratch.run(.response(assign), asJSON: true))
        #expect(after.assignment?.worker == worker)
        #expect(after.version > before.version)
        let late = scratch.run(.response(assign))
        #expect(late.exitCode == 1)
        #expect(late.errors.contains { $0.contains("versionChanged") })
    }

    @Test(arguments: [
        (CaseRequest.Action.assign, Int32(2), "worker"), (.attempt, 2, "way"), (.merge, 2, "otherCase"),
        (.confirmEnd, 1, "nothingToConfirm"),
    ])
    func aCommandThatCannotBeCarriedOutSaysWhy(action: CaseRequest.Action, exit: Int32, word: String) throws {
        let scratch = try OperationScratch()
        try scratch.takeIn("ambulance", rows: 1)
        let answer = scratch.run(.response(.init(action: action, code: try scratch.firstCode())))
        #expect(answer.exitCode == exit)
        #expect(answer.errors.contains { $0.contains(word) }, "\(answer.errors)")
    }

    @Test func anUnknownCaseIsANo() throws {
        let answer = try OperationScratch().run(.response(.init(action: .show, code: "NONESUCH")))
        #expect(answer == Answer(errors: answer.errors, exitCode: 1))
        #expect(answer.errors.count == 1)
    }

    @Test func aReviewIsListedWithReasonsAnsweredAndTakenBack() throws {
        let scratch = try OperationScratch()
        for source in ["ambulance", "police", "hospital"] { try scratch.takeIn(source, rows: 120) }
        struct Listed: Decodable {
            let reviews: [Question]

            struct Question: Decodable {
                let review: Int64
                let candidates: [Candidate]
            }

            struct Candidate: Decodable {
                let sentence: String
                let doubt: String
                let weights: [[String: String]]?
                let name: String?
            }
        }
        func list(withNames: Bool = false) throws -> [Listed.Question] {
            let answer = scratch.run(.reviews(withNames: withNames), asJSON: true)
            #expect(answer.exitCode == 0)
            let text = answer.output.replacingOccurrences(
                of: #""bits": (-?[0-9.]+)"#, with: #""bits": "$1""#,
                options: .regularExpression)
            return try JSONDecoder().decode(Listed.self, from: Data(text.utf8)).reviews
        }
        let before = try list()
        let first = try #require(before.first)
        #expect(first.candidates.allSatisfy { !$0.sentence.isEmpty && !$0.doubt.isEmpty && $0.name == nil })
        #expect(try list(withNames: true).first?.candidates.first?.name != nil)
        for action in [ReviewRequest.Action.separate, .confirm] {
            let done = scratch.run(.review(.init(action: action, subject: "\(first.review)")))
            #expect(done.exitCode == 0, "\(done.errors)")
            #expect(!(try list()).contains { $0.review == first.review })
            let undone = scratch.run(.review(.init(action: .undo, subject: "\(first.review)")))
            #expect(undone.exitCode == 0, "\(undone.errors)")
            #expect((try list()).map(\.review) == before.map(\.review))
        }
        #expect(scratch.run(.review(.init(action: .confirm, subject: "999999"))).exitCode == 1)
        for subject in ["", "P", "X12", "-1", "P0"] {
            #expect(scratch.run(.review(.init(action: .confirm, subject: subject))).exitCode == 2, "\(subject)")
        }
        #expect(scratch.run(.review(.init(action: .undo, subject: "1", reason: "whim"))).exitCode == 2)
    }

    @Test func onlyASimulatedClockIsAdvanced() throws {
        let simulated = try OperationScratch()
        let sixHours = Operation.advanceClock(milliseconds: Span.hours(6).milliseconds)
        #expect(simulated.run(sixHours).output.hasPrefix("2019-11-19T16:00:00+00:00"))
        #expect(simulated.run(.showClock).output.hasPrefix("2019-11-19T16:00:00+00:00"))
        #expect(simulated.run(.advanceClock(milliseconds: -1)).exitCode == 2)
        let real = try OperationScratch(clock: .real).run(sixHours)
        #expect(real.exitCode == 2)
        #expect(real.errors.contains { $0.contains("--clock simulated") })
    }

    @Test func statusCountsAndVerifyHolds() throws {
        let scratch = try OperationScratch()
        try scratch.takeIn("ambulance", rows: 3)
        let status: StatusAnswer = try decoded(scratch.run(.status, asJSON: true))
        #expect(status.counts["notifications"] == 3)
        #expect(status.version == NFODVersion.current)
        #expect(status.settings["synchronous"] == "2")
        #expect(scratch.run(.verify).exitCode == 0)
    }

    @Test func aReportInAnUnknownFormatIsWrongUse() throws {
        let request = Operation.ReportRequest(kind: .huddle, at: nil, format: "pdf", withNames: false)
        #expect(try OperationScratch().run(.report(request)).exitCode == 2)
    }
}
