import Foundation
import NFODConfig
import NFODStore

/// Where a secret lies: handed over by systemd (`$CREDENTIALS_DIRECTORY`), or a file beside the data.
struct SecretPlace: Hashable, Sendable {
    let path: String
    let isCredential: Bool

    /// A credential of the file's name wins, with or without the prefix that systemd gives to files of a directory.
    ///
    /// - Parameters:
    ///   - file: as configured; a relative one starts at `directory`.
    ///   - credentials: nil when systemd handed nothing over.
    init(of file: String, beside directory: String, credentials: String?) {
        let name = URL(fileURLWithPath: file).lastPathComponent
        let given = ["nfodd_" + name, name].compactMap { name in credentials.map { $0 + "/" + name } }
        let found = given.first { FileManager.default.fileExists(atPath: $0) }
        path = found ?? URL(fileURLWithPath: file, relativeTo: URL(fileURLWithPath: directory + "/")).path
        isCredential = found != nil
    }

    var exists: Bool { access(path, F_OK) == 0 }

    /// Others of this machine may read or change it.
    var isExposed: Bool { rights & 0o006 != 0 }

    /// Others of this machine may change it.
    var isWritableByOthers: Bool { rights & 0o002 != 0 }

    private var rights: mode_t {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode : 0
    }

    /// Nil when it cannot be read.
    /// - Throws: `DaemonError.secretExposed`.
    func text() throws(DaemonError) -> String? {
        guard !isExposed else { throw .secretExposed(path) }
        return FileManager.default.contents(atPath: path).flatMap { String(data: $0, encoding: .utf8) }
    }
}

extension Daemon {
    /// Where the secret of this name lies; the tokens' file for instance.
    func secretPlace(of file: String) -> SecretPlace {
        SecretPlace(of: file, beside: store.directory, credentials: options.credentialsDirectory)
    }

    /// Where hashed tokens are read.
    public var tokensPath: String { secretPlace(of: httpAtStart.tokensFile).path }

    /// Nil when systemd handed nothing over.
    public static var credentialsOfThisProcess: String? {
        ProcessInfo.processInfo.environment["CREDENTIALS_DIRECTORY"]
    }

    static let vaultKeyFile = "vault.key"
}
