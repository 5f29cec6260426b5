import Glibc
import NFODEngine
import Synchronization

/// Keeps a second process out of a data directory: flock(2) on `nfodd.lock`, a file of its own, so that SQLite's locks
/// on the database stay SQLite's. The kernel drops the lock with the process, however it ends.
///
/// First line of the file: the holder's process id. Second line: the socket it listens on, once it does.
public final class ProcessLock: Sendable {
    /// Who holds a directory.
    public struct Holder: Hashable, Sendable {
        public let process: Int32
        /// Path of the holder's Unix socket; nil until it listens.
        public let socket: String?
    }

    private let descriptor: Mutex<Int32?>

    private init(descriptor: Int32) { self.descriptor = Mutex(descriptor) }

    deinit { release() }

    static func take(in directory: DataDirectory) throws -> ProcessLock {
        let file = Glibc.open(directory.lock, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw StoreError.directoryReadOnly(directory.path) }
        // A short patience: somebody may be asking who the holder is, or the holder may not have signed yet.
        for _ in 0..<attemptsMax {
            if flock(file, LOCK_EX | LOCK_NB) == 0 {
                let lock = ProcessLock(descriptor: file)
                lock.announce(socket: nil)
                return lock
            }
            usleep(attemptMicroseconds)
        }
        let holder = read(file)
        Glibc.close(file)
        throw StoreError.inUse(directory: directory.path, holder: holder?.process)
    }

    /// Who holds the directory; nil when nobody does.
    public static func holder(of directory: String) -> Holder? {
        let file = Glibc.open(DataDirectory(path: directory).lock, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { Glibc.close(file) }
        return flock(file, LOCK_SH | LOCK_NB) == 0 ? nil : read(file)
    }

    /// Writes this process's id, and the socket it listens on, into the lock file.
    public func announce(socket: String?) {
        let text = "\(getpid())\n" + (socket.map { $0 + "\n" } ?? "")
        descriptor.withLock { file in
            guard let file else { return }
            ftruncate(file, 0)
            _ = text.utf8.withContiguousStorageIfAvailable { pwrite(file, $0.baseAddress, $0.count, 0) }
        }
    }

    /// Gives the directory back. Safe to call twice.
    func release() {
        descriptor.withLock { file in
            guard let held = file else { return }
            ftruncate(held, 0)
            Glibc.close(held)
            file = nil
        }
    }

    private static func read(_ file: Int32) -> Holder? {
        var buffer = [UInt8](repeating: 0, count: 512)
        let count = pread(file, &buffer, buffer.count, 0)
        let lines = String(decoding: buffer.prefix(max(count, 0)), as: UTF8.self).split(separator: "\n")
        guard let process = lines.first.flatMap({ Int32($0) }) else { return nil }
        return Holder(process: process, socket: lines.dropFirst().first.map(String.init))
    }

    private static let attemptsMax = 5
    private static let attemptMicroseconds: UInt32 = 20_000
}
