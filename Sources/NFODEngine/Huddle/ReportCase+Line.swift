extension ReportCase {
    /// Rule 26, word for word.
    static let notScreened = "NOT SCREENED: phone first, no lone visit."

    static let objectionTold = "An objection to follow-up was told: settle it before anybody makes contact."

    /// Rule 3.
    public static let timesContradict =
        "What was told about the time of the overdose contradicts itself: ask, and set it."

    /// The case in words. `shownUnder` names the section that shows it in full already; then only the head is repeated.
    func line(
        at now: Instant, soonBefore: Instant, text: PageText, remark: String? = nil, shownUnder: String? = nil
    ) -> ReportPage.CaseLine {
        ReportPage.CaseLine(
            code: code, person: text.person(person), level: triage.level,
            due: due(at: now, soonBefore: soonBefore, zone: text.zone), remark: remark,
            warnings: shownUnder == nil ? warnings(at: now).filter { $0 != remark } : [],
            facts: shownUnder == nil ? facts(at: now, text: text) : [], shownUnder: shownUnder)
    }

    private func due(at now: Instant, soonBefore: Instant, zone: ZoneRules) -> ReportPage.Due {
        guard let stopped = stage.stoppedAt else {
            guard !isOverdue(at: now) else {
                return ReportPage.Due(
                    urgency: .overdue, words: "OVERDUE by " + TimePhrase.length(now - contactDueAt),
                    when: "was due " + TimePhrase.moment(contactDueAt, in: zone, now: now))
            }
            let isSoon = contactDueAt <= soonBefore
            return ReportPage.Due(
                urgency: isSoon ? .soon : .later, words: TimePhrase.remaining(until: contactDueAt, at: now),
                when: "due " + TimePhrase.coming(contactDueAt, in: zone, now: now)
                    + (isSoon ? ", no huddle before then" : ""))
        }
        return ReportPage.Due(
            urgency: .stopped, words: stage.words, when: TimePhrase.moment(stopped, in: zone, now: now))
    }

    /// What must not be overlooked, the gravest first.
    func warnings(at now: Instant) -> [String] {
        var out: [String] = []
        if objection == .yes { out.append(ReportCase.objectionTold) }
        if !stage.isEnded { out += cautions.map(\.sentence) }
        if !isScreened && !stage.isEnded { out.append(ReportCase.notScreened) }
        if ageStatus != .adult && ageStatus != .unknown {
            out.append(PageText.sentence(PageText.words(ageStatus)) + " Own route, no default adult outreach.")
        }
        if fellDueUnseen(at: now) { out.append("Fell due before any huddle could see it.") }
        if isToldLate { out.append("Told late: little or nothing of the 72 hours was left.") }
        if isTimeContradicted { out.append(ReportCase.timesContradict) }
        if hasOpenReview { out.append("Check who this is: a review is open.") }
        if !plan.safeguardingUndecided.isEmpty && !stage.isEnded {
            out.append("Safeguarding to decide: \(PageText.list(plan.safeguardingUndecided)).")
        }
        if let repeatWords { out.append(repeatWords) }
        if isInHospitalOrCustody, let whereabouts { out.append(PageText.sentence(PageText.words(whereabouts))) }
        if isOutOfArea { out.append("Out of area.") }
        return out
    }

    private func facts(at now: Instant, text: PageText) -> [ReportPage.Fact] {
        let told = TimePhrase.moment(notifiedAt, in: text.zone, now: now)
        let taken = owner.isAccepted ? "taken" : "not yet taken"
        var out = [
            ReportPage.Fact(label: "Why \(PageText.words(triage.level))", text: reasonWords),
            ReportPage.Fact(label: "Overdose", text: text.words(overdose, now: now)),
            ReportPage.Fact(label: "Told", text: sources.isEmpty ? told : "\(told) by \(text.sources(sources))"),
            ReportPage.Fact(label: "With", text: "\(owner.label) (\(owner.kind.words)), \(taken)"),
            ReportPage.Fact(label: "So far", text: progressWords),
        ]
        if let notToday { out.append(ReportPage.Fact(label: "Decided", text: "not reached today: \(notToday)")) }
        if let whereabouts, !isInHospitalOrCustody {
            out.append(ReportPage.Fact(label: "Where", text: PageText.words(whereabouts)))
        }
        if let proposed {
            out.append(ReportPage.Fact(label: "Proposed", text: proposed.words))
            out.append(ReportPage.Fact(label: "Passed over", text: proposed.othersInWords))
            if let changes = proposed.changesInWords {
                out.append(ReportPage.Fact(label: "What would have to change", text: changes))
            }
        }
        // What nobody has said anything about is on the page of the response.
        out += sharing.filter { $0.wasPersonTold || $0.objection != .unknown }.map {
            ReportPage.Fact(label: "Sharing", text: $0.words(text))
        }
        out += goals.map { ReportPage.Fact(label: "Goal", text: $0.sentence(at: now, zone: text.zone)) }
        if plan.open + plan.done > 0 {
            let open = PageText.count(plan.open, "item")
            out.append(ReportPage.Fact(label: "Plan", text: "\(open) open, \(plan.done) done"))
        }
        return out
    }

    private var reasonWords: String {
        triage.reasons.isEmpty ? "no reason given" : triage.reasons.joined(separator: "; ")
    }

    /// `tried: 2 tries (phone and visit)`
    private var progressWords: String {
        guard attempts > 0 else { return stage.words }
        let ways = attemptWays.isEmpty ? "" : " (\(PageText.list(attemptWays)))"
        let tries = PageText.count(attempts, "try", "tries") + ways
        return stage == .tried ? "tried: \(tries)" : "\(stage.words); \(tries)"
    }
}

extension ReportCase.Stage {
    /// As pages say it.
    var words: String {
        switch self {
        case .new: "new, given to nobody yet"
        case .assigned: "given, not yet taken"
        case .accepted: "taken, not tried yet"
        case .tried: "tried"
        case .reached: "reached (spoke with the person)"
        case .ended(_, let label, _): "ended: \(label)"
        }
    }
}
