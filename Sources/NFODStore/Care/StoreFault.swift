import GRDB

/// A fault of the disk or of the database as a whole, told apart from one of a single statement.
public enum StoreFault: String, Error, Hashable, Sendable, CaseIterable {
    /// No space is left.
    case full
    /// The disk does not do what it was told: after a failed sync nobody knows what is on it.
    case disk
    /// The database is damaged.
    case damaged
    /// It cannot be written.
    case readOnly
    /// The data directory or a file in it is gone.
    case gone
    /// Another directory or file is in its place.
    case exchanged

    /// Nil for everything else.
    public init?(_ error: any Error) {
        switch error {
        case let fault as StoreFault: self = fault
        case StoreError.lost(let fault): self = fault
        case let error as DatabaseError:
            switch (error.resultCode, error.extendedResultCode) {
            case (.SQLITE_FULL, _), (_, .SQLITE_IOERR_SHMSIZE): self = .full
            case (_, .SQLITE_READONLY_DBMOVED): self = .exchanged
            case (.SQLITE_READONLY, _): self = .readOnly
            case (.SQLITE_IOERR, _): self = .disk
            case (.SQLITE_CORRUPT, _), (.SQLITE_NOTADB, _): self = .damaged
            default: return nil
            }
        default: return nil
        }
    }
}
