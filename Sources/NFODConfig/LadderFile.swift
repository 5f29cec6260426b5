public import NFODEngine

/// Reads `config/escalation.yaml`.
public enum LadderFile {
    public static let name = "escalation.yaml"

    /// A ladder with the places its words stand at, for problems that only other files show.
    struct Placed {
        let policy: LadderPolicy
        let levels: [PlacedLevel]
    }

    struct PlacedLevel {
        let level: LadderPolicy.Level
        let place: YAMLReader
        /// One for each entry of its audience.
        let audience: [YAMLReader]
    }

    /// - Returns: nil when the file has problems; they are in the list.
    public static func read(_ text: String, list: ProblemList) -> LadderPolicy? { placed(text, list: list)?.policy }

    static func placed(_ text: String, list: ProblemList) -> Placed? {
        guard let reader = YAMLReader.parse(text, file: name, list: list) else { return nil }
        let before = list.problems.count
        reader.allowKeys(["ladder", "acknowledgementHolds", "levels", "repeatLastEvery", "repeatLastFor"])
        let ladder = reader.required("ladder")?.identifier()
        let holds = reader.required("acknowledgementHolds")?.span()
        let every = reader.required("repeatLastEvery")?.span()
        let lasting = reader.required("repeatLastFor")?.span()
        let entries = reader.required("levels")?.elements() ?? []
        let placed = entries.compactMap { readLevel($0) }
        if placed.count == entries.count { check(placed, reader) }
        if let every, every < .minutes(5) {
            reader.optional("repeatLastEvery")?.problem("repeating more often than every 5m helps nobody")
        }
        guard before == list.problems.count, let ladder, let holds, let every, let lasting else { return nil }
        let levels = placed.map(\.level)
        let policy = LadderPolicy(
            hash: PolicyHash(ContentHash.of(canonical(ladder, levels, [holds, every, lasting]))), name: ladder,
            levels: levels, acknowledgementHolds: holds, lastLevelRepeatsEvery: every, lastLevelRepeatsFor: lasting)
        return Placed(policy: policy, levels: placed)
    }

    private static func readLevel(_ reader: YAMLReader) -> PlacedLevel? {
        reader.allowKeys(["name", "at", "tell", "last", "meanwhile", "gather"])
        let name = reader.required("name")?.string()
        let start = reader.required("at").flatMap { readStart($0) }
        let entries = reader.required("tell")?.elements() ?? []
        let audience = entries.compactMap { readAudience($0) }
        if audience.isEmpty { reader.problem("tells nobody; give \(audienceWords) under 'tell'") }
        let isLast = reader.optional("last")?.boolean() ?? false
        let meanwhile = reader.optional("meanwhile").flatMap { readWords($0) }
        let gathersFor = reader.optional("gather").flatMap { readGathering($0, isLast: isLast) }
        guard let name, let start, !audience.isEmpty, audience.count == entries.count else { return nil }
        let level = LadderPolicy.Level(
            name: name, start: start, audience: audience, isLast: isLast, meanwhile: meanwhile, gathersFor: gathersFor)
        return PlacedLevel(level: level, place: reader, audience: entries)
    }

    /// They travel in alerts: one line that fits a telephone.
    private static func readWords(_ reader: YAMLReader) -> String? {
        guard let words = reader.string() else { return nil }
        if words.count <= 160, !words.contains(where: \.isNewline) { return words }
        reader.problem("expected one line of 160 characters at most")
        return nil
    }

    /// What waits longer than this is told too late; what waits for less than a minute gathers nothing.
    private static let gathering = Span.minutes(1)...Span.hours(1)

    private static func readGathering(_ reader: YAMLReader, isLast: Bool) -> Span? {
        guard let span = reader.span() else { return nil }
        if isLast {
            reader.problem("a level with 'last: true' waits for nothing; take 'gather' out")
        } else if !gathering.contains(span) {
            reader.problem("expected 1m to 1h")
        } else {
            return span
        }
        return nil
    }

    private static func readStart(_ reader: YAMLReader) -> LadderPolicy.Start? {
        reader.allowKeys(["overdose", "beforeDue", "afterDue", "afterLevelBefore"])
        let entries = reader.entries()
        guard entries.count == 1, let (key, value) = entries.first else {
            reader.problem("give exactly one of overdose, beforeDue, afterDue, afterLevelBefore")
            return nil
        }
        guard let span = value.span() else { return nil }
        switch key {
        case "overdose": return .init(.overdose, span)
        case "beforeDue": return .init(.contactDue, -span)
        case "afterDue": return .init(.contactDue, span)
        case "afterLevelBefore": return .init(.levelBefore, span)
        default: return nil
        }
    }

    private static let audienceWords = "owner, role:NAME, agency:NAME or worker:NAME"

    private static func readAudience(_ reader: YAMLReader) -> Audience? {
        guard let text = reader.string() else { return nil }
        guard let audience = Audience(text: text) else {
            reader.problem("expected \(audienceWords), found '\(reader.shown)'")
            return nil
        }
        return audience
    }

    private static func canonical(_ ladder: String, _ levels: [LadderPolicy.Level], _ spans: [Span]) -> String {
        let lines = levels.map { level in
            let words = [
                level.name, level.start.anchor.rawValue, String(level.start.offset.milliseconds),
                level.audience.map(\.text).joined(separator: " "),
                String(level.isLast) + (level.gathersFor.map { " gathers \($0.milliseconds)" } ?? ""),
            ]
            return (words + (level.meanwhile.map { [$0] } ?? [])).joined(separator: "|")
        }
        return ([ladder] + spans.map { String($0.milliseconds) } + lines).joined(separator: "\n")
    }
}
