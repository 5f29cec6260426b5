import Glibc

/// Does anybody have a file open for writing? The kernel grants a lease for reading only when nobody has.
enum WriterCheck {
    /// Nil when the kernel will not say: the file belongs to another user and we may not take leases on it (that wants
    /// `CAP_LEASE`), or its disk knows none.
    ///
    /// - Parameter file: open for reading only.
    static func hasWriter(_ file: Descriptor) -> Bool? {
        // Whoever opens the file while the lease stands makes the kernel send a signal: one that is ignored unless
        // asked for, because the ordinary one ends the process.
        guard fcntl(file.number, setSignal, SIGURG) == 0 else { return nil }
        if fcntl(file.number, setLease, Int32(F_RDLCK)) == 0 {
            _ = fcntl(file.number, setLease, Int32(F_UNLCK))
            return false
        }
        return errno == EAGAIN ? true : nil
    }

    /// `F_SETSIG` and `F_SETLEASE` of Linux's fcntl.h, which Swift does not import.
    private static let setSignal: Int32 = 10
    private static let setLease: Int32 = 1_024
}
