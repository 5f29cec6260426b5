/// What the huddle goes through (rule 37), ready to be shown. Made by ``build(from:)``; a pure value.
public struct HuddleReport: Report {
    public let at: Instant
    public let previousHuddle: Instant?
    public let previousWasHeld: Bool
    public let nextHuddle: Instant
    public let label: String
    /// Cases by section, each list in the order of ``ReportCase/precedes(_:)``; same-day repeats first among repeats.
    public let cases: [HuddleSection: [ReportCase]]
    public let nobodyToday: [CaseCode: String]
    /// Gravest first.
    public let alarms: [StandingAlarm]
    public let silentSources: [HuddleInput.SilentSource]
    public let needsFixing: [HuddleInput.RowToFix]
    public let deaths: [HuddleInput.Death]
    public let reviews: [HuddleInput.Review]
    /// By the machine, since the last huddle.
    public let joined: [HuddleInput.Join]
    /// Nil where no day without a huddle lies ahead.
    public let closedDays: ClosedDays?
    public let mattersArising: [HuddleInput.MatterArising]
    public let visitsPlanned: [HuddleInput.Visit]
    /// What somebody must know before they set out, by the case of the visit.
    public let visitWarnings: [CaseCode: String]
    public let capacity: [WorkerLoad]
    /// Trend sentences first, then the caller's.
    public let notes: [String]

    public func cases(in section: HuddleSection) -> [ReportCase] { cases[section] ?? [] }

    /// Every case of the report once, with the sections it stands in, in the order of ``ReportCase/precedes(_:)``.
    public var casesWithSections: [(item: ReportCase, sections: [HuddleSection])] {
        var sections: [CaseCode: [HuddleSection]] = [:]
        var items: [CaseCode: ReportCase] = [:]
        for section in HuddleSection.listingCases {
            for item in cases(in: section) {
                sections[item.code, default: []].append(section)
                items[item.code] = item
            }
        }
        return items.values.sorted { $0.precedes($1) }.map { ($0, sections[$0.code] ?? []) }
    }

    public static func build(from input: HuddleInput) -> HuddleReport {
        let known = input.cases.filter { $0.notifiedAt <= input.at }.sorted { $0.precedes($1) }
        var cases: [HuddleSection: [ReportCase]] = [:]
        for section in HuddleSection.listingCases { cases[section] = known.filter { section.holds($0, in: input) } }
        let repeats = cases[.repeats] ?? []
        cases[.repeats] = repeats.filter(\.isSameDayRepeat) + repeats.filter { !$0.isSameDayRepeat }
        return HuddleReport(
            at: input.at, previousHuddle: input.previousHuddle, previousWasHeld: input.previousWasHeld,
            nextHuddle: input.nextHuddle, label: input.label, cases: cases, nobodyToday: input.nobodyToday,
            alarms: input.alarms.sorted { $0.precedes($1) },
            silentSources: input.silentSources.sorted { ($0.expectedAt, $0.source) < ($1.expectedAt, $1.source) },
            needsFixing: input.needsFixing.sorted {
                ($0.source.name, $0.file ?? "", $0.line, $0.code) < ($1.source.name, $1.file ?? "", $1.line, $1.code)
            },
            deaths: input.deaths.sorted { $0.knownAt < $1.knownAt },
            reviews: input.reviews.sorted { $0.id < $1.id },
            joined: input.joined.sorted { ($0.at, $0.absorbed) < ($1.at, $1.absorbed) },
            closedDays: input.closedDays, mattersArising: HuddleInput.MatterArising.inOrder(input.mattersArising),
            visitsPlanned: input.visitsPlanned.sorted { ($0.at, $0.code) < ($1.at, $1.code) },
            visitWarnings: input.visitWarnings,
            capacity: WorkerLoad.loads(of: input.team, cases: known, at: input.at, nextHuddle: input.nextHuddle),
            notes: input.trends.map { $0.sentence(smallNumbersBelow: input.smallNumbersBelow) } + input.notes)
    }
}

extension HuddleInput.MatterArising {
    /// What is due first comes first; what has no due time comes last.
    static func inOrder(_ matters: [Self]) -> [Self] {
        let never = Instant(milliseconds: .max)
        return matters.sorted {
            ($0.dueAt ?? never, $0.code?.name ?? "", $0.title) < ($1.dueAt ?? never, $1.code?.name ?? "", $1.title)
        }
    }
}

extension HuddleInput {
    /// A visit must not go to somebody of whom a death was told or whose response has ended, not before an objection is
    /// settled, and never alone to somebody nobody has screened (rules 26, 34).
    var visitWarnings: [CaseCode: String] {
        let known = Dictionary(cases.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        let dead = Set(deaths.flatMap(\.codes))
        var warnings: [CaseCode: String] = [:]
        for code in Set(visitsPlanned.map(\.code)) {
            let item = known[code]
            if dead.contains(code) {
                warnings[code] = "DO NOT GO: a death has been told."
            } else if case .ended(_, let label, _) = item?.stage {
                warnings[code] = "DO NOT GO: ended (\(label))."
            } else if let item {
                let told =
                    (item.objection == .yes ? [ReportCase.objectionTold] : [])
                    + (item.isScreened ? [] : [ReportCase.notScreened])
                warnings[code] = told.isEmpty ? nil : told.joined(separator: " ")
            }
        }
        return warnings
    }
}
