import Glibc

/// Disk space set aside in a file, `reserve`, that is given up when the disk is full, so that the alerts about it and
/// those of the cases can still be written.
public struct SpaceReserve: Sendable {
    private let file: String

    init(in directory: String) { file = directory + "/reserve" }

    public var isSetAside: Bool { access(file, F_OK) == 0 }

    /// Sets so many bytes aside. The caller has seen that there is room for them and for more.
    /// - Returns: false when that did not work; then nothing is set aside.
    @discardableResult
    public func setAside(_ bytes: Int64) -> Bool {
        guard !isSetAside else { return true }
        let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        guard posix_fallocate(descriptor, 0, off_t(bytes)) == 0 else {
            giveUp()
            return false
        }
        return true
    }

    public func giveUp() { unlink(file) }
}
