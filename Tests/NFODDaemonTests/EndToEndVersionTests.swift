import Foundation
import NFODEngine
import NFODStore
import Testing

@testable import NFODDaemon

/// What a caller saw is held against what the case is now; an alert's arrival in between is nothing to see.
@Suite struct EndToEndVersionTests {
    @Test func anAlertThatArrivesMeanwhileRefusesNobody() throws {
        let fixture = try DaemonFixture()
        try fixture.ambulance([:])
        try fixture.advance(hours: 0)
        let code = try fixture.onlyCase().code
        let seen = try version(of: code, fixture)
        let message = try #require(
            try fixture.workflow.read { reading in
                try reading.tx.outbox.entries(of: reading.caseID(code)).first?.message
            })
        try fixture.workflow.perform(as: .machine("dispatcher")) { try $0.told(message) }
        #expect(try version(of: code, fixture) == seen + 1)
        try fixture.run(.acknowledge, code) {
            $0.worker = "worker-1"
            $0.version = seen
        }
        // The acknowledgement is a change that somebody should have seen.
        let current = try version(of: code, fixture)
        for wrong in [seen, seen + 1, current + 1] {
            #expect(throws: CaseRefusal.versionChanged(expected: Int(wrong), current: Int(current))) {
                try fixture.run(.restartLadder, code) {
                    $0.version = wrong
                    $0.reason = "other"
                }
            }
        }
        try fixture.run(.restartLadder, code) {
            $0.version = current
            $0.reason = "other"
        }
    }

    private func version(of code: CaseCode, _ fixture: DaemonFixture) throws -> Int64 {
        try fixture.workflow.read { try $0.tx.responses.row(code: code)?.version ?? 0 }
    }
}
