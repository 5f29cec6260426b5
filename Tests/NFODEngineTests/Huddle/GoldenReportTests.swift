import Foundation
import NFODEngine
import Testing

/// Every report in every form, byte for byte. Changed on purpose? Renew them with
/// `NFOD_RENEW_GOLDEN=1 NFOD_ONLY=engine swift test`, read the difference, commit it.
@Suite struct GoldenReportTests {
    struct Sample: Sendable, CustomTestStringConvertible {
        let name: String
        let render: @Sendable (ReportFormat) -> String
        var testDescription: String { name }
    }

    static let samples = [
        Sample(name: "huddle") { ExampleHuddle.report.rendered(as: $0, ExampleHuddle.text) },
        Sample(name: "huddle-names") { ExampleHuddle.report.rendered(as: $0, ExampleHuddle.named) },
        Sample(name: "huddle-empty") { EmptyHuddle.report.rendered(as: $0, ExampleHuddle.text) },
        Sample(name: "huddle-declared") {
            HeadedReport(EmptyHuddle.report, declared: DeclaredCoverTests.cover).rendered(as: $0, ExampleHuddle.text)
        },
        Sample(name: "workload-declared") {
            HeadedReport(ExampleReports.workload, declared: DeclaredCoverTests.cover)
                .rendered(as: $0, ExampleHuddle.text)
        },
        Sample(name: "overdue") { ExampleReports.overdue.rendered(as: $0, ExampleHuddle.text) },
        Sample(name: "workload") { ExampleReports.workload.rendered(as: $0, ExampleHuddle.text) },
    ]

    @Test("Rule 37: reports in every form are the golden files", arguments: samples, ReportFormat.allCases)
    func isGolden(sample: Sample, format: ReportFormat) throws {
        let file = GoldenReportTests.directory.appending(path: "\(sample.name).\(GoldenReportTests.suffix(format))")
        let rendered = Data(sample.render(format).utf8)
        if ProcessInfo.processInfo.environment["NFOD_RENEW_GOLDEN"] == "1" { try rendered.write(to: file) }
        let golden = try? Data(contentsOf: file)
        #expect(
            golden == rendered,
            """
            \(file.lastPathComponent) is not what is rendered now. If that is meant: run the tests once with \
            NFOD_RENEW_GOLDEN=1, read the difference, commit it.
            """)
    }

    @Test("JSON is JSON, also with hostile names", arguments: samples)
    func isJSON(sample: Sample) throws {
        let object = try JSONSerialization.jsonObject(with: Data(sample.render(.json).utf8))
        #expect(object is [String: Any])
    }

    private static let directory = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")

    private static func suffix(_ format: ReportFormat) -> String {
        switch format {
        case .text: "txt"
        case .markdown: "md"
        case .html: "html"
        case .csv: "csv"
        case .json: "json"
        }
    }
}

enum EmptyHuddle {
    static var report: HuddleReport {
        HuddleReport.build(
            from: HuddleInput(
                at: ExampleHuddle.at, previousHuddle: nil, previousWasHeld: false, nextHuddle: ExampleHuddle.next,
                label: "near-fatal overdose", smallNumbersBelow: 5, cases: []))
    }
}

enum ExampleReports {
    static var overdue: OverdueReport {
        OverdueReport.build(
            from: OverdueReport.Input(at: ExampleHuddle.at, label: "NFOD", cases: ExampleCases.all))
    }

    static var workload: WorkloadReport {
        WorkloadReport.build(
            from: WorkloadReport.Input(
                at: ExampleHuddle.at, nextHuddle: ExampleHuddle.next, label: "NFOD", team: ExampleHuddle.team,
                cases: ExampleCases.all))
    }
}
