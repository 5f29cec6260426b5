import ArgumentParser
import NFODDaemon
import NFODEngine

struct ScreenCase: CaseSubcommand {
    static let action = CaseRequest.Action.screen
    static let configuration = describe("Answer the questions that come before any visit.")
    @OptionGroup var target: CaseTarget
    @OptionGroup var who: WorkerOption
    @OptionGroup var time: TimeOption
    @OptionGroup var words: NoteOption

    @Option(help: "Is there a risk to staff? yes, no or unknown.")
    var riskToStaff: String

    @Option(help: "Is there domestic abuse? yes, no or unknown.")
    var domesticAbuse: String

    @Option(help: "Is a way of contact known at which nobody else listens? yes, no or unknown.")
    var safeContactKnown: String

    @Option(help: "Are there children? yes, no or unknown.")
    var children: String

    func fill(_ request: inout CaseRequest) throws {
        request.worker = who.worker
        request.at = time.at
        request.note = words.words()
        request.riskToStaff = riskToStaff
        request.domesticAbuse = domesticAbuse
        request.safeContactKnown = safeContactKnown
        request.children = children
    }
}

struct AttemptCase: CaseSubcommand {
    static let action = CaseRequest.Action.attempt
    static let configuration = describe("A try to reach the person; the clock goes on.")
    @OptionGroup var target: CaseTarget
    @OptionGroup var who: WorkerOption
    @OptionGroup var time: TimeOption
    @OptionGroup var words: NoteOption

    @Option(help: "How: \(oneOf(Attempt.Way.self)).")
    var way: String

    @Option(help: "What came of it: \(oneOf(Attempt.Outcome.self)).")
    var outcome: String

    func fill(_ request: inout CaseRequest) throws {
        request.worker = who.worker
        request.at = time.at
        request.note = words.words()
        request.way = way
        request.outcome = outcome
    }
}

struct ContactCase: CaseSubcommand {
    static let action = CaseRequest.Action.contact
    static let configuration = describe("Somebody spoke with the person about this overdose: the clock stops.")
    @OptionGroup var target: CaseTarget
    @OptionGroup var who: WorkerOption
    @OptionGroup var time: TimeOption
    @OptionGroup var words: NoteOption

    @Option(help: "How: \(oneOf(Contact.Way.self)).")
    var way: String

    @Option(help: "What the person said: \(oneOf(Contact.Outcome.self)).")
    var outcome: String

    @Option(help: "The day on which support is offered again, where they said no for now.")
    var offerAgainOn: String?

    @Flag(help: "It was about this overdose; without it, it is an attempt.")
    var aboutThisOverdose = false

    @Flag(help: "Support was offered; without it, it is an attempt.")
    var supportOffered = false

    @Flag(help: "It was checked who answered; needed for an answered message.")
    var identityChecked = false

    func fill(_ request: inout CaseRequest) throws {
        request.worker = who.worker
        request.at = time.at
        request.note = words.words()
        request.way = way
        request.outcome = outcome
        request.offerAgainOn = offerAgainOn
        request.aboutThisOverdose = aboutThisOverdose
        request.supportOffered = supportOffered
        request.identityChecked = identityChecked
    }
}

struct WithdrawContactCase: CaseSubcommand {
    static let action = CaseRequest.Action.withdrawContact
    static let configuration = describe("The contact was no contact after all: the case opens again.")
    @OptionGroup var target: CaseTarget
}

struct FollowUpCase: CaseSubcommand {
    static let action = CaseRequest.Action.followUp
    static let configuration = describe("The second follow-up, after hospital or custody, is done.")
    @OptionGroup var target: CaseTarget
    @OptionGroup var time: TimeOption
    func fill(_ request: inout CaseRequest) throws { request.at = time.at }
}

struct WhereaboutsCase: CaseSubcommand {
    static let action = CaseRequest.Action.whereabouts
    static let configuration = describe("Where the person is now: hospital, custody, discharged.")
    @OptionGroup var target: CaseTarget
    @OptionGroup var time: TimeOption

    @Option(help: "Where: \(oneOf(Whereabouts.self)).")
    var outcome: String

    func fill(_ request: inout CaseRequest) throws {
        request.at = time.at
        request.outcome = outcome
    }
}
