import ArgumentParser
import NFODDaemon
import NFODEngine

struct WishesCase: CaseSubcommand {
    static let action = CaseRequest.Action.wishes
    static let configuration = describe("What the person asks for; it holds for all their responses.")
    @OptionGroup var target: CaseTarget
    @OptionGroup var words: NoteOption

    @Option(help: "How it is known: \(oneOf(Objection.KnownFrom.self)).")
    var way: String

    @Option(help: "They asked for a female worker: yes or no.")
    var femaleWorker: String?

    @Option(help: "Their key worker in treatment, a worker's id, or none.")
    var keyWorker: String?

    @Option(help: "A worker who must not have their responses; with --reason.")
    var exclude: String?

    @Option(help: "exclude: why: \(oneOf(PersonWishes.Exclusion.Why.self)).")
    var reason: String?

    @Option(help: "A worker who is excluded no longer.")
    var allow: String?

    @Option(help: "Ways that are not safe for them, with commas, or none: \(oneOf(Attempt.Way.self)).")
    var unsafeWays: String?

    @Option(help: "What they would like, with commas, or none: worker:ID, agency:ID, skill:NAME.")
    var preferences: String?

    func fill(_ request: inout CaseRequest) throws {
        request.way = way
        request.note = words.words()
        request.femaleWorker = femaleWorker
        request.keyWorker = keyWorker
        request.exclude = exclude
        request.reason = reason
        request.allow = allow
        request.unsafeWays = unsafeWays
        request.preferences = preferences
    }
}
