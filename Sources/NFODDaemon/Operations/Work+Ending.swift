import NFODEngine
import NFODStore

extension Work {
    /// An ending's fields, by its kind (rule 34).
    func end(_ request: CaseRequest, _ fields: RequestReader, _ state: CaseState) throws -> CaseCommand {
        let kind = fields.choice(request.kind, "kind", Ending.Kind.self)
        let at = fields.instant(request.at, "at")
        guard let kind else { throw fields.refusal }
        let ended = try ending(kind, request, fields, state)
        return .end(try fields.finish(ended), at: try fields.finish(at), byHuddle: request.byHuddle ?? false)
    }

    private func ending(
        _ kind: Ending.Kind, _ request: CaseRequest, _ fields: RequestReader, _ state: CaseState
    ) throws -> Ending? {
        switch kind {
        case .objects:
            let scope = fields.choice(request.outcome, "outcome", Objection.Scope.self)
            let knownFrom = fields.choice(request.way, "way", Objection.KnownFrom.self)
            guard let scope, let knownFrom else { return nil }
            return .objects(
                Objection(scope: scope, knownFrom: knownFrom, words: try keep(request.note, about: state.id)))
        case .diedReported: return .diedReported
        case .diedConfirmed: return .diedConfirmed
        case .transferred:
            let agency = fields.identifier(request.agency, "agency", "the agency that takes over, as an identifier")
            let name = fields.required(request.note, "note", "who accepted, by name")
            guard let agency, let words = try keep(name, about: state.id) else { return nil }
            return .transferred(to: AgencyID(agency), acceptedBy: words)
        case .notAnOverdose: return .notAnOverdose
        case .wrongOrDoubled: return .wrongOrDoubled
        case .notReached:
            let plan = fields.required(request.note, "note", "places tried, and the plan to reopen")
            return try keep(plan, about: state.id).map { .notReached(planToReopen: $0) }
        case .reached, .coveredBy:
            fields.note("kind", "recordedElsewhere", "a contact; use the action 'contact'")
        case .mergedInto: fields.note("kind", "recordedElsewhere", "a merge; use the action 'merge'")
        case .beforeGoLive: fields.note("kind", "recordedElsewhere", "an old list; use `nfodd ingest --history`")
        }
        return nil
    }
}
