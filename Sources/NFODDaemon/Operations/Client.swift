import NFODEngine
import NFODStore

/// Asks the daemon that runs on a directory, or opens the directory when none runs. Never a second opener.
public enum Client {
    /// - Throws: what opening throws; ``SocketFault``. Everything else stands in the answer.
    public static func ask(_ operation: Operation, _ places: Directories, asJSON: Bool = false) throws -> Answer {
        let (readable, complaints) = sorted(operation)
        guard let readable else { return complaints }
        var answer = try askWhole(readable, places, asJSON)
        answer.errors = complaints.errors + answer.errors
        answer.exitCode = max(complaints.exitCode, answer.exitCode)
        return answer
    }

    /// Makes a directory with an empty database, for real time. One that is there already stays as it is.
    /// - Throws: what opening throws.
    public static func create(_ places: Directories) throws {
        try Daemon(
            Daemon.Options(
                dataDirectory: places.data, configDirectory: places.config, createIfMissing: true,
                secretsMayBeMissing: true, credentialsDirectory: Daemon.credentialsOfThisProcess)
        ).close()
    }

    private static func askWhole(_ operation: Operation, _ places: Directories, _ asJSON: Bool) throws -> Answer {
        if let holder = ProcessLock.holder(of: places.data), let socket = holder.socket {
            return try SocketClient(path: socket, process: holder.process).ask(operation, asJSON: asJSON)
        }
        if case .reloadConfiguration = operation { throw DaemonError.noDaemon(places.data) }
        // Alerts are left in the outbox, where the next daemon finds them.
        let daemon = try Daemon(
            Daemon.Options(
                dataDirectory: places.data, configDirectory: places.config, delivery: .send,
                secretsMayBeMissing: true, credentialsDirectory: Daemon.credentialsOfThisProcess))
        defer { try? daemon.close() }
        return OperationRunner(daemon).run(operation, by: LocalUser.actor, asJSON: asJSON)
    }

    /// Files are looked at where the command was given; those that cannot be read are told, the others go on. Nil when
    /// none is left.
    private static func sorted(_ operation: Operation) -> (Operation?, Answer) {
        guard case .ingest(let files, let isHistory) = operation else { return (operation, Answer()) }
        var complaints = Answer()
        for file in files where !FileKind.isReadable(file.path) {
            let failure = Failure.answer(DaemonError.fileUnreadable(file.path))
            complaints.errors += failure.errors.map { "\(file.source): \($0)" }
            complaints.exitCode = failure.exitCode
        }
        let found = files.filter { FileKind.isReadable($0.path) }
        return (found.isEmpty ? nil : .ingest(files: found, isHistory: isHistory), complaints)
    }
}
