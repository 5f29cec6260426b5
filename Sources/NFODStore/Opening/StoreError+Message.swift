extension StoreError: CustomStringConvertible {
    /// One line for people: what is wrong and what to do. Holds paths, numbers and event types, never personal data.
    public var message: String {
        switch self {
        case .versionConflict(let stream, let expected, let found):
            "\(stream) is at version \(found), not \(expected): load it again and decide again"
        case .eventTypeUnknown(let sequence, let type, let version):
            "event \(sequence.map(String.init) ?? "(new)") has type \(type) version \(version), "
                + "which this program does not know: use the program that wrote it, or a newer one"
        case .eventUnreadable(let sequence, let type, let version):
            "event \(sequence) of type \(type) version \(version) cannot be read: run verify, then restore a backup"
        case .underLegalHold(let sequence):
            "event \(sequence) is about somebody whose death is confirmed; keep it until the review is over"
        case .payloadNotRemovable(let sequence):
            "the payload of event \(sequence) cannot be removed: it is gone, was never there, or records a removal"
        case .vaultRecordMissing(let id): "the vault has no record \(id): run verify"
        case .vaultRecordBlank(let id): "vault record \(id) was removed on purpose; only its number is left"
        case .vaultRecordUnreadable(let id): "vault record \(id) does not open: run verify, then restore a backup"
        case .readTooLong(let seconds): "a read took longer than \(seconds) s and was stopped: ask for less at a time"
        case .lost(let fault): fault.message
        case .closed: "the store is closed: start the service again"
        default: openingMessage
        }
    }

    private var openingMessage: String {
        switch self {
        case .directoryMissing(let path):
            "data directory \(path) is missing: check --data, or create it"
        case .directoryReadOnly(let path):
            "data directory \(path) cannot be written: check its owner, its mode (0700) and how the disk is mounted"
        case .directoryRemote(let path):
            "data directory \(path) is on a network or user-space file system: move it to a local disk "
                + "(or force it with store.remoteFileSystem, at your own risk)"
        case .inUse(let path, let holder):
            "data directory \(path) is in use by process \(holder.map(String.init) ?? "(unknown)"): "
                + "stop that process, or talk to it over its socket"
        case .databaseMissing(let path):
            "there is no database in \(path): check --data, restore a backup, or create a new one on purpose"
        case .databaseForeign(let path): "\(path) belongs to another program: check --data"
        case .databaseDamaged(let path): "\(path) is damaged: put it aside and restore a backup"
        case .databaseNewer(let found, let known):
            "the database has schema version \(found), this program knows \(known): use the newer program"
        case .settingNotKept(let name, let wanted, let found):
            "SQLite setting \(name) is \(found) instead of \(wanted): this SQLite cannot be used safely"
        case .vaultKeyMissing(let path): "the vault key \(path) is missing: put it back from its own backup"
        case .vaultKeyExposed(let path):
            "everybody on this machine may read or change the vault key \(path): `chmod 600` it, and find out who did"
        case .vaultKeyWrong(let path):
            "the vault key \(path) is not this database's: put the right one back from its own backup"
        default: code
        }
    }

    public var description: String { message }
}

extension StoreFault {
    /// What is wrong and what to do.
    public var message: String {
        switch self {
        case .full: "no space is left on the disk of the data: make room"
        case .disk: "the disk of the data fails: look at the disk and the kernel's log, then start again"
        case .damaged: "the database is damaged: run `nfodd verify`, then put the last good copy in its place"
        case .readOnly:
            "the data cannot be written any more: look at owner, modes and how the disk is mounted, then start again"
        case .gone: "the data directory or a file in it is gone: mount it, or put a copy in its place, then start again"
        case .exchanged: "another data directory or file is in the place of ours: look who did that, then start again"
        }
    }
}
