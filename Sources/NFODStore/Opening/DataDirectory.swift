import Foundation
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
        guard options.allowsRemoteFileSystem || !isRemote(path) else { throw StoreError.directoryRemote(path) }
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

    /// By the type of the deepest mount that holds the path; unknown counts as local.
    private static func isRemote(_ path: String) -> Bool {
        guard let resolved = realpath(path, nil) else { return false }
        defer { free(resolved) }
        let place = String(cString: resolved) + "/"
        guard let mounts = try? String(contentsOfFile: "/proc/self/mounts", encoding: .utf8) else { return false }
        return isRemote(place, mounts: mounts)
    }

    /// `mounts` as in proc(5): device, place and type of one mount a line.
    static func isRemote(_ place: String, mounts: String) -> Bool {
        var deepest = (length: 0, type: Substring(""))
        for line in mounts.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count > 2 else { continue }
            let mount = words[1] == "/" ? "/" : words[1] + "/"
            if place.hasPrefix(mount), mount.count >= deepest.length { deepest = (mount.count, words[2]) }
        }
        return remoteTypes.contains { deepest.type == $0 } || deepest.type.hasPrefix("fuse")
    }

    private static let remoteTypes = ["nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "ceph", "afs"]
}
