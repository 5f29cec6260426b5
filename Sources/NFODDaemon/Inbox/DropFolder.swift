import Glibc
import NFODEngine

/// One source's folder in the inbox, with the two folders in it where files go. Held open by descriptors, so that
/// nothing put in their place meanwhile leads elsewhere.
struct DropFolder {
    let source: SourceID
    private let drop: Descriptor
    private let done: Descriptor
    private let needsFixing: Descriptor

    /// Where a file goes.
    enum Place { case done, needsFixing }

    /// What became of a move.
    enum Moved: Hashable, Sendable {
        case moved
        /// Somebody took it away before.
        case gone
        /// It is another file now, or has another content: it stays and is looked at afresh.
        case changed
    }

    static let mode: mode_t = 0o750
    static let doneName = DropName("done")
    static let needsFixingName = DropName("needs-fixing")

    /// Makes what is missing of it.
    /// - Parameter inbox: the path of the folder of all sources.
    init(_ source: SourceID, in inbox: String) throws {
        self.source = source
        let root = try FolderListing.open(DropName(inbox))
        drop = try DropFolder.make(DropName(source.name), in: root)
        done = try DropFolder.make(DropFolder.doneName, in: drop)
        needsFixing = try DropFolder.make(DropFolder.needsFixingName, in: drop)
    }

    private static func make(_ name: DropName, in parent: Descriptor) throws -> Descriptor {
        mkdirat(parent.number, name.path, mode)
        return try FolderListing.open(name, in: parent.number)
    }

    /// Everything that lies in it and might be for us.
    func entries() throws -> [DropName: DropSighting] {
        try FolderListing.names(of: drop).reduce(into: [:]) { entries, name in
            guard name != DropFolder.doneName, name != DropFolder.needsFixingName else { return }
            // What has gone since it was listed is not there.
            entries[name] = try FolderListing.sighting(of: name, in: drop)
        }
    }

    /// Opens a file for reading without following a link or waiting for anybody. Nil when it has gone.
    /// - Throws: `DropRefusal.unreadable`; ``DropFault``.
    func open(_ name: DropName) throws -> Descriptor? {
        let number = openat(drop.number, name.path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
        if number >= 0 { return Descriptor(number) }
        switch errno {
        case ENOENT, ELOOP: return nil
        case EACCES, EPERM: throw DropRefusal.unreadable
        case let number: throw DropFault(step: .open, number: number)
        }
    }

    /// A name under which nothing lies there yet.
    func freeName(for name: DropName, receivedAt instant: Instant, mark: String, in place: Place) throws -> DropName {
        var copy = 1
        while true {
            let kept = name.kept(receivedAt: instant, mark: mark, copy: copy)
            if try FolderListing.sighting(of: kept, in: folder(place)) == nil { return kept }
            copy += 1
        }
    }

    /// Moves a file out of the way, on the disk for good when this returns. Nobody else writes where it goes: the
    /// data directory has one holder.
    ///
    /// - Parameter sighting: what the file looked like when it was read.
    func move(_ name: DropName, _ sighting: DropSighting, to place: Place, as kept: DropName) throws -> Moved {
        guard let present = try FolderListing.sighting(of: name, in: drop) else { return .gone }
        guard present.hasSameContent(as: sighting) else { return .changed }
        let target = folder(place)
        guard renameat(drop.number, name.path, target.number, kept.path) == 0 else {
            let fault = DropFault(step: .move, number: errno)
            if try FolderListing.sighting(of: name, in: drop) == nil { return .gone }
            throw fault
        }
        if try FolderListing.sighting(of: kept, in: target)?.hasSameContent(as: sighting) != true {
            try putBack(kept, from: target, as: name)
            return .changed
        }
        try DropFolder.sync(target)
        try DropFolder.sync(drop)
        return .moved
    }

    /// It was changed or replaced in the very moment of the move.
    private func putBack(_ kept: DropName, from target: Descriptor, as name: DropName) throws {
        let isFree = try FolderListing.sighting(of: name, in: drop) == nil
        guard renameat(target.number, kept.path, drop.number, (isFree ? name : kept).path) == 0 else {
            throw DropFault(step: .move, number: errno)
        }
    }

    /// Writes the reasons file whole or not at all; one of the same name gives way.
    func writeReasons(_ name: DropName, _ content: (_ write: (String) throws -> Void) throws -> Void) throws {
        let temporary = DropName(".reasons.tmp")
        let flags = O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC
        let number = openat(needsFixing.number, temporary.path, flags, 0o640 as mode_t)
        guard number >= 0 else { throw DropFault(step: .write, number: errno) }
        let file = Descriptor(number)
        try content { try DropFolder.write(Array($0.utf8), to: file) }
        guard fsync(file.number) == 0,
            renameat(needsFixing.number, temporary.path, needsFixing.number, name.path) == 0
        else { throw DropFault(step: .write, number: errno) }
    }

    /// The file it speaks of is not there.
    func removeReasons(_ name: DropName) { unlinkat(needsFixing.number, name.path, 0) }

    private func folder(_ place: Place) -> Descriptor {
        switch place {
        case .done: done
        case .needsFixing: needsFixing
        }
    }

    private static func write(_ bytes: [UInt8], to file: Descriptor) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(file.number, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw DropFault(step: .write, number: errno) }
            rest = rest.dropFirst(written)
        }
    }

    private static func sync(_ folder: Descriptor) throws {
        guard fsync(folder.number) == 0 else { throw DropFault(step: .move, number: errno) }
    }
}
