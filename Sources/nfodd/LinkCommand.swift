import ArgumentParser
import NFODDaemon

/// Lists are the default, so that a file can follow the command at once.
struct LinkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "link",
        abstract: "Find people who stand more than once in a list; train the model that weighs notifications.",
        discussion: """
            `nfodd link FILE [FILE] --profile FILE --out FILE` is about lists and needs no data directory. `train`, \
            `use` and `models` are about the model with which notifications are linked as they come in.
            """,
        subcommands: [LinkListsCommand.self, Train.self, Use.self, Models.self],
        defaultSubcommand: LinkListsCommand.self)

    struct Train: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Estimate from the notifications how much each agreement says; kept as a version, not used yet.")
        @OptionGroup var places: Places
        @OptionGroup var form: AnswerForm

        func run() throws { try Console.ask(.linkageModel(.train), places, asJSON: form.json) }
    }

    struct Use: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Weigh notifications that come from now on with this version; nothing is linked anew.")
        @OptionGroup var places: Places
        @OptionGroup var form: AnswerForm

        @Argument(help: "The version, from `nfodd link models`; 0 is the shipped one.")
        var model: Int64

        func run() throws { try Console.ask(.linkageModel(.use(model)), places, asJSON: form.json) }
    }

    struct Models: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The versions, and which is in use.")
        @OptionGroup var places: Places
        @OptionGroup var form: AnswerForm

        func run() throws { try Console.ask(.linkageModel(.list), places, asJSON: form.json) }
    }
}

struct LinkListsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lists",
        abstract: "Find people who stand more than once in a list, or in two lists.",
        discussion: """
            Opens no data directory and writes nothing but the files named here. `--out` gets the columns \
            `record,person`: records of one person have the same one, named for the first of them. With two lists, \
            one `--out` holds both, two hold one each. How much each agreement says is learnt from the list itself; \
            the profile says what the columns are (config/linkage/people.yaml explains it).
            """)

    @Option(help: "What the columns are and how they are compared.")
    var profile: String

    @Option(help: "Where the links go; once, or once for each list.")
    var out: [String]

    @Option(help: "Also the reasons, pair by pair: joined, doubt or apart, bits, and a sentence without any value.")
    var evidence: String?

    @Argument(help: "One or two lists: CSV files or .xlsx workbooks.")
    var files: [String]

    func validate() throws {
        guard (1...2).contains(files.count) else { throw ValidationError("give one list or two") }
        guard (1...files.count).contains(out.count) else {
            throw ValidationError("give --out once, or once for each list")
        }
        let paths = out + [evidence].compactMap { $0 }
        guard Set(paths).count == paths.count, Set(paths).isDisjoint(with: files) else {
            throw ValidationError("each file that is written wants a name of its own")
        }
    }

    func run() async throws {
        try Console.give(
            await ListLinking(lists: files, profile: profile, outputs: out, evidence: evidence).run())
    }
}
