import Foundation
import NFODEngine
import NFODStore

/// Whether the service does what it is there for: all its parts get things done, nothing due waits, and an alert could
/// be written down now.
struct LifeSigns: Sendable {
    let daemon: Daemon
    /// As in `/readyz`.
    private let latenessMax = Span.seconds(60)

    /// None: it is alive.
    func doubts(at now: Instant) -> [LifeDoubt] {
        let progress = daemon.workflow.progress
        let (notBegun, silent, alarms) = (progress.notBegun, progress.silent(), daemon.alarms.notReady)
        var doubts: [LifeDoubt] = []
        if !notBegun.isEmpty { doubts.append(.notBegun(notBegun)) }
        if !silent.isEmpty { doubts.append(.hangs(silent)) }
        if !alarms.isEmpty { doubts.append(.notReady(alarms)) }
        if let late = lateness(at: now) { doubts.append(late) }
        if !canWriteAlerts(at: now) { doubts.append(.notWritable) }
        return doubts
    }

    private func lateness(at now: Instant) -> LifeDoubt? {
        guard let wake = try? daemon.workflow.read({ try $0.tx.due.nextWake() ?? now }) else {
            return .late(seconds: nil)
        }
        return now - wake > latenessMax ? .late(seconds: (now - wake).milliseconds / 1_000) : nil
    }

    /// The outbox takes a message, which is taken back, and what is written reaches the disk.
    private func canWriteAlerts(at now: Instant) -> Bool {
        let probe = OutboxMessage(
            id: AlertID("probe"), response: nil, lane: .lastLevel, kind: .alarm, recipient: WorkerID("probe"),
            channel: ChannelID("probe"), says: "probe", body: Data(), createdAt: now)
        do {
            try daemon.store.write { tx in
                try tx.outbox.enqueue(probe)
                throw TakenBack()
            }
            return false
        } catch {
            guard error is TakenBack else { return false }
        }
        return (try? daemon.store.testWrite(at: now)) != nil
    }

    private struct TakenBack: Error {}
}
