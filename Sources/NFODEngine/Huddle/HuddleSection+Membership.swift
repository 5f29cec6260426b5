extension HuddleSection {
    /// Whether a case stands in this section. A case may stand in several; in sections that do not list cases it stands
    /// in none.
    func holds(_ item: ReportCase, in input: HuddleInput) -> Bool {
        switch self {
        case .notDiscussed: input.notDiscussed.contains(item.code)
        case .new: input.isNew(item)
        case .notYetReached: item.isClockRunning
        case .overdue: item.isOverdue(at: input.at)
        case .dueBeforeNextHuddle:
            item.isClockRunning && !item.isOverdue(at: input.at) && item.contactDueAt <= input.nextHuddle
        case .inHospitalOrCustody: input.isLive(item) && item.isInHospitalOrCustody
        case .under18: input.isLive(item) && item.ageStatus != .adult
        case .outOfArea: input.isLive(item) && item.isOutOfArea
        case .repeats: input.isLive(item) && item.isRepeat
        case .willNotBeReached: item.isClockRunning && input.nobodyToday[item.code] != nil
        case .alarms, .silentSources, .needsFixing, .deaths, .reviews, .joined, .closedDays, .mattersArising,
            .visitsPlanned, .capacity, .notes:
            false
        }
    }

    /// What this section has to say about one of its cases, beside what every line says.
    func remark(on item: ReportCase, in report: HuddleReport) -> String? {
        switch self {
        case .overdue:
            item.fellDueUnseen(at: report.at) ? "Fell due before any huddle could see it." : nil
        case .dueBeforeNextHuddle:
            item.coverWords
        case .inHospitalOrCustody: item.whereabouts.map { PageText.sentence(PageText.words($0)) }
        case .under18: PageText.sentence(PageText.words(item.ageStatus))
        case .repeats: item.repeatWords
        case .willNotBeReached: report.nobodyToday[item.code]
        default: nil
        }
    }
}

extension HuddleInput {
    /// Notified in (previous huddle, now]: what was notified exactly when the last huddle began belonged to that one.
    func isNew(_ item: ReportCase) -> Bool {
        item.notifiedAt <= at && (previousHuddle.map { $0 < item.notifiedAt } ?? true)
    }

    /// New, or still somebody's work.
    func isLive(_ item: ReportCase) -> Bool { isNew(item) || !item.stage.isEnded }
}

extension ReportCase {
    var isInHospitalOrCustody: Bool { whereabouts == .inHospital || whereabouts == .inCustody }
    var isRepeat: Bool { isSameDayRepeat || overdosesThisYear > 1 }

    /// `More than one on the same day; 3rd overdose notified this year.`: about events, never about the person.
    var repeatWords: String? {
        let parts =
            (isSameDayRepeat ? ["more than one on the same day"] : [])
            + (overdosesThisYear > 1 ? ["\(PageText.ordinal(overdosesThisYear)) overdose notified this year"] : [])
        return parts.isEmpty ? nil : PageText.sentence(parts.joined(separator: "; "))
    }
}
