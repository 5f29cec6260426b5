import GRDB
import NFODConfig
import NFODEngine
import NFODStore

/// What an error is called and how a command ends with it. The one place where errors become words.
public enum Failure {
    static let refusalExit: Int32 = 1
    static let wrongUseExit: Int32 = 2
    static let faultExit: Int32 = 3

    /// Standard error's lines and the exit code: 1 for a refusal, 2 for wrong input, 3 for a fault.
    public static func answer(_ error: any Error) -> Answer {
        switch error {
        case let refusal as any Refusal: line(refusal.message, refusal.code, refusalExit)
        case let error as FeedRefusal: line(error.message, error.code, refusalExit)
        case let error as InvalidInput:
            Answer(
                errors: error.problems.map { "\($0.field): \($0.code); expected \($0.expected) [invalidInput]" },
                exitCode: wrongUseExit)
        case let error as ConfigurationProblems:
            Answer(errors: error.problems.map { "\($0.description) [configuration]" }, exitCode: wrongUseExit)
        case let error as StoreError: line(error.message, error.code, faultExit)
        case let error as DaemonError: line(error.description, error.code, error.isWrongUse ? wrongUseExit : faultExit)
        case let error as SocketFault: line(error.message, error.code, faultExit)
        case let error as SetupRefusal: line(error.message, error.code, error.exitCode)
        case let error where StoreFault(error) == .full: line(StoreFault.full.message, "diskFull", faultExit)
        case let error as DatabaseError:
            line("SQLite says \(error.resultCode): look at the disk, then run `nfodd verify`", "database", faultExit)
        default:
            // The text of an unexpected error may quote data: only its kind is told.
            line("a fault of the program or the disk (\(type(of: error))); see the log", "fault", faultExit)
        }
    }

    private static func line(_ message: String, _ code: String, _ exitCode: Int32) -> Answer {
        Answer(errors: ["\(message) [\(code)]"], exitCode: exitCode)
    }
}

extension DaemonError {
    var isWrongUse: Bool {
        switch self {
        case .sourceUnknown, .historyOnly, .clockMixed, .clockNotSimulated, .clockSimulated, .directoryNotEmpty,
            .fileUnreadable,
            .noDaemon:
            true
        case .portTaken, .ladderMissing, .fileFull, .secretMissing, .channelInvalid, .secretExposed, .intakeClosed,
            .notificationMissing:
            false
        }
    }
}
