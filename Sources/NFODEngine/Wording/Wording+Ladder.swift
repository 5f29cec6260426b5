/// Words for what a ladder will do, and why then.
extension Wording {
    /// `12 h before contact is due`
    public func text(_ start: LadderPolicy.Start) -> String {
        let length = exactly(start.offset)
        let isAtOnce = start.offset == .zero
        return switch start.anchor {
        case .overdose: isAtOnce ? "at the \(overdose.one)" : "\(length) after the \(overdose.one)"
        case .contactDue where isAtOnce: "when contact is due"
        case .contactDue: "\(length) \(start.offset < .zero ? "before contact is" : "after contact was") due"
        case .levelBefore: isAtOnce ? "with the level before" : "\(length) after the level before"
        }
    }

    /// - Parameter zone: for instants of the reason's own.
    public func text(_ why: LadderForecast.Why, in zone: ZoneRules) -> String {
        switch why {
        case .planned(let start): text(start)
        case .overBefore(let start, let own):
            "\(text(start)), which was \(TimePhrase.moment(own, in: zone)), before the ladder began: at once"
        case .nobodyReached: "at once, because the level before reached nobody"
        case .held(let start, let since):
            "\(text(start)) is \(TimePhrase.moment(since, in: zone)), but somebody has taken it or paused reminders"
        case .again(let every): "every \(exactly(every)), because nobody has reached the person"
        case .anew(let start): "\(text(start)), where it belongs: it went out before that"
        case .ownTime: "its own time"
        }
    }

    public func text(_ kind: LadderForecast.Kind) -> String {
        switch kind {
        case .level(_, let name, let occurrence): occurrence > 1 ? "\(name), again" : name
        case .acceptTimeOut(let worker):
            "\(worker) has not accepted: the coordinator's, and offered to the next, who is looked up then"
        case .shiftEnd(let worker):
            "\(worker) goes home: the duty's, and offered to somebody at work, who is looked up then"
        case .followUp: "second follow-up due"
        case .confirmation: "an objection waits for a second person"
        }
    }

    /// `worker-5 (owner, role:duty-worker)`, `coordinator-2 (role:duty-manager, nobody on the rota: deputy)`, `nobody
    /// (role:duty-worker, declared uncovered (3))`, `nobody (owner, role:duty-worker: worker-1 disabled or without a
    /// channel)`.
    public func text(_ found: AudienceFound) -> String {
        let named = found.owner.map { "owner, \($0.text)" } ?? found.audience.text
        let entry = named + (found.declared.map { ", declared uncovered (\($0))" } ?? "")
        let missing = found.cannotBeTold.map(\.name).joined(separator: ", ")
        guard !found.workers.isEmpty else {
            return missing.isEmpty
                ? "nobody (\(entry))" : "nobody (\(entry): \(missing) disabled or without a channel)"
        }
        let names = found.workers.map(\.name).joined(separator: ", ")
        let deputies = found.areDeputies ? ", nobody on the rota: deputy" : ""
        return "\(names) (\(entry)\(deputies))"
    }

    /// What is said of a level whose alerts may wait for others.
    public func gathering(_ span: Span) -> String {
        "may wait \(exactly(span)) for others to the same recipient, and goes in one message with them"
    }

    /// Hours and minutes as the configuration writes them; ``TimePhrase`` would round.
    private func exactly(_ span: Span) -> String {
        let seconds = span.milliseconds.magnitude / 1_000
        let parts = [(seconds / 3_600, "h"), (seconds / 60 % 60, "min"), (seconds % 60, "s")]
        let shown = parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: " ")
        return shown.isEmpty ? "0 h" : shown
    }
}
