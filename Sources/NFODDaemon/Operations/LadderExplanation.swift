import NFODConfig
import NFODEngine

/// A case's ladder, what it has done and what it will do, for people at a terminal.
struct LadderExplanation {
    let state: CaseState
    let forecast: LadderForecast
    /// The present, by which the forecast was made.
    let context: CaseContext
    let isPreview: Bool

    private var zone: ZoneRules { context.zone }

    var policy: (LadderPolicy, LadderState)? { state.ladder.map { (context.ladders[$0.policy], $0) } }

    /// Each level of the policy it runs by, with what has become of it.
    var past: [(level: LadderPolicy.Level, state: LadderState.LevelState)] {
        policy.map { policy, running in zip(policy.levels, running.levels).map { ($0, $1) } } ?? []
    }

    var takenUntil: Instant? { state.ladder?.acknowledgement.flatMap { ifAhead($0.until) } }
    var pausedUntil: Instant? { state.ladder?.silence.flatMap { ifAhead($0.until) } }
    var keepTryingUntil: Instant? { state.ladder?.keepTrying.flatMap { ifAhead($0.nextLookAt) } }

    private func ifAhead(_ instant: Instant) -> Instant? { instant > context.now ? instant : nil }

    var text: String { (head + standing + soFar + toCome).joined(separator: "\n") }

    private var head: [String] {
        let late = state.toldLate.map { "  (told late: \($0.rawValue))" } ?? ""
        let stage = state.ending.map { "ended: \($0.ending.kind.rawValue), no ladder runs" }
        return [
            isPreview ? "a response like any other, and nothing happens" : "\(state.code), if nothing happens",
            "times         \(zone.name)",
            "overdose      \(moment(state.overdose.earliest))",
            "notified      \(moment(state.notifiedAt))\(late)",
            "contact due   \(moment(state.contactDueAt))",
            "next huddle   \(nextHuddle)",
            "owner         \(state.owner.text)",
            "ladder        \(stage ?? ladder)",
        ]
    }

    private var nextHuddle: String {
        let huddle = context.huddles.nextHuddle(after: context.now)
        let isLate = context.now < state.contactDueAt && state.contactDueAt < huddle && state.isOpen
        return moment(huddle) + (isLate ? ", which is after contact is due" : "")
    }

    private var ladder: String {
        guard let (policy, running) = policy else { return "none" }
        let isCurrent = policy.hash == context.ladders.current.hash
        return "\(policy.name), run \(running.run)"
            + (isCurrent ? "" : ", as it was when it began; `nfodd case restart-ladder CODE` takes today's")
    }

    private var standing: [String] {
        [
            takenUntil.map { "taken         until \(moment($0)), or the next level with an instant of its own" },
            pausedUntil.map { "paused        until \(moment($0)); never over the due time" },
            keepTryingUntil.map { "keep trying   the huddle looks again \(moment($0))" },
        ].compactMap { $0 }
    }

    private var soFar: [String] {
        let lines = past.compactMap { level, state -> String? in
            switch state {
            case .waiting: return nil
            case .skipped: return indent + "\(level.name): passed over, because a higher level was due already"
            case .fired(let first, let latest, let occurrences, let reached):
                let times = occurrences > 1 ? ", \(occurrences) times, the latest \(moment(latest))" : ""
                return "\(place(first))\(level.name)\(times)\(reached ? "" : ", REACHED NOBODY")"
            }
        }
        return lines.isEmpty ? [] : ["", "so far"] + lines
    }

    private var toCome: [String] {
        let wording = Wording()
        var lines = forecast.steps.flatMap { step in
            var lines = [place(step.at) + wording.text(step.kind)]
            lines.append(indent + "to   \(whom(step.found, wording))")
            if case .level = step.kind {
                lines.append(indent + "why  \(wording.text(step.why, in: zone))")
                if step.isGap { lines.append(indent + "NOBODY IS TOLD: the next level at once, and an alarm") }
                if let span = step.gathersFor { lines.append(indent + wording.gathering(span)) }
                if let meanwhile = step.meanwhile { lines.append(indent + "meanwhile: \(meanwhile)") }
            }
            if let repeats = step.repeats {
                let times = repeats.count == 1 ? "once more" : "\(repeats.count) times more, the last"
                lines.append(indent + "\(times) \(moment(repeats.last))")
            }
            return lines
        }
        if let digest = forecast.digest {
            lines.append(place(digest.firstAt) + "digest of the huddle day, and of every one after it, without end")
            lines.append(indent + "to   \(whom(digest.found, wording))")
        }
        return ["", "to come"] + (lines.isEmpty ? [indent + "nothing"] : lines)
    }

    private func whom(_ found: [AudienceFound], _ wording: Wording) -> String {
        found.map { wording.text($0) }.joined(separator: "; ")
    }

    /// `Mon 1 Mar 09:30`; with the year where it is another.
    private func moment(_ instant: Instant) -> String { TimePhrase.moment(instant, in: zone, now: context.now) }

    /// The same as a column.
    private func place(_ instant: Instant) -> String {
        let words = moment(instant)
        return words + String(repeating: " ", count: max(2, indent.count - words.count))
    }

    private let indent = String(repeating: " ", count: 18)
}
