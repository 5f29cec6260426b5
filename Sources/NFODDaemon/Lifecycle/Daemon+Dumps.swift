import NFODStore

extension Daemon {
    /// From now on this process, which has names in its memory, leaves no dump of it.
    ///
    /// - Returns: nil, or the system's number of the error where it cannot be forbidden.
    public static func forbidDumps() -> Int32? {
        do {
            try MemoryDump.forbid()
            return nil
        } catch { return error.number }
    }
}
