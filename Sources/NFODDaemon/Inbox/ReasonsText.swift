import NFODEngine
import NFODStore

/// The words of a reasons file: what happened, what to do, and each reason with its line. For somebody at the agency or
/// on the team who knows nothing of this program. Holds nothing of the file's rows.
struct ReasonsText {
    let file: InboxTable.File
    let zone: ZoneRules

    func heading(isWholeFile: Bool) -> String {
        """
        Why the file beside this one needs fixing
        =========================================
        Source:    \(file.source)
        Received:  \(zone.iso8601(file.receivedAt))

        What happened
        \(isWholeFile ? wholeFile : someRows)

        What to do
        1. \(isWholeFile ? putRightTheFile : putRightTheLines)
        2. \(DropAdvice.upload)
        3. Delete this file and the one beside it.

        Reasons
        """ + "\n"
    }

    func line(_ reason: InboxTable.Reason) -> String {
        let place = reason.line == 0 ? "the whole file" : "line \(reason.line)"
        return "\(place) [\(reason.code)]: \(reason.message)\n"
    }

    private var taken: Int {
        file.progress.accepted + file.progress.unchanged + file.progress.corrected
    }

    /// A file may have been begun before it was stopped, and refused when it was gone on with.
    private var wholeFile: String {
        let unknown = "If it tells of anybody, we do not know of them yet."
        guard taken > 0 else { return "Nothing of the file was taken in. \(unknown)" }
        return """
            \(PageText.count(taken, "row was", "rows were")) taken in before, and \(taken == 1 ? "stays" : "stay"); \
            the rest of the file was not taken in. \(unknown)
            """
    }

    private var someRows: String {
        let progress = file.progress
        return """
            \(PageText.count(taken, "row was", "rows were")) taken in and \(taken == 1 ? "stays" : "stay") taken in: \
            \(progress.accepted) new, \(progress.corrected) corrected, \(progress.unchanged) known already.
            \(PageText.count(progress.quarantined, "row was", "rows were")) not. \
            Somebody may be behind each of them.
            """
    }

    private var putRightTheFile: String { "Put right what is said below, or ask the source for another file." }

    private var putRightTheLines: String {
        "Put the lines named below right. The others may stay: what was taken in is not taken in twice."
    }
}

/// How a file is handed in so that nobody reads half of it.
enum DropAdvice {
    static let upload =
        "Put the file into the source's folder again, under any name: first under one that ends in .part, and renamed "
        + "when it is all there."
}
