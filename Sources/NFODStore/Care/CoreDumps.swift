import CFileSystem
import Glibc

/// What a crash leaves behind. This process holds names in the clear: its memory may stand in no file.
public enum CoreDumps {
    /// From now on this process leaves none, whatever the system does with them, and nobody else's may read its memory.
    ///
    /// - Returns: false when the system would not have it so.
    public static func forbid() -> Bool {
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        // The limit holds for files, the flag for programs that are handed the dump instead.
        return setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none) == 0 && nfod_set_dumpable(0) == 0
    }
}
