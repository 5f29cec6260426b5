import NFODConfig
public import NFODEngine
import NFODStore
import Synchronization

/// Makes the story happen on a daemon with a simulated clock: agencies tell, workers act, each at its own instant and
/// by the same commands that people use.
public final class DemoPlayer: Sendable {
    private let story: DemoStory
    private let progress: Mutex<Progress>
    /// What was seen is kept up to here, so that a demo that runs for weeks does not grow.
    private let scenesKept = 60

    private struct Progress {
        var day = DemoStory.firstDay
        var waiting: [DemoBeat] = []
        var codes: [DemoThread: CaseCode] = [:]
        var scenes: [Scene] = []
    }

    /// Something that whoever watches was told of.
    public struct Scene: Sendable, Hashable {
        public let at: Instant
        public let caption: String
        /// Nil when no response came of it.
        public let code: CaseCode?
        /// Why it could not be done: somebody who watches may have done it before.
        public let refusal: String?
    }

    public init(story: DemoStory) {
        self.story = story
        progress = Mutex(Progress(waiting: story.beats(on: DemoStory.firstDay)))
    }

    /// What happened, newest first.
    public var scenes: [Scene] { progress.withLock { $0.scenes } }

    /// Nil until it has been told.
    public func code(of thread: DemoThread) -> CaseCode? { progress.withLock { $0.codes[thread] } }

    /// Everything up to `target`, in order; the clock stands there afterwards.
    public func play(to target: Instant, on daemon: Daemon) throws {
        while let beat = nextBeat(by: target) {
            try daemon.scheduler.advance(to: beat.at)
            try play(beat, on: daemon)
        }
        try daemon.scheduler.advance(to: target)
    }

    private func nextBeat(by target: Instant) -> DemoBeat? {
        progress.withLock { progress in
            while progress.waiting.isEmpty, story.calendar.instant(progress.day + 1, "00:00") <= target {
                progress.day += 1
                progress.waiting = story.beats(on: progress.day)
            }
            guard let beat = progress.waiting.first, beat.at <= target else { return nil }
            progress.waiting.removeFirst()
            return beat
        }
    }

    private func play(_ beat: DemoBeat, on daemon: Daemon) throws {
        var refusal: String?
        do {
            try perform(beat, on: daemon)
        } catch let refused as any Refusal {
            refusal = refused.message
        }
        progress.withLock { progress in
            guard let caption = beat.caption ?? refusal.map({ _ in "Everyday work." }) else { return }
            let scene = Scene(at: beat.at, caption: caption, code: progress.codes[beat.thread], refusal: refusal)
            progress.scenes = Array(([scene] + progress.scenes).prefix(scenesKept))
        }
    }

    private func perform(_ beat: DemoBeat, on daemon: Daemon) throws {
        switch beat.act {
        case .tell(let row): try tell(row, of: beat.thread, on: daemon)
        case .nothingToSend(let source):
            try daemon.workflow.perform(as: .source(source)) { try $0.declareNilReturn(source) }
        case .give: try give(beat.thread, on: daemon)
        default: try act(beat, on: daemon)
        }
    }

    private func tell(_ row: DemoRow, of thread: DemoThread, on daemon: Daemon) throws {
        let result = try daemon.intake.ingest(row.source, cells: row.cells, by: .source(row.source))
        guard result.accepted > 0 else { return }
        let code = try daemon.workflow.read { reading -> CaseCode? in
            guard let last = try reading.tx.notifications.all().last,
                let response = try reading.tx.notifications.link(of: last)?.response
            else { return nil }
            return try reading.loadCase(try reading.root(of: response))?.state.code
        }
        progress.withLock { $0.codes[thread] = code }
    }

    /// To the worker who is proposed; where nobody is, it stays with the duty.
    private func give(_ thread: DemoThread, on daemon: Daemon) throws {
        guard let code = code(of: thread) else { return }
        var request = CaseRequest(action: .assign, code: code.name)
        request.proposed = true
        let filled = request
        do {
            try daemon.workflow.perform(as: .user("huddle")) { _ = try $0.carryOut(filled) }
        } catch CaseRefusal.nobodyProposed {}
    }

    private func act(_ beat: DemoBeat, on daemon: Daemon) throws {
        guard let code = code(of: beat.thread) else { return }
        let workflow = daemon.workflow
        let state = try workflow.read { reading in try reading.loadCase(try reading.caseID(code))?.state }
        guard let state else { throw CaseRefusal.noSuchCase }
        let hand = DemoHand(team: workflow.configuration.team, state: state, now: workflow.clock.now())
        for (request, worker) in hand.requests(for: beat.act) {
            try workflow.perform(as: .user(worker.name)) { _ = try $0.carryOut(request) }
        }
    }
}
