import Crypto
import Foundation
import Glibc
import NFODEngine

/// The keys that open a vault, made from one secret in a file of its own, so that they can have a backup with a shorter
/// life than the database's.
struct VaultKeys: Sendable {
    /// Wraps the data keys.
    let master: SymmetricKey
    /// Makes the blinds.
    let blinder: Blinder
    /// Makes the links of alerts.
    let links: LinkSigner
    /// Names the secret without telling it; kept in the database to notice a wrong file.
    let name: String

    private init(secret: SymmetricKey) {
        func derive(_ purpose: String) -> SymmetricKey {
            HKDF<SHA256>.deriveKey(
                inputKeyMaterial: secret, info: Data("nfodd vault \(purpose)".utf8), outputByteCount: 32)
        }
        master = derive("master")
        blinder = Blinder(key: derive("index"))
        links = LinkSigner(key: derive("alert link"))
        name = derive("name").withUnsafeBytes { $0.prefix(8).map { String(format: "%02x", $0) }.joined() }
    }

    /// Reads the key file.
    static func read(_ path: String) throws -> VaultKeys {
        var status = stat()
        guard stat(path, &status) != 0 || status.st_mode & 0o006 == 0 else { throw StoreError.vaultKeyExposed(path) }
        guard let bytes = FileManager.default.contents(atPath: path) else { throw StoreError.vaultKeyMissing(path) }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        guard lines.count == 2, lines[0] == heading, let secret = Data(base64Encoded: String(lines[1])),
            secret.count == 32
        else { throw StoreError.vaultKeyWrong(path) }
        return VaultKeys(secret: SymmetricKey(data: secret))
    }

    /// Makes a key file with a new secret; never writes over one.
    static func create(_ path: String) throws {
        let secret = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }
        let text = heading + "\n" + secret.base64EncodedString() + "\n"
        let file = Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw StoreError.vaultKeyWrong(path) }
        defer { Glibc.close(file) }
        let bytes = Array(text.utf8)
        guard write(file, bytes, bytes.count) == bytes.count, fsync(file) == 0 else {
            throw StoreError.directoryReadOnly(path)
        }
    }

    private static let heading = "nfodd vault key 1"
}
