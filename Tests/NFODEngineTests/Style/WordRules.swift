/// People first: words that are never used about the people this is for (language table of the glossary).
enum WordRules {
    private static let never = [
        "addict", "addicts", "addicted", "abuser", "abusers", "drug user", "drug users", "drug-user", "drug abuse",
        "junkie", "junkies", "druggie", "non-engaged", "non-engaging", "not engaged", "failed to engage",
        "did not engage", "frequent flyer", "frequent flyers", "drug-seeking", "non-compliant", "lacks insight",
    ]
    /// "Refused" is said of rows and requests, never of a person: not where sentences about people are written.
    private static let neverInSentences = ["refused", "refuses"]
    private static let neverOnPages = ["clean", "dirty"]

    private static let sentences = ["Engine/Wording/", "Engine/Huddle/", "Engine/Plan/", "Engine/Triage/"]
        .map { "Sources/NFOD" + $0 }
    private static let proseForPeople = ["config/", "docs/"]
    /// The lists themselves, and what other agencies wrote.
    private static let exempt = [
        "Tests/NFODEngineTests/Style/", "Tests/NFODEngineTests/Huddle/ReportWordingTests.swift",
        "Tests/NFODEngineTests/Triage/WordingTests.swift", "Tests/Fixtures/",
    ]

    static func check(_ file: StyleFile) -> [Violation] {
        guard !file.isUnder(exempt) else { return [] }
        var found = banned(never, in: file.lines, file)
        if file.isUnder(sentences) { found += banned(neverInSentences + neverOnPages, in: file.literals, file) }
        if file.isUnder(["Sources/NFODWeb/"]) { found += banned(neverOnPages, in: file.literals, file) }
        if file.isUnder(proseForPeople) { found += banned(neverInSentences, in: file.lines, file) }
        return found
    }

    private static func banned(_ words: [String], in lines: [String], _ file: StyleFile) -> [Violation] {
        file.lines(of: lines.map { $0.lowercased() }, having: words) { "not a word for people: '\($0)'" }
    }
}
