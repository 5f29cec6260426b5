import NFODEngine

/// From a request's fields to the engine's command.
extension Work {
    func command(_ request: CaseRequest, _ fields: RequestReader, _ state: CaseState) throws -> CaseCommand {
        switch request.action {
        case .accept:
            let worker = try fields.finish(fields.worker(request.worker))
            return .accept(worker, lacking: try accepterLacks(worker, for: state, at: now))
        case .acknowledge: return .acknowledge(try fields.finish(fields.worker(request.worker)))
        case .handBack:
            let worker = fields.worker(request.worker)
            let why = fields.choice(request.reason, "reason", HandedBack.Why.self)
            return .handBack(try fields.finish(worker), why: try fields.finish(why))
        case .silence:
            let worker = fields.worker(request.worker)
            let until = fields.required(request.until, "until", "a time").flatMap { fields.instant($0, "until") }
            let why = fields.choice(request.reason, "reason", LadderState.SilenceReason.self)
            return .silence(try fields.finish(worker), until: try fields.finish(until), why: try fields.finish(why))
        case .keepTrying: return .keepTrying(try keepTrying(request, fields, state))
        case .notToday: return .notToday(try notToday(request, fields, state))
        case .screen: return .screen(try screening(request, fields, state))
        case .attempt: return .recordAttempt(try attempt(request, fields, state))
        case .contact: return try contact(request, fields, state)
        case .withdrawContact: return .withdrawContact
        case .followUp: return .recordFollowUp(at: try fields.finish(fields.instant(request.at, "at")))
        case .whereabouts:
            let whereabouts = fields.choice(request.outcome, "outcome", Whereabouts.self)
            let at = fields.instant(request.at, "at")
            return .setWhereabouts(try fields.finish(whereabouts), at: try fields.finish(at))
        case .overdoseTime: return try overdoseTime(request, fields)
        case .end: return try end(request, fields, state)
        case .confirmEnd: return .confirmEnding
        case .reopen:
            return .reopen(try fields.finish(fields.choice(request.reason, "reason", CaseReopened.Why.self)))
        case .restartLadder:
            return .restartLadder(
                why: try fields.finish(fields.choice(request.reason, "reason", LadderRestarted.Why.self)))
        case .show, .assign, .merge, .agreePlan, .planMade, .planDone, .planNotNeeded, .planAdd, .planChange,
            .planReopen, .safeguarding, .referralMade, .referralConfirmed, .wishes:
            preconditionFailure("\(request.action) is handled before a command is made")
        }
    }

    private func keepTrying(
        _ request: CaseRequest, _ fields: RequestReader, _ state: CaseState
    ) throws -> KeepTryingDecided {
        let worker = fields.worker(request.worker)
        let until = fields.required(request.until, "until", "a time").flatMap { fields.instant($0, "until") }
        let how = fields.required(request.way, "way", Attempt.Way.listed).map {
            fields.list($0, "way", Attempt.Way.listed) { Attempt.Way(rawValue: $0) }
        }
        if how == [] { fields.note("way", "missing", Attempt.Way.listed) }
        return KeepTryingDecided(
            worker: try fields.finish(worker), how: try fields.finish(how), nextLookAt: try fields.finish(until),
            note: try keep(request.note, about: state.id))
    }

    private func notToday(
        _ request: CaseRequest, _ fields: RequestReader, _ state: CaseState
    ) throws -> NotTodayDecided {
        let worker = fields.worker(request.worker)
        let until = fields.required(request.until, "until", "a time").flatMap { fields.instant($0, "until") }
        let instead = fields.choice(request.reason, "reason", NotTodayDecided.Instead.self)
        return NotTodayDecided(
            instead: try fields.finish(instead), worker: try fields.finish(worker),
            nextLookAt: try fields.finish(until), note: try keep(request.note, about: state.id))
    }

    private func screening(
        _ request: CaseRequest, _ fields: RequestReader, _ state: CaseState
    ) throws -> Screening {
        let worker = fields.worker(request.worker)
        let at = fields.instant(request.at, "at")
        let answers = (
            fields.told(request.riskToStaff, "riskToStaff"), fields.told(request.domesticAbuse, "domesticAbuse"),
            fields.told(request.safeContactKnown, "safeContactKnown"), fields.told(request.children, "children")
        )
        return Screening(
            riskToStaff: answers.0, domesticAbuse: answers.1, safeContactKnown: answers.2, children: answers.3,
            by: try fields.finish(worker), at: try fields.finish(at), note: try keep(request.note, about: state.id))
    }

    private func attempt(_ request: CaseRequest, _ fields: RequestReader, _ state: CaseState) throws -> Attempt {
        let way = fields.choice(request.way, "way", Attempt.Way.self)
        let outcome = fields.choice(request.outcome, "outcome", Attempt.Outcome.self)
        let worker = fields.worker(request.worker)
        let at = fields.instant(request.at, "at")
        return Attempt(
            way: try fields.finish(way), at: try fields.finish(at), by: try fields.finish(worker),
            outcome: try fields.finish(outcome), place: try keep(request.note, about: state.id))
    }

    private func contact(_ request: CaseRequest, _ fields: RequestReader, _ state: CaseState) throws -> CaseCommand {
        let way = fields.choice(request.way, "way", Contact.Way.self)
        let outcome = fields.choice(request.outcome, "outcome", Contact.Outcome.self)
        let worker = fields.worker(request.worker)
        let at = fields.instant(request.at, "at")
        let offerAgain = fields.date(request.offerAgainOn, "offerAgainOn")
        let contact = Contact(
            way: try fields.finish(way), at: try fields.finish(at), by: try fields.finish(worker),
            outcome: try fields.finish(outcome), offerAgainOn: offerAgain,
            note: try keep(request.note, about: state.id))
        return .recordContact(
            contact,
            ContactAssurance(
                aboutThisOverdose: request.aboutThisOverdose ?? false, supportOffered: request.supportOffered ?? false,
                identityChecked: request.identityChecked ?? false))
    }

    private func overdoseTime(_ request: CaseRequest, _ fields: RequestReader) throws -> CaseCommand {
        let why = fields.choice(request.reason, "reason", OverdoseTimeSet.Why.self)
        let earliest = fields.required(request.earliest, "earliest", "a time").flatMap {
            fields.instant($0, "earliest")
        }
        let latest = request.latest.map { fields.instant($0, "latest") } ?? earliest
        if let earliest, let latest, latest < earliest { fields.note("latest", "beforeEarliest", "a later time") }
        let interval = OverdoseInterval(
            earliest: try fields.finish(earliest), latest: try fields.finish(latest),
            precision: earliest == latest ? .exact : .estimated, origin: .person)
        return .setOverdoseTime(interval, why: try fields.finish(why))
    }
}
