public import NFODEngine

/// Reads `config/escalation.yaml`.
public enum LadderFile {
    public static let name = "escalation.yaml"

    /// A ladder with the places its levels stand at, for problems that only other files show.
    struct Placed {
        let policy: LadderPolicy
        let levels: [YAMLReader]
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
        let levels = entries.compactMap { readLevel($0) }
        check(levels, entries: entries, reader: reader)
        if let every, every < .minutes(5) {
            reader.optional("repeatLastEvery")?.problem("repeating more often than every 5m helps nobody")
        }
        guard before == list.problems.count, let ladder, let holds, let every, let lasting else { return nil }
        let policy = LadderPolicy(
            hash: PolicyHash(ContentHash.of(canonical(ladder, levels, [holds, every, lasting]))), name: ladder,
            levels: levels, acknowledgementHolds: holds, lastLevelRepeatsEvery: every, lastLevelRepeatsFor: lasting)
        return Placed(policy: policy, levels: entries)
    }

    private static func readLevel(_ reader: YAMLReader) -> LadderPolicy.Level? {
        reader.allowKeys(["name", "at", "tell", "last"])
        let name = reader.required("name")?.string()
        let start = reader.required("at").flatMap { readStart($0) }
        let audience = reader.required("tell")?.elements().compactMap { readAudience($0) } ?? []
        if audience.isEmpty { reader.problem("tells nobody; give owner, role:NAME or worker:NAME under 'tell'") }
        let isLast = reader.optional("last")?.boolean() ?? false
        guard let name, let start, !audience.isEmpty else { return nil }
        return LadderPolicy.Level(name: name, start: start, audience: audience, isLast: isLast)
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

    private static func readAudience(_ reader: YAMLReader) -> Audience? {
        guard let text = reader.string() else { return nil }
        guard let audience = Audience(text: text) else {
            reader.problem("expected owner, role:NAME or worker:NAME, found '\(reader.shown)'")
            return nil
        }
        return audience
    }

    /// Dead ends: no level at all, no last level, a relative level that comes first.
    private static func check(_ levels: [LadderPolicy.Level], entries: [YAMLReader], reader: YAMLReader) {
        guard levels.count == entries.count else { return }
        guard let last = levels.last else {
            reader.problem("a ladder without levels tells nobody; give at least one")
            return
        }
        if !last.isLast { entries[levels.count - 1].problem("the last level needs 'last: true'") }
        if levels[0].start.anchor == .levelBefore {
            entries[0].problem("the first level has no level before it; use overdose, beforeDue or afterDue")
        }
        // Where contact is due counts from the overdose by a setting of another file: see checkOrder.
        for anchor in [LadderPolicy.Start.Anchor.overdose, .contactDue] {
            let same = levels.indices.filter { levels[$0].start.anchor == anchor }
            inOrder(same.map { (entries[$0], levels[$0].start.offset) })
        }
    }

    /// Levels that count from the overdose and levels that count from the due time, in one order.
    ///
    /// - Parameter contactWithin: from the overdose to the due time.
    static func checkOrder(_ ladder: Placed, contactWithin: Span) {
        let absolute = ladder.policy.levels.indices.filter { ladder.policy.levels[$0].start.isAbsolute }
        inOrder(
            absolute.map { index in
                let start = ladder.policy.levels[index].start
                return (ladder.levels[index], start.anchor == .overdose ? start.offset : contactWithin + start.offset)
            })
    }

    private static func inOrder(_ levels: [(entry: YAMLReader, at: Span)]) {
        for (above, level) in zip(levels, levels.dropFirst()) where level.at < above.at {
            level.entry.problem("fires before a level that stands above it; put the levels in order of time")
        }
    }

    private static func canonical(_ ladder: String, _ levels: [LadderPolicy.Level], _ spans: [Span]) -> String {
        let lines = levels.map { level in
            [
                level.name, level.start.anchor.rawValue, String(level.start.offset.milliseconds),
                level.audience.map(\.text).joined(separator: " "), String(level.isLast),
            ].joined(separator: "|")
        }
        return ([ladder] + spans.map { String($0.milliseconds) } + lines).joined(separator: "\n")
    }
}
