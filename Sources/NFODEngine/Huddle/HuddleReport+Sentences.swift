/// The sections that do not list cases, in words.
extension HuddleReport {
    func sentence(_ alarm: StandingAlarm, _ text: PageText) -> String {
        let since = TimePhrase.moment(alarm.raisedAt, in: text.zone, now: at)
        return PageText.sentence("\(Wording().text(alarm)), since \(since) (\(alarm.kind.level.rawValue))")
            + " " + Wording().remedy(alarm.kind)
    }

    func sentence(_ silent: HuddleInput.SilentSource, _ text: PageText) -> String {
        let expected = TimePhrase.moment(silent.expectedAt, in: text.zone, now: at)
        let last = silent.lastReceivedAt.map { "last heard " + TimePhrase.moment($0, in: text.zone, now: at) }
        return "\(text.source(silent.source)): expected by \(expected), \(last ?? "never heard"). "
            + "Ask; if they had nobody to tell of, record a nil return."
    }

    func sentence(_ row: HuddleInput.RowToFix, _ text: PageText) -> String {
        let line = row.line > 0 ? "line \(row.line)" : row.file == nil ? "a notification that came alone" : nil
        let place = [row.file, line].compactMap { $0 }.joined(separator: ", ")
        return "\(text.source(row.source)), \(place): \(row.message) (\(row.code))"
    }

    func sentence(_ death: HuddleInput.Death, _ text: PageText) -> String {
        let codes = PageText.list(death.codes.map(\.name))
        let told = TimePhrase.moment(death.knownAt, in: text.zone, now: at)
        let standing =
            switch death.standing {
            case .reported: "death reported \(told), not confirmed yet"
            case .confirmed: "death confirmed \(told); to be reviewed, and nothing may be erased (legal hold)"
            }
        return "\(text.person(death.person))\(codes.isEmpty ? "" : " (\(codes))"): \(standing)."
    }

    static let matterColumns = ["Response", "What", "Who", "Due"]

    func matterRows(_ text: PageText) -> [[String]] {
        mattersArising.map { matter in
            let due = matter.dueAt.map { due in
                TimePhrase.moment(due, in: text.zone, now: at) + (due < at ? " (OVERDUE)" : "")
            }
            return [matter.code?.name ?? "general", matter.title, matter.owner, due ?? "no date"]
        }
    }

    /// A day a row, with what falls due on it.
    func closedDayRows(_ text: PageText) -> [[String]] {
        (closedDays?.days ?? []).map { $0.cells(due: dueCases, text) }
    }

    /// Everything that runs and is not overdue.
    var dueCases: [ReportCase] { cases(in: .notYetReached).filter { !$0.isOverdue(at: at) } }

    static let visitColumns = ["By", "Response", "Who goes", "Know first"]

    func visitRows(_ text: PageText) -> [[String]] {
        visitsPlanned.map { visit in
            [
                TimePhrase.moment(visit.at, in: text.zone, now: at), visit.code.name,
                visit.workers.isEmpty ? "NOBODY" : PageText.list(visit.workers),
                visitWarnings[visit.code] ?? "nothing to mark",
            ]
        }
    }
}

extension WorkerLoad {
    static let columns = [
        "Worker", "Agency", "Today", "Open", "Room for", "Red", "Overdue", "Due soon", "Not yet taken",
    ]

    var cells: [String] {
        [
            member.label, member.agency, member.isOnShiftToday ? "on shift" : "off", "\(open) of \(member.capacity)",
            String(free), String(red), String(overdue), String(dueBeforeNextHuddle), String(notYetTaken),
        ]
    }
}
