import NFODEngine
import NFODStore
import Testing

@testable import NFODDaemon

/// Random codes meet: among 200,000 cases two logs in three would have one twice.
@Suite struct CaseCodeTests {
    /// Gives each number twice.
    private struct Stuttering: RandomNumberGenerator {
        var calls: UInt64 = 0

        mutating func next() -> UInt64 {
            calls += 1
            return calls / 2
        }
    }

    @Test func aCodeThatIsInUseIsDrawnAgain() throws {
        let fixture = try DaemonFixture()
        let before = fixture.daemon.workflow
        let workflow = try Workflow(
            store: before.store, clock: before.clock, configuration: before.configuration, channels: ChannelBook(),
            delivery: .record, random: Stuttering())
        for name in ["Oneperson", "Otherperson", "Thirdperson", "Fourthperson"] {
            let cells = [
                "Incident No": "SAS-\(name)", "Call Date": "28/02/2021", "Call Time": "21:10", "Forename": "Ailsa",
                "Surname": name, "Sent": "2021-03-01",
            ]
            let result = try IntakeService(workflow).ingest(
                SourceID("ambulance"), cells: cells, by: .source(SourceID("ambulance")))
            #expect(result.accepted == 1)
        }
        let codes = try workflow.read { try $0.tx.responses.all().map(\.code) }
        #expect(codes.count == 4)
        #expect(Set(codes).count == 4)
    }
}
