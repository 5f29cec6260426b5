public import NFODEngine

/// What the store says no to. A fault of disk or database is a GRDB `DatabaseError` and passes through as it is.
public enum StoreError: Error, Hashable, Sendable {
    case directoryMissing(String)
    case directoryReadOnly(String)
    /// A network or user-space file system, on which SQLite's locks cannot be trusted.
    case directoryRemote(String)
    /// Another process holds the lock; its id, when it could be read.
    case inUse(directory: String, holder: Int32?)
    /// The directory is there but holds no database, and creating one was not asked for.
    case databaseMissing(String)
    /// The file is a database of some other program.
    case databaseForeign(String)
    /// The file is not a database any more.
    case databaseDamaged(String)
    /// A newer program made this schema.
    case databaseNewer(found: Int64, known: Int64)
    case settingNotKept(name: String, wanted: String, found: String)
    case vaultKeyMissing(String)
    /// Everybody on the machine may read the key.
    case vaultKeyExposed(String)
    /// The key file is not the one this database was made with.
    case vaultKeyWrong(String)
    /// Somebody else wrote to the stream since it was loaded; load again and decide again.
    case versionConflict(stream: EventStream, expected: Int64, found: Int64)
    /// No payload type of this name and version is registered.
    case eventTypeUnknown(sequence: Int64?, type: String, version: Int)
    case eventUnreadable(sequence: Int64, type: String, version: Int)
    /// There is no such event, it is blank already, or it is itself the record of a removal.
    case payloadNotRemovable(sequence: Int64)
    /// A death is confirmed: nothing about that person may be erased (rule 34).
    case underLegalHold(sequence: Int64)
    case vaultRecordMissing(VaultID)
    /// Retention or a mistake's correction has removed it; only its number is left.
    case vaultRecordBlank(VaultID)
    /// It does not open under its key, or is not of the type asked for.
    case vaultRecordUnreadable(VaultID)
    /// A read ran longer than readers may; long readers keep the write-ahead log from shrinking.
    case readTooLong(seconds: Double)
    /// The disk fails, or the data directory is not what it was: nothing is read or written any more.
    case lost(StoreFault)
    /// The store was closed; the service is going down.
    case closed

    /// Stable, for programs.
    public var code: String {
        switch self {
        case .directoryMissing: "directoryMissing"
        case .directoryReadOnly: "directoryReadOnly"
        case .directoryRemote: "directoryRemote"
        case .inUse: "inUse"
        case .databaseMissing: "databaseMissing"
        case .databaseForeign: "databaseForeign"
        case .databaseDamaged: "databaseDamaged"
        case .databaseNewer: "databaseNewer"
        case .settingNotKept: "settingNotKept"
        case .vaultKeyMissing: "vaultKeyMissing"
        case .vaultKeyExposed: "vaultKeyExposed"
        case .vaultKeyWrong: "vaultKeyWrong"
        case .versionConflict: "versionConflict"
        case .eventTypeUnknown: "eventTypeUnknown"
        case .eventUnreadable: "eventUnreadable"
        case .payloadNotRemovable: "payloadNotRemovable"
        case .underLegalHold: "underLegalHold"
        case .vaultRecordMissing: "vaultRecordMissing"
        case .vaultRecordBlank: "vaultRecordBlank"
        case .vaultRecordUnreadable: "vaultRecordUnreadable"
        case .readTooLong: "readTooLong"
        case .lost: "storeLost"
        case .closed: "closed"
        }
    }
}
