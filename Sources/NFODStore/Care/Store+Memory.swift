import CFileSystem
import GRDB

extension Store {
    /// Gives back what is kept of the database in memory for the next time. Each connection may keep a good deal of it,
    /// and would for as long as the process lives. What is asked for next is read from the disk again.
    public func releaseMemory() throws {
        try onWriter { _ in }
        // Readers end and are opened anew when they are wanted; the writer does it in its turn.
        pool.releaseMemoryEventually()
        try onWriter { _ in }
        malloc_trim(0)
    }
}
