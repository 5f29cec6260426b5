extension HuddleReport {
    /// The report in words, every section of ``HuddleSection`` in its order, the empty ones too. A case that stands in
    /// several sections is told in full in the first and by its head in the others.
    public func page(_ text: PageText) -> ReportPage {
        var shown: [CaseCode: String] = [:]
        let sections = HuddleSection.allCases.map { section in
            let content = content(of: section, text: text, shown: shown)
            for item in cases(in: section) where shown[item.code] == nil { shown[item.code] = section.title }
            return ReportPage.Section(
                anchor: HTML.anchor(section.rawValue), title: section.title, explanation: section.explanation,
                content: content)
        }
        return ReportPage(
            title: "\(label) huddle, " + TimePhrase.fullMoment(at, in: text.zone), summary: summary(text),
            about: about(text), sections: sections)
    }

    /// `7 new, 3 overdue, 2 due before the next huddle Tue 09:30, 1 source silent`, gravest first. New, overdue and due
    /// are always there; of the rest, what is not nought.
    func summary(_ text: PageText) -> String {
        let next = TimePhrase.coming(nextHuddle, in: text.zone, now: at)
        let unseen = cases(in: .overdue).count { $0.fellDueUnseen(at: at) }
        let missed = unseen > 0 ? " (\(unseen) fell due before any huddle)" : ""
        var parts: [String] = []
        if !deaths.isEmpty { parts.append(PageText.count(deaths.count, "death")) }
        let waiting = cases(in: .notDiscussed).count
        if waiting > 0 { parts.append("\(waiting) not discussed last time") }
        parts.append("\(cases(in: .new).count) new")
        parts.append("\(cases(in: .overdue).count) overdue\(missed)")
        parts.append("\(cases(in: .dueBeforeNextHuddle).count) due before the next huddle \(next)")
        let uncovered = cases(in: .dueBeforeNextHuddle).count { $0.coveredBy == nil }
        if uncovered > 0 { parts.append("\(uncovered) of them covered by nobody") }
        if !alarms.isEmpty { parts.append(PageText.count(alarms.count, "alarm") + " about the service") }
        if !silentSources.isEmpty { parts.append(PageText.count(silentSources.count, "source") + " silent") }
        if !needsFixing.isEmpty {
            parts.append(PageText.count(needsFixing.count, "row needs", "rows need") + " fixing")
        }
        if !reviews.isEmpty { parts.append("\(reviews.count) to check who this is") }
        return parts.joined(separator: ", ")
    }

    private func about(_ text: PageText) -> [String] {
        let start = previousHuddle.map { TimePhrase.moment($0, in: text.zone, now: at) }
        let held = previousWasHeld ? "the last huddle held" : "the last huddle planned, none has been held"
        let silent = silentSources.map { text.source($0.source) }
        let covers =
            start.map { "Covers everything since \($0) (\(held))." } ?? "Covers everything: there was no huddle before."
        return (silent.isEmpty ? [] : ["Silent: \(PageText.list(silent)). People may be missing from this report."])
            + [covers] + (closedDays.map { [$0.sentence(text, now: at)] } ?? []) + [ReportCase.orderSentence]
    }

    private func content(
        of section: HuddleSection, text: PageText, shown: [CaseCode: String]
    ) -> ReportPage.Content {
        let none = section.emptiness
        switch section {
        case .alarms: return .sentences(alarms.map { sentence($0, text) }, orElse: none)
        case .silentSources: return .sentences(silentSources.map { sentence($0, text) }, orElse: none)
        case .needsFixing: return .sentences(needsFixing.map { sentence($0, text) }, orElse: none)
        case .deaths: return .sentences(deaths.map { sentence($0, text) }, orElse: none)
        case .reviews: return .sentences(reviews.map { $0.sentence(text) }, orElse: none)
        case .joined: return .sentences(joined.map { $0.sentence(text, now: at) }, orElse: none)
        case .closedDays: return .table(ClosedDays.columns, closedDayRows(text), orElse: none)
        case .mattersArising: return .table(HuddleReport.matterColumns, matterRows(text), orElse: none)
        case .visitsPlanned: return .table(HuddleReport.visitColumns, visitRows(text), orElse: none)
        case .capacity: return .table(WorkerLoad.columns, capacity.map(\.cells), orElse: none)
        case .notes: return .sentences(notes, orElse: none)
        case .notDiscussed, .new, .notYetReached, .overdue, .dueBeforeNextHuddle, .inHospitalOrCustody, .under18,
            .outOfArea, .repeats, .willNotBeReached:
            let lines = cases(in: section).map { item in
                item.line(
                    at: at, soonBefore: nextHuddle, text: text, remark: section.remark(on: item, in: self),
                    shownUnder: shown[item.code])
            }
            return .cases(lines, orElse: none)
        }
    }
}
