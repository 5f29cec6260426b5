import NFODConfig
import NFODEngine
import NFODStore

/// One file's way from a source's folder into the store and out of the way. Each step can be the last before a crash:
/// what was committed is found again by the file's content, and the rest is done at the next look.
struct DropIntake {
    let daemon: Daemon
    let folder: DropFolder

    /// What became of it.
    enum Ending: Hashable {
        /// Out of the way.
        case settled(InboxTable.File.Outcome, DropFolder.Moved, InboxTable.Progress)
        /// Somebody is still writing it.
        case busy
        /// Gone, or no longer what was seen.
        case changed
    }

    private enum Found {
        case copy(DropCopy)
        case refused(DropRefusal)
        case busy
        case changed
    }

    private var workflow: Workflow { daemon.workflow }
    private var settings: Settings { workflow.configuration.settings }

    /// - Parameter sighting: what it has looked like for long enough.
    /// - Throws: faults of disk and store: nothing is lost, try again later. `CancellationError`.
    func take(_ name: DropName, _ sighting: DropSighting) throws -> Ending {
        let found = try examine(name, sighting)
        let digest: String
        switch found {
        case .busy: return .busy
        case .changed: return .changed
        case .copy(let copy): digest = copy.digest
        case .refused: digest = ContentDigest.of("\(sighting.kind) \(sighting.inode) \(sighting.modified)")
        }
        let begun = try begin(digest, sighting)
        // Settled before a crash: it only has to be moved.
        let file = try begun.outcome == nil ? settle(begun, found) : begun
        return try clear(file, name, sighting, mark: String(digest.prefix(12)))
    }

    private func examine(_ name: DropName, _ sighting: DropSighting) throws -> Found {
        guard sighting.kind == .file else { return .refused(.notAFile(sighting.kind)) }
        let file: Descriptor
        do {
            guard let open = try folder.open(name) else { return .changed }
            file = open
        } catch DropRefusal.unreadable { return .refused(.unreadable) }
        if WriterCheck.hasWriter(file) == true { return .busy }
        guard name.format != nil else { return .refused(.formatUnknown) }
        let bytesMax = settings.inbox.fileBytesMax
        guard sighting.bytes <= bytesMax else { return .refused(.tooLarge(bytesMax: bytesMax)) }
        let copy = try DropCopy.make(
            of: file, seen: sighting, startBytes: settings.intake.rowBytesMax, in: Spool(of: daemon.store.directory))
        return copy.map(Found.copy) ?? .changed
    }

    /// Finds what was noted about this content before a crash, or begins with it.
    private func begin(_ digest: String, _ sighting: DropSighting) throws -> InboxTable.File {
        try daemon.store.write { tx in
            let content = daemon.store.blinder.blind(.inboxFile, digest)
            return try tx.inbox.find(folder.source, content: content)
                ?? tx.inbox.begin(folder.source, content: content, inode: sighting.inode, at: workflow.clock.now())
        }
    }

    /// Takes it in or not; either way its outcome is in the store afterwards.
    private func settle(_ file: InboxTable.File, _ found: Found) throws -> InboxTable.File {
        var refusal: DropRefusal?
        switch found {
        case .busy, .changed: break
        case .refused(let why): refusal = why
        case .copy(let copy):
            do {
                let options = IntakeService.Options(journal: FeedJournal(file: file))
                _ = try daemon.intake.ingest(
                    folder.source, path: copy.path, by: .source(folder.source), options: options)
            } catch let why as FeedRefusal {
                refusal = .feed(why, fits: owners(of: copy, after: why))
            }
        }
        if let refusal {
            try workflow.perform(as: .source(folder.source)) { try $0.refuse(file, refusal) }
        }
        return try daemon.store.read { try $0.inbox.file(file.id) } ?? file
    }

    /// Other sources whose file this may be.
    private func owners(of copy: DropCopy, after refusal: FeedRefusal) -> [SourceID] {
        guard case .headerDoesNotFit = refusal else { return [] }
        return FeedSniff.sources(
            fitting: copy.start, isWhole: copy.isStartWhole, among: Array(workflow.configuration.sources.values),
            rowBytesMax: settings.intake.rowBytesMax)
    }

    /// Moves it out of the way; only then is it forgotten.
    private func clear(
        _ file: InboxTable.File, _ name: DropName, _ sighting: DropSighting, mark: String
    ) throws -> Ending {
        let outcome = file.outcome ?? .needsFixing
        let place: DropFolder.Place = outcome == .done ? .done : .needsFixing
        let kept = try folder.freeName(for: name, receivedAt: file.receivedAt, mark: mark, in: place)
        if outcome == .needsFixing { try writeReasons(of: file, as: kept.reasons) }
        let moved = try folder.move(name, sighting, to: place, as: kept)
        if outcome == .needsFixing, moved != .moved { folder.removeReasons(kept.reasons) }
        try daemon.store.write { try $0.inbox.remove(file.id) }
        return .settled(outcome, moved, file.progress)
    }

    private func writeReasons(of file: InboxTable.File, as name: DropName) throws {
        let text = ReasonsText(file: file, zone: workflow.configuration.zone)
        try folder.writeReasons(name) { write in
            var page = try reasons(of: file, after: -1)
            let first = page.first
            try write(text.heading(isWholeFile: first?.line == 0))
            while let last = page.last {
                for reason in page { try write(text.line(reason)) }
                page = try reasons(of: file, after: last.line)
            }
        }
    }

    private func reasons(of file: InboxTable.File, after line: Int) throws -> [InboxTable.Reason] {
        try daemon.store.read { try $0.inbox.reasons(of: file.id, after: line, limit: 1_000) }
    }
}

extension IndexKind {
    static let inboxFile = IndexKind("inboxFile")
}
