import CFileSystem
import Glibc

/// A dump of this process's memory would hold names, because whoever shows them has them in memory.
public enum MemoryDump {
    /// What a dump still needs, in words of the system.
    public struct Fault: Error { public let number: Int32 }

    /// From now on this process leaves no core file, whatever the system's limit and collector of dumps are, and other
    /// processes of the same user cannot read its memory.
    ///
    /// - Throws: ``Fault`` with the system's number of the error.
    public static func forbid() throws(Fault) {
        // A collector that dumps are piped to need not heed the limit; it gets none of a process that is not dumpable.
        guard nfod_set_dumpable(0) == 0, nfod_set_core_limit(0) == 0 else { throw Fault(number: errno) }
    }

    /// Whether the system would dump this process.
    public static var isPossible: Bool { nfod_is_dumpable() != 0 }
}
