import Crypto
import Foundation

/// Where the socket of a data directory lives: a short directory of its own that only its owner may enter, because a
/// socket's path may have 107 bytes at most and a data directory's may be longer.
struct SocketPlace {
    let directory: String
    var path: String { directory + "/s" }

    static let pathBytesMax = 107

    /// Makes the directory, in the first place that will have it.
    /// - Throws: `SocketFault.placeMissing`.
    static func make(for dataDirectory: String, environment: [String: String]) throws(SocketFault) -> SocketPlace {
        let name = shortName(of: dataDirectory)
        var last = ""
        for parent in parents(environment) {
            let place = SocketPlace(directory: parent + "/nfodd-" + name)
            last = place.directory
            if place.path.utf8.count <= pathBytesMax, place.prepare() { return place }
        }
        throw .placeMissing(last)
    }

    /// Removes the socket and its directory.
    func clear() {
        unlink(path)
        rmdir(directory)
    }

    private static func parents(_ environment: [String: String]) -> [String] {
        // systemd gives a service RUNTIME_DIRECTORY and a session XDG_RUNTIME_DIR.
        let given = ["RUNTIME_DIRECTORY", "XDG_RUNTIME_DIR"].compactMap { environment[$0] }
        return given.filter { $0.hasPrefix("/") } + (getuid() == 0 ? ["/run"] : []) + ["/tmp"]
    }

    private static func shortName(of dataDirectory: String) -> String {
        let resolved = URL(fileURLWithPath: dataDirectory).resolvingSymlinksInPath().path
        let digest = SHA256.hash(data: Data("\(getuid()):\(resolved)".utf8))
        return digest.prefix(6).map { String(UInt16($0) + 256, radix: 16).dropFirst() }.joined()
    }

    /// In a directory that everybody may write to, somebody else may have been there first: only a real directory of
    /// this user with nobody else's rights will do.
    private func prepare() -> Bool {
        mkdir(directory, 0o700)
        var status = stat()
        guard lstat(directory, &status) == 0, status.st_mode & S_IFMT == S_IFDIR, status.st_uid == geteuid() else {
            return false
        }
        if status.st_mode & 0o077 != 0 { chmod(directory, 0o700) }
        return access(directory, W_OK | X_OK) == 0
    }
}
