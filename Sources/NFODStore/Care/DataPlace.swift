import Glibc
import Synchronization

/// Where the store's files are, held by the directory itself, so that a removed or exchanged one is noticed. The files
/// are looked at through it by fstatat(2): opening and closing one would drop SQLite's locks.
public final class DataPlace: Sendable {
    private let path: String
    private let descriptor: Int32
    private let files: [String: Identity]

    /// A file's place on its disk: another file under the same name has another.
    private struct Identity: Hashable {
        let device: dev_t
        let number: ino_t

        init(_ status: stat) {
            device = status.st_dev
            number = status.st_ino
        }
    }

    private static let log = "nfodd.db-wal"
    private static let names = ["nfodd.db", log, "nfodd.lock"]

    /// Remembers the files of an open store.
    init(_ directory: DataDirectory) throws {
        path = directory.path
        descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw StoreError.directoryMissing(path) }
        var files: [String: Identity] = [:]
        for name in Self.names { files[name] = Self.status(of: name, in: descriptor).map(Identity.init) }
        self.files = files
    }

    deinit { close(descriptor) }

    /// Whether all is where and as it was; nil when it is.
    public func fault() -> StoreFault? {
        var held = stat()
        var found = stat()
        guard fstat(descriptor, &held) == 0, held.st_nlink > 0, stat(path, &found) == 0 else { return .gone }
        guard Identity(held) == Identity(found) else { return .exchanged }
        for (name, identity) in files.sorted(by: { $0.key < $1.key }) {
            guard let status = Self.status(of: name, in: descriptor) else { return .gone }
            guard Identity(status) == identity else { return .exchanged }
            if status.st_mode & S_IWUSR == 0 { return .readOnly }
        }
        var volume = statvfs()
        let isReadOnly = fstatvfs(descriptor, &volume) == 0 && volume.f_flag & UInt(ST_RDONLY) != 0
        return isReadOnly || held.st_mode & S_IWUSR == 0 ? .readOnly : nil
    }

    /// Bytes that may still be written by us; nil when the disk does not say.
    public func freeBytes() -> Int64? {
        var volume = statvfs()
        guard fstatvfs(descriptor, &volume) == 0 else { return nil }
        return Int64(clamping: volume.f_bavail) * Int64(clamping: volume.f_frsize)
    }

    /// Length of the write-ahead log.
    public func logBytes() -> Int64 { Self.status(of: Self.log, in: descriptor).map { Int64($0.st_size) } ?? 0 }

    private static func status(of name: String, in directory: Int32) -> stat? {
        var status = stat()
        return fstatat(directory, name, &status, 0) == 0 ? status : nil
    }
}
