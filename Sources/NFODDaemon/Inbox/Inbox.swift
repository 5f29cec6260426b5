import Dispatch
import Foundation
import NFODConfig
public import NFODEngine
import NFODStore

/// Watches the folders into which agencies drop their files. Looks through them again and again instead of asking the
/// kernel to be told: what the kernel tells is lost at an overflow and before a start, so that one has to look anyway.
public actor Inbox {
    private let daemon: Daemon
    private let uptime: @Sendable () -> Span
    private let tell: @Sendable (InboxNews) -> Void
    private var watches: [SourceID: DropWatch] = [:]
    private var reconciled: Set<SourceID> = []
    private var toldFolders: Set<String> = []
    /// Told once, as long as it lasts.
    private var busy: [SourceID: Set<DropName>] = [:]
    private var folderTroubles: [SourceID: String] = [:]
    public private(set) var tally = InboxTally()
    /// Reading and moving files blocks, so it has a thread of its own.
    private nonisolated let executor = InboxExecutor()
    public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// - Parameters:
    ///   - uptime: a time that only goes forward; real even where the engine's clock is simulated, because agencies
    ///     write their files in real time.
    ///   - tell: hears what happens.
    public init(
        _ daemon: Daemon, uptime: @escaping @Sendable () -> Span = Inbox.sinceBoot,
        tell: @escaping @Sendable (InboxNews) -> Void
    ) {
        self.daemon = daemon
        self.uptime = uptime
        self.tell = tell
    }

    /// `DIR/inbox`
    public static func path(in dataDirectory: String) -> String { dataDirectory + "/inbox" }

    /// Time since the machine started.
    public static func sinceBoot() -> Span {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Span(milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
    }

    /// Makes the folders that are missing. What cannot be made is told at the first look.
    public nonisolated func prepare() {
        mkdir(path, DropFolder.mode)
        for source in daemon.workflow.configuration.feeds { _ = try? DropFolder(source, in: path) }
    }

    /// What lies there now.
    public nonisolated func status() -> InboxStatus {
        InboxStatus.read(of: daemon.store.directory, sources: daemon.workflow.configuration.feeds)
    }

    private nonisolated var path: String { Inbox.path(in: daemon.store.directory) }

    /// Looks through every source's folder once and takes in what is complete. Ends early when its task is cancelled.
    public func look() {
        mkdir(path, DropFolder.mode)
        for source in daemon.workflow.configuration.feeds {
            guard !Task.isCancelled else { return }
            do {
                try look(into: source)
                folderTroubles[source] = nil
            } catch {
                let why = Inbox.words(error)
                tally.failures += 1
                if folderTroubles.updateValue(why, forKey: source) != why { tell(.folderFailed(source, why: why)) }
            }
        }
        tally.stuck = watches.values.reduce(0) { $0 + $1.stuck }
        tally.lookedAt = daemon.workflow.clock.now()
        let unknown = Set(status().unknownFolders)
        for folder in unknown.subtracting(toldFolders).sorted() { tell(.unknownFolder(folder)) }
        toldFolders = unknown
    }

    private func look(into source: SourceID) throws {
        let folder = try DropFolder(source, in: path)
        let entries = try folder.entries()
        try reconcile(source, entries)
        let settings = daemon.workflow.configuration.settings.inbox
        var watch =
            watches[source]
            ?? DropWatch(settle: settings.settle, retryFirst: settings.lookEvery, retryAtMost: settings.retryAtMost)
        watch.settle = settings.settle
        (watch.retryFirst, watch.retryAtMost) = (settings.lookEvery, settings.retryAtMost)
        let complete = watch.look(at: entries, uptime: uptime())
        watches[source] = watch
        busy[source]?.formIntersection(entries.keys)
        for name in complete {
            guard !Task.isCancelled, let sighting = entries[name] else { return }
            take(name, sighting, in: folder)
        }
    }

    /// Files that a crash caught after the move and before it was noted: they are where they should be.
    private func reconcile(_ source: SourceID, _ entries: [DropName: DropSighting]) throws {
        guard !reconciled.contains(source) else { return }
        let present = Set(entries.values.map(\.inode))
        try daemon.store.write { tx in
            for file in try tx.inbox.all() where file.source == source && file.outcome != nil {
                if !present.contains(file.inode) { try tx.inbox.remove(file.id) }
            }
        }
        reconciled.insert(source)
    }

    private func take(_ name: DropName, _ sighting: DropSighting, in folder: DropFolder) {
        let source = folder.source
        do {
            switch try DropIntake(daemon: daemon, folder: folder).take(name, sighting) {
            case .busy:
                if busy[source, default: []].insert(name).inserted { tell(.writerBusy(source)) }
            case .changed: break
            case .settled(let outcome, let moved, let progress):
                busy[source]?.remove(name)
                watches[source]?.forget(name)
                count(outcome, source, progress)
                if moved != .moved { tell(.goneBeforeMove(source)) }
            }
        } catch is CancellationError {
            // The daemon stops; what was committed stays, and the next one goes on from there.
        } catch {
            tally.failures += 1
            watches[source]?.postpone(name, uptime: uptime())
            tell(.failed(source, why: Inbox.words(error)))
        }
    }

    private func count(_ outcome: InboxTable.File.Outcome, _ source: SourceID, _ progress: InboxTable.Progress) {
        let taken = progress.accepted + progress.unchanged + progress.corrected
        switch outcome {
        case .done:
            tally.done += 1
            tell(.takenIn(source, rows: taken))
        case .needsFixing:
            tally.needsFixing += 1
            tell(.needsFixing(source, rowsTaken: taken, rowsPutAside: progress.quarantined))
        }
    }

    private static func words(_ error: any Error) -> String {
        if let fault = error as? DropFault { return fault.description }
        return Failure.answer(error).errors.joined(separator: "; ")
    }
}

/// One thread at a time, apart from those that everything else shares.
private final class InboxExecutor: SerialExecutor {
    private let queue = DispatchQueue(label: "inbox")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}
