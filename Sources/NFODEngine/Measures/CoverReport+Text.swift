extension CoverReport {
    /// For a terminal: what was reckoned with, then one column for each plan.
    public var text: String {
        let head = assumptions.joined(separator: "\n")
        return ([head, CoverReport.laidOut(lookRows)] + teamTables).joined(separator: "\n\n") + "\n"
    }

    private var names: [String] { plans.map(\.name) }

    private var lookRows: [[String]] {
        let shares = CoverReport.lookSpans.map { span in
            let label = "first look after more than \(span.milliseconds / 3_600_000) h"
            let late = plans.map { CoverReport.perMille($0.firstLook.share(waitingOver: span)) }
            return [label] + late.map(CoverReport.percent)
        }
        return [[""] + names] + shares + [
            ["median wait for the first look"] + plans.map { CoverReport.hours($0.firstLook.wait(notExceededBy: 0.5)) },
            ["nine in ten wait at most"] + plans.map { CoverReport.hours($0.firstLook.wait(notExceededBy: 0.9)) },
            ["longest wait"] + plans.map { CoverReport.hours($0.firstLook.longest) },
        ]
    }

    private var teamTables: [String] {
        let teams = plans.map(\.team)
        guard teams.contains(where: { $0 != nil }) else { return [] }
        func row(_ label: String, _ cell: (TeamFigures) -> String) -> [String] {
            [label] + teams.map { $0.map(cell) ?? "-" }
        }
        let reached = CoverReport.reachedSpans.enumerated().map { index, span in
            let hours = span.milliseconds / 3_600_000
            return row("reached within \(hours) h") { CoverReport.percent(perMille: $0.reached[index]) }
        }
        let rest = [
            row("never reached, no shift left") { String($0.neverReached) }, row("visits") { String($0.tries) },
        ]
        return [CoverReport.laidOut([[""] + names] + reached + rest), CoverReport.laidOut(loadRows(teams))]
    }

    /// A worker a row; whoever only one plan has shows a dash in the others.
    private func loadRows(_ teams: [TeamFigures?]) -> [[String]] {
        var workers: [String] = []
        for load in teams.compactMap({ $0 }).flatMap(\.loads) where !workers.contains(load.name) {
            workers.append(load.name)
        }
        let head = ["visits, part of the shifts, busiest week"] + names
        return [head]
            + workers.map { worker in
                [worker]
                    + teams.map { team in
                        guard let load = team?.loads.first(where: { $0.name == worker }) else { return "-" }
                        return
                            "\(load.visits), \(CoverReport.percent(perMille: load.usedPerMille)), \(load.busiestWeek)"
                    }
            }
    }

    /// `68 h 21 min`: a wait is never shown shorter than it is by a minute or more.
    static func hours(_ span: Span) -> String {
        let minutes = span.wholeMinutes
        return minutes % 60 == 0 ? "\(minutes / 60) h" : "\(minutes / 60) h \(minutes % 60) min"
    }

    /// The first column to the left, the others to the right.
    static func laidOut(_ rows: [[String]]) -> String {
        let columns = rows.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in rows.map { $0.count > column ? $0[column].count : 0 }.max() ?? 0 }
        return rows.map { row in
            row.enumerated().map { column, cell in
                let blanks = String(repeating: " ", count: widths[column] - cell.count)
                return column == 0 ? cell + blanks : blanks + cell
            }
            .joined(separator: "   ")
        }
        .joined(separator: "\n")
    }
}
