import Foundation
import NFODConfig
import NFODEngine
import NFODStore
import Testing

@testable import NFODDaemon

@Suite struct SocketTests {
    private let report = Operation.report(.init(kind: .huddle, at: nil, format: "json", withNames: false))

    @Test func aReportOverTheSocketIsTheSameAsHere() async throws {
        try await SocketScratch.with { socket in
            try socket.scratch.takeIn("ambulance", rows: 5)
            let here = socket.scratch.run(report)
            #expect(!here.output.isEmpty)
            #expect(try socket.ask(report) == here)
        }
    }

    @Test func filesStreamedOverTheSocketGiveTheSameResultAsHere() async throws {
        let here = try OperationScratch()
        let row = Array("too,few,cells\n".utf8)
        let operation = { (scratch: OperationScratch) throws -> Operation in
            .ingest(
                files: [
                    .init(source: "ambulance", path: try scratch.feed("ambulance", rows: 60, more: row)),
                    .init(source: "police", path: try scratch.feed("police", rows: 40)),
                ], isHistory: false)
        }
        let local = here.run(try operation(here), asJSON: true)
        try await SocketScratch.with { socket in
            let streamed = try socket.ask(try operation(socket.scratch), asJSON: true)
            #expect(streamed == local)
            #expect(streamed.output.contains("wrong-cell-count"))
            let left = try FileManager.default.contentsOfDirectory(atPath: socket.scratch.places.data + "/spool")
            #expect(left.isEmpty)
        }
    }

    @Test func aFileThatIsMissingIsToldAndTheOthersAreSent() async throws {
        try await SocketScratch.with { socket in
            let path = try socket.scratch.feed("ambulance", rows: 2)
            let answer = try socket.ask(
                .ingest(
                    files: [.init(source: "police", path: "/nowhere"), .init(source: "ambulance", path: path)],
                    isHistory: false))
            #expect(answer.exitCode == 2)
            #expect(answer.errors.contains { $0.contains("'/nowhere'") })
            #expect(answer.output.contains("ambulance: 2 rows"))
        }
    }

    @Test func whoAsksIsKnownFromTheKernel() async throws {
        try await SocketScratch.with { socket in
            try socket.scratch.takeIn("ambulance", rows: 1)
            var request = CaseRequest(action: .assign, code: try socket.scratch.firstCode())
            request.worker = socket.scratch.daemon.workflow.configuration.team.allWorkers.first?.id.name
            request.reason = "other"
            #expect(try socket.ask(.response(request)).exitCode == 0)
            let workflow = socket.scratch.daemon.workflow
            let actor = try workflow.read { reading in
                try reading.tx.events.events(of: .case(CaseID(1))).last?.stamp.actor
            }
            #expect(actor == LocalUser.actor)
        }
    }

    @Test func aCommandOfAnotherVersionIsTurnedAway() async throws {
        try await SocketScratch.with { socket in
            let client = SocketClient(path: socket.server.path, process: getpid(), version: "0.0.0-other")
            let answer = try client.ask(report, asJSON: false)
            #expect(answer.exitCode == 3)
            #expect(answer.errors.contains { $0.contains("0.0.0-other") && $0.contains(NFODVersion.current) })
        }
    }

    @Test func aSecondOpenerIsRefusedAndTheHolderNamed() throws {
        let scratch = try OperationScratch()
        // The holder does not listen yet, so there is nobody to ask.
        let error = #expect(throws: StoreError.self) { try Client.ask(.status, scratch.places) }
        #expect(error == .inUse(directory: scratch.places.data, holder: getpid()))
        let answer = Failure.answer(try #require(error))
        #expect(answer.exitCode == 3)
        #expect(answer.errors[0].contains(String(getpid())))
    }

    @Test func aHolderThatDoesNotAnswerIsNamed() throws {
        let scratch = try OperationScratch()
        scratch.daemon.store.lock.announce(socket: scratch.root + "/nobody")
        #expect(throws: SocketFault.unreachable(process: getpid())) { try Client.ask(.status, scratch.places) }
    }

    @Test func withoutADaemonTheDirectoryIsOpenedAndGivenBack() throws {
        let scratch = try OperationScratch()
        try scratch.daemon.close()
        for _ in 0..<2 { #expect(try Client.ask(.status, scratch.places).exitCode == 0) }
    }
}
