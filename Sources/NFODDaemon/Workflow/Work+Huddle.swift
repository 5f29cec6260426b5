import NFODConfig
public import NFODEngine
import NFODStore

/// Huddles that people call beside the calendar.
extension Work {
    /// Carries out a request.
    ///
    /// - Throws: ``InvalidInput``; ``HuddleRefusal`` when the rules say no.
    public func carryOut(_ request: HuddleRequest) throws {
        let (at, why) = try request.read(usualTime: configuration.huddles.usualTime, now: now)
        switch request.action {
        case .call: try systemEvent(.huddleCalled(try huddles.decideCalling(at, why: why, now: now)))
        case .callOff:
            let called = Set(try tx.calledHuddles.standing().map(\.at))
            try systemEvent(.huddleCalledOff(try huddles.decideCallingOff(at, called: called, now: now)))
        }
        try renewHuddles()
        try waitForHuddles()
    }

    /// Arms anew whatever waits for the next huddle or for the end of a working day. A digest that is due already still
    /// goes out.
    func waitForHuddles() throws {
        let digest = try tx.due.rows(of: .system).first { $0.kind == Work.digestDue }
        if digest.map({ $0.at > now }) ?? true { try armSystem(digestAt: huddles.nextHuddle(after: now)) }
        let kinds: Set = [CaseDue.Kind.followUp.rawValue, CaseDue.Kind.confirmation.rawValue]
        for stream in try tx.due.streams(waitingFor: kinds) {
            guard case .case(let id) = stream, let loaded = try loadCase(id) else { continue }
            try project(loaded, context)
        }
        try lookAhead()
    }

    /// What is due before the next huddle: has one seen it?
    private func lookAhead() throws {
        for id in try tx.responses.open(dueBefore: huddles.nextHuddle(after: now)) {
            try handle(.lookAhead, on: id, loaded: try loadCase(id))
        }
    }
}

extension Reading {
    /// What is planned, the local day of `now` first.
    public func huddlePlan(from now: Instant, days: Int) throws -> HuddlePlan {
        let called = try tx.calledHuddles.standing().map { ($0.at, $0.why) }
        return HuddlePlan(
            huddles, configured: configuration.huddles, called: Dictionary(called, uniquingKeysWith: { $1 }), from: now,
            days: days)
    }
}
