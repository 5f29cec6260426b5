import Foundation
import NFODConfig
import NFODEngine
import NFODStore

@testable import NFODDaemon

/// The demo's story on its own clock, without anybody waiting, with every alert written down and none sent.
final class DemoFixture {
    let scratch: DemoScratch
    let stage: DemoStage
    let daemon: Daemon

    init() throws {
        scratch = try DemoScratch.make(config: DaemonFixture.config, port: 0)
        stage = try DemoStage(scratch)
        try stage.makeHistory()
        daemon = try stage.openRecording()
    }

    deinit {
        try? daemon.close()
        try? scratch.remove()
    }

    func play(to day: Int, _ clock: String) throws {
        try stage.player.play(to: stage.story.calendar.instant(day, clock), on: daemon)
    }

    func state(_ thread: DemoThread) throws -> CaseState {
        guard let code = stage.player.code(of: thread) else { throw FixtureError() }
        let state = try daemon.workflow.read { reading in try reading.loadCase(try reading.caseID(code))?.state }
        guard let state else { throw FixtureError() }
        return state
    }

    func open() throws -> [CaseState] {
        try daemon.workflow.read { reading in
            try reading.tx.responses.all().compactMap { try reading.loadCase($0.id)?.state }.filter(\.isOpen)
        }
    }

    func report() throws -> HuddleReport {
        try daemon.workflow.read { try ReportView($0, at: self.daemon.workflow.clock.now(), isPast: false).huddle() }
    }

    /// The types of a case's events, oldest first, with the level of those that fired.
    func events(_ thread: DemoThread) throws -> [(type: String, level: Int?)] {
        let id = try state(thread).id
        return try daemon.workflow.read { reading in
            try reading.tx.events.events(of: .case(id)).map { ($0.type, ($0.payload as? LevelFired)?.level) }
        }
    }
}
