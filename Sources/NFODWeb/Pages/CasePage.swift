import NFODConfig
import NFODDaemon
import NFODEngine

/// One response, to be read: where an alert's link leads. Says nothing about who the person is.
struct CasePage {
    let state: CaseState
    let configuration: Configuration
    let huddles: HuddleCalendar
    let now: Instant
    let cautions: PersonCautions
    let sharing: [Sharing]
    let identity: ResponseIdentity
    let told: AlertTrail

    private var text: PageText {
        PageText(zone: configuration.zone, sourceNames: configuration.sources.mapValues(\.label))
    }
    private var wording: Wording { Wording() }

    var page: HTML {
        let body: HTML = """
            \(warnings)<p class="due">\(dueWords)</p>
            \(PageShell.facts(facts))\(priority)\(plan)\(attempts)\(alerts)\(who)\
            <p><a href="\(SiteURL.home.path)">Start</a></p>

            """
        return PageShell.page(title: "Response \(state.code.name)", body: body)
    }

    private var warnings: HTML {
        var told: [String] = []
        if state.isOpen { told += cautions.told(label: label).map(\.sentence) }
        if state.screening == nil && state.isOpen { told.append("NOT SCREENED: phone first, no lone visit.") }
        if state.isOpen && state.isOverdoseTimeContradicted { told.append(ReportCase.timesContradict) }
        if let bar = AdultOutreachBar(age) { told.append(PageText.sentence(wording.text(bar.reason))) }
        if !state.undecidedSafeguarding.isEmpty {
            let kinds = state.undecidedSafeguarding.map { wording.text($0.kind) }
            told.append("Safeguarding to decide: \(PageText.list(kinds)).")
        }
        return told.map { "<p class=\"warning\">\($0)</p>\n" as HTML }.reduce(.empty) { "\($0)\($1)" }
    }

    private func label(_ worker: WorkerID) -> String {
        configuration.team.workers[worker]?.displayName ?? worker.name
    }

    private var age: AgeReading {
        let told = state.notifications.map(\.facts)
        return AgeReading(
            told.map(\.ageStatus), flags: told.reduce(into: []) { $0.formUnion($1.flags) },
            childConcern: told.contains { $0.childConcern == .yes } ? .yes : .unknown)
    }

    private var dueWords: String {
        guard state.isOpen else { return stage }
        let left = TimePhrase.remaining(until: state.contactDueAt, at: now)
        let noHuddle = state.contactDueAt > now && huddles.nextHuddle(after: now) >= state.contactDueAt
        return PageText.sentence(left) + " Due \(TimePhrase.fullMoment(state.contactDueAt, in: text.zone))"
            + (noHuddle ? ", no huddle before then" : "")
    }

    private var stage: String {
        guard let ended = state.ending else {
            return state.attempts.isEmpty ? "open, not tried yet" : "open, tried"
        }
        let when = TimePhrase.fullMoment(ended.at, in: text.zone)
        return wording.text(ended.ending.kind.inHistory) + ", \(when)"
    }

    private var facts: [(term: String, text: HTML)] {
        var facts: [(term: String, text: HTML)] = [
            ("Person", "\(text.person(state.person))"),
            ("Overdose", "\(text.words(state.overdose, now: now))"),
            ("Told", "\(TimePhrase.fullMoment(state.notifiedAt, in: text.zone))"),
            ("With", "\(owner)"),
            ("Stage", "\(stage)"),
        ]
        if let followUp = state.followUp { facts.append(("Second follow-up", "\(words(followUp))")) }
        if let whereabouts = state.whereabouts { facts.append(("Where", "\(PageText.words(whereabouts))")) }
        facts += sharing.map { ("Sharing", "\($0.words(text))") }
        if let ended = state.ending, case .objects(let objection) = ended.ending {
            let told = "\(objection.sentence), written down by \(ended.by.text)"
            let due = state.confirmationDueAt(huddles).map {
                "; a second person confirms by \(TimePhrase.moment($0, in: text.zone, now: now))"
            }
            facts.append(("Objection", "\(told)\(due ?? "")"))
        }
        if state.isUnderLegalHold { facts.append(("Legal hold", "to be reviewed; nothing may be erased")) }
        if let agreed = state.ladder?.keepTrying {
            let look = TimePhrase.moment(agreed.nextLookAt, in: text.zone, now: now)
            facts.append(
                ("Keep trying", "\(label(agreed.worker)): \(PageText.list(agreed.how.map(\.words))), next look \(look)")
            )
        }
        if state.isOpen, let decided = state.notToday {
            let when = TimePhrase.moment(decided.at, in: text.zone, now: now)
            let who = label(decided.decision.worker)
            facts.append(
                ("Not reached today", "decided \(when) by the huddle: \(decided.decision.instead.words), \(who)"))
        }
        let goals = state.goals(policy: configuration.settings.casePolicy, team: configuration.team)
        facts += goals.map { ("Goal", "\($0.sentence(at: now, zone: text.zone))") }
        return facts
    }

