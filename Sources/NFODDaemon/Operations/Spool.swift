import Foundation

/// Feeds on their way in: files that only their owner may read, in the data directory, gone once they are taken in.
struct Spool: Sendable {
    private let directory: String

    init(of dataDirectory: String) { directory = dataDirectory + "/spool" }

    /// A new, empty file to write to.
    func newFile() throws -> (path: String, file: FileHandle) {
        mkdir(directory, 0o700)
        let path = directory + "/" + UUID().uuidString
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw DaemonError.fileFull(path) }
        return (path, FileHandle(fileDescriptor: descriptor, closeOnDealloc: true))
    }

    /// Keeps what a pipe tells, which can be read once only.
    func copy(of source: String) throws -> String {
        let (path, file) = try newFile()
        do {
            try FileChunks.each(of: source) { try Spool.write($0, to: file, path) }
            try file.close()
            return path
        } catch {
            Spool.remove(path)
            throw error
        }
    }

    /// What a crash left behind.
    func empty() {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? [] {
            Spool.remove(directory + "/" + name)
        }
    }

    static func write(_ bytes: [UInt8], to file: FileHandle, _ path: String) throws {
        do { try file.write(contentsOf: Data(bytes)) } catch { throw DaemonError.fileFull(path) }
    }

    static func remove(_ path: String) { unlink(path) }
}

/// What stands behind a path.
enum FileKind {
    static func isRegular(_ path: String) -> Bool { mode(path).map { $0 & S_IFMT == S_IFREG } ?? false }

    /// Something whose bytes this process may read.
    static func isReadable(_ path: String) -> Bool {
        guard let mode = mode(path), mode & S_IFMT != S_IFDIR else { return false }
        return access(path, R_OK) == 0
    }

    private static func mode(_ path: String) -> mode_t? {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode : nil
    }
}
