import ArgumentParser
import NFODDaemon

struct LinkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "link",
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
