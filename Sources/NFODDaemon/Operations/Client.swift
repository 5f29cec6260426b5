/// Asks the daemon that runs on a directory, or opens the directory when none runs.
public enum Client {
    public static func ask(_ operation: Operation, _ places: Directories) throws -> Answer {
        let daemon = try Daemon(
            Daemon.Options(dataDirectory: places.data, configDirectory: places.config, delivery: .record))
        defer { try? daemon.close() }
        return OperationRunner(daemon).run(operation, by: LocalUser.actor)
    }
}
