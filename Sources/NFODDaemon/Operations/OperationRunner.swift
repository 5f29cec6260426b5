public import NFODEngine
import NFODStore

/// Carries out what the command line asks, on an open directory. What goes wrong becomes part of the answer.
public struct OperationRunner: Sendable {
    let daemon: Daemon

    public init(_ daemon: Daemon) { self.daemon = daemon }

    public func run(_ operation: Operation, by actor: Actor) -> Answer {
        do { return try answer(operation, by: actor) } catch { return Failure.answer(error) }
    }

    private func answer(_ operation: Operation, by actor: Actor) throws -> Answer {
        switch operation {
        case .exportLinks: Answer(output: try LinkExport(daemon.workflow).csv())
        default: Answer(errors: ["later"], exitCode: 3)
        }
    }
}
