import NFODStore

extension Daemon {
    /// From now on a crash leaves nothing of this process's memory, in which people have names.
    ///
    /// - Returns: false when the system would not have it so.
    public static func forbidCoreDumps() -> Bool { CoreDumps.forbid() }
}
