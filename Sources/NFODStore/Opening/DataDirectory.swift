import Glibc
import NFODEngine

/// The directory that holds one store's files, checked before anything is opened.
///
/// Nothing here opens, reads or stats the database file's content: closing any descriptor of it would drop every POSIX
/// lock that SQLite holds on it in this process.
struct DataDirectory: Sendable {
    let path: String

    var database: String { path + "/nfodd.db" }
    var lock: String { path + "/nfodd.lock" }
    var vaultKey: String { path + "/vault.key" }

    /// Checks that the directory exists, can be written and is on a local disk; makes it when asked to.
    static func prepare(_ path: String, _ options: StoreOptions) throws -> DataDirectory {
        if mode(of: path) == nil, options.createIfMissing { mkdir(path, 0o700) }
        guard let mode = mode(of: path), mode & S_IFMT == S_IFDIR else { throw StoreError.directoryMissing(path) }
        // An administrator may be root, to whom access() refuses nothing: a missing write bit counts as well.
        guard mode & S_IWUSR != 0, access(path, W_OK | X_OK) == 0 else { throw StoreError.directoryReadOnly(path) }
        guard options.allowsRemoteFileSystem || FileSystemKind(of: path) == .local else {
            throw StoreError.directoryRemote(path)
        }
        return DataDirectory(path: path)
    }

    static func exists(_ path: String) -> Bool { mode(of: path) != nil }

    /// Makes an empty file that only its owner may read, or does nothing where there is one.
    func createPrivately(_ file: String) throws {
        let descriptor = Glibc.open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if descriptor < 0, errno != EEXIST { throw StoreError.directoryReadOnly(path) }
        if descriptor >= 0 { Glibc.close(descriptor) }
    }

    /// Takes every right from others; SQLite gives its log files the mode of the database.
    func restrict() throws {
        guard chmod(path, 0o700) == 0, chmod(database, 0o600) == 0 else { throw StoreError.directoryReadOnly(path) }
    }

    private static func mode(of path: String) -> mode_t? {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode : nil
    }
}
