import ArgumentParser
import NFODDaemon
import NFODEngine

struct ShowCase: CaseSubcommand {
    static let action = CaseRequest.Action.show
    static let configuration = describe("Where the response stands.")
    @OptionGroup var target: CaseTarget
}

struct AssignCase: CaseSubcommand {
    static let action = CaseRequest.Action.assign
    static let configuration = describe(
        "Give the case to a worker, to whom it is proposed for, or offer it to an agency's duty desk.")
    @OptionGroup var target: CaseTarget

    @Option(help: "A worker's id from config/team.yaml; with --proposed, whom you saw proposed.")
    var worker: String?

    @Option(help: "The agency whose duty desk is asked; one of its workers accepts by name.")
    var desk: String?

    @Flag(help: "Take the proposal as it stands: see `nfodd case show`.")
    var proposed = false

    @Option(help: "\(oneOf(WorkerAssignment.Kind.self)); keyWorker for the worker of a treatment service.")
    var kind = WorkerAssignment.Kind.outreach.rawValue

    @Option(help: "The second worker of a visit by two.")
    var partner: String?

    @Option(help: "Why they, where they lack something: \(oneOf(AssignmentExplanation.Why.self)).")
    var reason: String?

    func validate() throws {
        guard worker != nil || desk != nil || proposed else {
            throw ValidationError("give --worker, --desk or --proposed")
        }
    }

    func fill(_ request: inout CaseRequest) throws {
        request.worker = worker
        request.desk = desk
        request.proposed = proposed ? true : nil
        request.kind = kind
        request.partner = partner
        request.reason = reason
    }
}

struct AcceptCase: CaseSubcommand {
    static let action = CaseRequest.Action.accept
    static let configuration = describe(
        "The worker takes the case on, for their agency's duty desk where that was asked.")
    @OptionGroup var target: CaseTarget
    @OptionGroup var who: WorkerOption
    func fill(_ request: inout CaseRequest) throws { request.worker = who.worker }
}

struct HandBackCase: CaseSubcommand {
    static let action = CaseRequest.Action.handBack
    static let configuration = describe("The worker gives the case back, with the reason.")
    @OptionGroup var target: CaseTarget
    @OptionGroup var who: WorkerOption

    @Option(help: "Why: \(oneOf(HandedBack.Why.self)).")
    var reason: String

    func fill(_ request: inout CaseRequest) throws {
        request.worker = who.worker
        request.reason = reason
    }
}

struct AcknowledgeCase: CaseSubcommand {
    static let action = CaseRequest.Action.acknowledge
    static let configuration = describe("A named person says \"I have it\" to an alert.")
    @OptionGroup var target: CaseTarget
    @OptionGroup var who: WorkerOption
    func fill(_ request: inout CaseRequest) throws { request.worker = who.worker }
}

struct SilenceCase: CaseSubcommand {
    static let action = CaseRequest.Action.silence
    static let configuration = describe("Pause reminders for a while; never over the due time.")
    @OptionGroup var target: CaseTarget
    @OptionGroup var who: WorkerOption

    @Option(help: "When reminders begin again.")
    var until: String

    @Option(help: "Why: \(oneOf(LadderState.SilenceReason.self)).")
    var reason: String

    func fill(_ request: inout CaseRequest) throws {
        request.worker = who.worker
        request.until = until
        request.reason = reason
    }
}

struct KeepTryingCase: CaseSubcommand {
    static let action = CaseRequest.Action.keepTrying
    static let configuration = describe("The huddle decides: go on trying, and look again then.")
    @OptionGroup var target: CaseTarget
    @OptionGroup var who: WorkerOption
    @OptionGroup var words: NoteOption

    @Option(help: "How, with commas: \(oneOf(Attempt.Way.self)).")
    var way: String

    @Option(help: "The next look, at the next huddle at the latest.")
    var until: String

    func fill(_ request: inout CaseRequest) throws {
        request.worker = who.worker
        request.until = until
        request.way = way
        request.note = words.words()
    }
}

struct NotTodayCase: CaseSubcommand {
    static let action = CaseRequest.Action.notToday
    static let configuration = describe("The huddle decides what is done about somebody whom nobody can visit today.")
    @OptionGroup var target: CaseTarget
    @OptionGroup var who: WorkerOption
    @OptionGroup var words: NoteOption

    @Option(help: "What is done instead: \(oneOf(NotTodayDecided.Instead.self)).")
    var reason: String

    @Option(help: "The next look, at the next huddle at the latest.")
    var until: String

    func fill(_ request: inout CaseRequest) throws {
        request.worker = who.worker
        request.until = until
        request.reason = reason
        request.note = words.words()
    }
}

struct RestartLadderCase: CaseSubcommand {
    static let action = CaseRequest.Action.restartLadder
    static let configuration = describe("Begin the ladder again, by the policy now in force.")
    @OptionGroup var target: CaseTarget

    @Option(help: "Why: \(oneOf(LadderRestarted.Why.self)).")
    var reason: String

    func fill(_ request: inout CaseRequest) throws { request.reason = reason }
}