    private func words(_ followUp: FollowUp) -> String {
        let cause = PageText.words(followUp.cause)
        if let done = followUp.doneAt { return "\(cause): made \(TimePhrase.moment(done, in: text.zone, now: now))" }
        let due = TimePhrase.moment(followUp.dueAt, in: text.zone, now: now)
        return state.openFollowUp == nil ? "\(cause): not any more" : "\(cause): to be made by \(due)"
    }

    private var owner: String {
        switch state.owner {
        case .role(let role): (configuration.team.rotas[role]?.label ?? role.name) + " (whoever is on duty)"
        case .worker(let worker):
            label(worker) + (state.assignment?.acceptedAt == nil ? ", not yet taken" : ", taken")
        }
    }

    private var priority: HTML {
        guard let triage = state.triage else { return PageShell.section("Priority", "<p>Not worked out yet.</p>\n") }
        let reasons: [HTML] = triage.reasons.map { "\(wording.text($0, rules: configuration.triage))" }
        return PageShell.section(
            "Priority: \(PageText.words(triage.level))", PageShell.list(reasons, orElse: "No reason was given."))
    }

    private var plan: HTML {
        guard let plan = state.plan else { return PageShell.section("Plan", "<p>No plan yet.</p>\n") }
        let items: [HTML] = plan.current.entries.map { entry in
            let due = TimePhrase.moment(entry.dueAt, in: text.zone, now: now)
            let words = wording.text(entry, rules: configuration.plan)
            return "\(words): \(standing(of: entry, in: plan)), by \(due) (item \(entry.id.description))"
        }
        return PageShell.section(
            "Plan: \(wording.text(plan.standing))", PageShell.list(items, orElse: "Nothing is in the plan."))
    }

    private func standing(of entry: PlanEntry, in plan: Plan) -> String {
        if let guarded = plan.safeguarding.first(where: { $0.item == entry.id }) {
            guard let decision = guarded.decision else { return "to decide" }
            let stage = guarded.referral.map { ", referral \(wording.text($0.stage))" } ?? ""
            return wording.text(decision.outcome) + stage
        }
        return plan.progress.first { $0.item == entry.id }.map { wording.text($0.state) } ?? "to do"
    }

    private var attempts: HTML {
        let tries: [HTML] = state.attempts.map { attempt in
            let when = TimePhrase.moment(attempt.at, in: text.zone, now: now)
            return "\(when): \(attempt.way.words), \(attempt.outcome.onPages) (\(label(attempt.by)))"
        }
        return PageShell.section("Tried", PageShell.list(tries, orElse: "Not tried yet."))
    }

    /// Who was told what, when, over which channel, and how we know.
    private var alerts: HTML {
        let lines = configuration.alertLines(at: now)
        let entries: [HTML] = told.entries.map { "\(wording.text($0, lines))" }
        return PageShell.section("Told", PageShell.list(entries, orElse: "Nobody has been told anything yet."))
    }

    /// Why each record is thought to be about this person, and what is not sure.
    private var who: HTML {
        let links: [HTML] = identity.links.map { "\($0.sentence(text))" }
        let joins: [HTML] = identity.joins.map { "\($0.sentence(text, now: now))" }
        let questions: [HTML] = identity.questions.map { "\($0.sentence(text))" }
        let check: HTML = "<p><a href=\"\(SiteURL.reviews.path)\">Check who this is</a></p>\n"
        let waits: HTML =
            questions.isEmpty ? "" : "<h3>Not sure yet</h3>\n\(PageShell.list(questions, orElse: ""))\(check)"
        let found: HTML = joins.isEmpty ? "" : "<h3>Found to be one person</h3>\n\(PageShell.list(joins, orElse: ""))"
        return PageShell.section(
            "Who this is", "\(PageShell.list(links, orElse: "No record is kept with it."))\(found)\(waits)")
    }
}
