public import NFODEngine

/// How a store is opened. All defaults are safe ones.
public struct StoreOptions: Sendable {
    /// Make directory, database and vault key where they are missing. Without it a missing database is an error, so
    /// that a mistyped path never shows up as an empty caseload.
    public var createIfMissing: Bool
    /// Where the vault key lies; nil for `vault.key` in the data directory. Elsewhere lets keys have a backup of their
    /// own.
    public var vaultKeyPath: String?
    /// Longest time one read may take.
    public var readLimit: Span
    /// Connections that read at the same time.
    public var readers: Int
    /// Open on a network or user-space file system all the same.
    public var allowsRemoteFileSystem: Bool

    public init(
        createIfMissing: Bool = false, vaultKeyPath: String? = nil, readLimit: Span = .seconds(10), readers: Int = 4,
        allowsRemoteFileSystem: Bool = false
    ) {
        self.createIfMissing = createIfMissing
        self.vaultKeyPath = vaultKeyPath
        self.readLimit = readLimit
        self.readers = readers
        self.allowsRemoteFileSystem = allowsRemoteFileSystem
    }
}
