/// A cover report as an SVG picture of two parts: how many overdoses wait longer than so many hours for the first look,
/// and how many visits each worker has to make. Lines differ in their dashes as well as in colour.
public struct CoverChart {
    private let report: CoverReport
    private let hoursShown: Int
    /// What was reckoned with: a picture is passed on without the table.
    private let heading: [String]
    private let top: Int
    private let bottom: Int

    public init(_ report: CoverReport) {
        self.report = report
        heading = report.assumptions.flatMap(Self.lines)
        top = 100 + Self.headingHeight * heading.count
        bottom = top + 260
        let longest = report.plans.map { $0.firstLook.longest.milliseconds }.max() ?? 0
        hoursShown = max(96, Int((longest / 3_600_000 + 24) / 24 * 24))
    }

    /// As many words a line as the picture is wide.
    private static func lines(of sentence: String) -> [String] {
        sentence.split(separator: " ").reduce(into: [String]()) { lines, word in
            if let last = lines.last, last.count + word.count < 120 {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append(String(word))
            }
        }
    }

    private struct Pen {
        let colour: String
        let dashes: String
    }

    private static let pens = [
        Pen(colour: "#003c8f", dashes: ""), Pen(colour: "#9b3c00", dashes: "9 5"),
        Pen(colour: "#00572b", dashes: "2 4"), Pen(colour: "#5b1a6e", dashes: "12 4 2 4"),
    ]

    private static let (left, right) = (70, 770)
    private static let rowHeight = 18
    private static let headingHeight = 17

    private func pen(_ plan: Int) -> Pen { Self.pens[plan % Self.pens.count] }

    /// The whole picture, a document of its own.
    public var svg: String {
        let bars = bars
        let height = bottom + 60 + 18 * report.plans.count + bars.height + 24
        let sizes: HTML = "width=\"800\" height=\"\(height)\" viewBox=\"0 0 800 \(height)\""
        let page: HTML = """
            <svg xmlns="http://www.w3.org/2000/svg" \(sizes) role="img" aria-labelledby="title description"
              font-family="Helvetica Neue, Arial, sans-serif" font-size="13" fill="#111">
            <title id="title">How long overdoses wait for the first look</title>
            <desc id="description">\(description)</desc>
            <rect width="800" height="\(height)" fill="#fff"/>
            <text x="20" y="30" font-size="18" font-weight="bold">How long overdoses wait for the first look</text>
            \(headingLines)<text x="20" y="\(top - 20)">Share of overdoses that wait longer than so many hours \
            from the overdose</text>
            \(grid)\(curves)\(legend)\(bars.content)
            </svg>
            """
        return page.source + "\n"
    }

    /// The figures in words, for those who do not see the picture.
    private var description: String {
        report.plans.map { plan in
            let shares = CoverReport.lookSpans.map { span in
                let share = CoverReport.perMille(plan.firstLook.share(waitingOver: span))
                return "over \(span.milliseconds / 3_600_000) h \(CoverReport.percent(perMille: share))"
            }
            return "\(plan.name): \(shares.joined(separator: ", "))."
        }
        .joined(separator: " ")
    }

    private var headingLines: [HTML] {
        heading.enumerated().map { index, line in
            """
            <text x="20" y="\(52 + Self.headingHeight * index)" font-size="12" fill="#444">\(line)</text>

            """
        }
    }

    // MARK: waits

    private func x(_ hours: Int) -> Int { Self.left + (Self.right - Self.left) * hours / hoursShown }
    private func y(_ share: Double) -> String {
        let tenths = Int((Double(bottom - top) * (1 - share) * 10).rounded()) + top * 10
        return "\(tenths / 10).\(tenths % 10)"
    }

    private var grid: [HTML] {
        let shares: [HTML] = [0, 20, 40, 60, 80, 100].map { percent in
            let at = y(Double(percent) / 100)
            return """
                <line x1="\(Self.left)" x2="\(Self.right)" y1="\(at)" y2="\(at)" stroke="#c8c8c8"/>
                <text x="\(Self.left - 8)" y="\(at)" dy="4" text-anchor="end">\(percent) %</text>

                """
        }
        let due = Int(report.contactWithin.milliseconds / 3_600_000)
        let hours: [HTML] = stride(from: 0, through: hoursShown, by: 12).map { hour in
            let colour = hour == due ? "#9b0000" : "#c8c8c8"
            let width = hour == due ? 2 : 1
            let words = hour == due ? "\(hour) h: due" : "\(hour)"
            return """
                <line x1="\(x(hour))" x2="\(x(hour))" y1="\(top)" y2="\(bottom)" stroke="\(colour)" \
                stroke-width="\(width)"/>
                <text x="\(x(hour))" y="\(bottom + 18)" text-anchor="middle">\(words)</text>

                """
        }
        return shares + hours
    }

    private var curves: [HTML] {
        report.plans.enumerated().map { index, plan in
            let points = (0...hoursShown).map { "\(x($0)),\(y(plan.firstLook.share(waitingOver: .hours(Int64($0)))))" }
            return """
                <polyline points="\(points.joined(separator: " "))" fill="none" stroke="\(pen(index).colour)" \
                stroke-width="2.5" stroke-dasharray="\(pen(index).dashes)"/>

                """
        }
    }

    private var legend: [HTML] {
        report.plans.enumerated().map { index, plan in
            let line = bottom + 44 + 18 * index
            let share = CoverReport.perMille(plan.firstLook.share(waitingOver: report.contactWithin))
            let words = "\(plan.name): \(CoverReport.percent(perMille: share)) first looked at too late"
            return """
                <line x1="\(Self.left)" x2="\(Self.left + 50)" y1="\(line - 4)" y2="\(line - 4)" \
                stroke="\(pen(index).colour)" stroke-width="2.5" stroke-dasharray="\(pen(index).dashes)"/>
                <text x="\(Self.left + 60)" y="\(line)">\(words)</text>

                """
        }
    }

    // MARK: visits

    private var bars: (content: [HTML], height: Int) {
        let loads = report.plans.enumerated().flatMap { index, plan in (plan.team?.loads ?? []).map { (index, $0) } }
        let most = loads.map(\.1.visits).max() ?? 0
        guard most > 0 else { return ([], 0) }
        var line = bottom + 90 + 18 * report.plans.count
        var content: [HTML] = [
            """
            <text x="20" y="\(line - 20)" font-weight="bold">Visits of each worker, and their part of the shifts</text>

            """
        ]
        for (index, load) in loads {
            let width = 380 * load.visits / most
            let words = "\(load.visits) (\(CoverReport.percent(perMille: load.usedPerMille)))"
            content.append(
                """
                <text x="200" y="\(line)" text-anchor="end">\(load.name)</text>
                <rect x="210" y="\(line - 11)" width="\(width)" height="13" fill="\(pen(index).colour)"/>
                <text x="\(218 + width)" y="\(line)">\(words)</text>

                """)
            line += Self.rowHeight
        }
        return (content, 60 + Self.rowHeight * loads.count)
    }
}
