import NFODConfig
public import NFODEngine
import NFODStore

/// What an error is called and how a command ends with it. The one place where errors become words.
public enum Failure {
    /// Standard error's lines and the exit code: 1 for a refusal, 2 for wrong input, 3 for a fault.
    public static func answer(_ error: any Error) -> Answer {
        switch error {
        case let refusal as any Refusal: Answer(errors: ["\(refusal.message) [\(refusal.code)]"], exitCode: 1)
        case let error as FeedRefusal: Answer(errors: ["\(error.message) [\(error.code)]"], exitCode: 1)
        case let error as InvalidInput:
            Answer(
                errors: error.problems.map { "\($0.field): \($0.code); expected \($0.expected) [invalidInput]" },
                exitCode: 2)
        case let error as ConfigurationProblems:
            Answer(errors: error.problems.map { "\($0.description) [configuration]" }, exitCode: 2)
        case let error as StoreError: Answer(errors: ["\(error.message) [\(error.code)]"], exitCode: 3)
        case let error as DaemonError:
            Answer(errors: ["\(error.description) [\(error.code)]"], exitCode: error.isWrongUse ? 2 : 3)
        default:
            // The text of an unexpected error may quote data: only its kind is told.
            Answer(
                errors: ["a fault of the program or the disk (\(type(of: error))); see the log [fault]"], exitCode: 3)
        }
    }
}

extension DaemonError {
    var isWrongUse: Bool {
        switch self {
        case .sourceUnknown, .clockMixed, .clockNotSimulated, .directoryNotEmpty, .fileUnreadable: true
        case .ladderMissing, .fileFull, .secretMissing, .channelInvalid, .notificationMissing: false
        }
    }
}
