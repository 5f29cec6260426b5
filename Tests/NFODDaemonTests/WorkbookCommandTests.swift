import Foundation
import NFODConfig
import NFODEngine
import Spreadsheet
import Testing
import WorkbookFixture

@testable import NFODDaemon

/// The built program with workbooks in and out.
@Suite struct WorkbookCommandTests {
    private func read(_ path: String) throws -> [[String]] {
        var rows: [[String]] = []
        _ = try WorkbookReader(path: path).read { rows.append($0.cells) }
        return rows
    }

    private func cells(_ csv: String) throws -> [[String]] {
        var reader = CSVReader(rowBytesMax: 1 << 20)
        return try (reader.feed(Array(csv.utf8)) + reader.finish()).map { row in
            guard case .cells(let cells) = row.content else { return [] }
            return cells
        }
    }

    /// Numbers are numbers there, so `2.0` is `2`; all else is the same text.
    private func agree(_ left: String, _ right: String) -> Bool {
        if left == right { return true }
        guard let first = Double(left), let second = Double(right) else { return false }
        return first == second
    }

    /// Until a week from now, whatever the day is.
    private func declareHours(_ workflow: Workflow) throws {
        let today = workflow.configuration.zone.local(workflow.clock.now()).date
        var request = RosterRequest(action: .declare)
        (request.role, request.signedBy) = ("duty-worker", "coordinator-2")
        (request.days, request.fromTime, request.toTime) = ("saturday,sunday", "00:00", "24:00")
        (request.from, request.to) = (today.iso8601, today.adding(days: 7).iso8601)
        let filled = request
        _ = try workflow.perform(as: .user("morag")) { try $0.carryOut(filled) }
    }

    @Test(arguments: ["huddle", "overdue", "workload"])
    func aReportAsAWorkbookHasTheRowsOfItsCSV(report: String) throws {
        let scratch = try OperationScratch()
        try scratch.takeIn("ambulance", rows: 40)
        try scratch.takeIn("community", rows: 20)
        try scratch.daemon.scheduler.advance(to: OperationScratch.start + .days(4))
        try declareHours(scratch.daemon.workflow)
        try scratch.daemon.close()
        let path = scratch.root + "/\(report).xlsx"
        for names in [[], ["--names"]] {
            let csv = try Program.run(["report", report, "--format", "csv"] + names + scratch.options)
            #expect(csv.code == 0, "\(csv.errors)")
            let run = try Program.run(["report", report, "--format", "xlsx", "--out", path] + names + scratch.options)
            #expect(run.code == 0 && run.output.isEmpty && run.errors.isEmpty, "\(run)")
            let (told, written) = (try cells(csv.output), try read(path))
            #expect(told.count == written.count && told.count > 1)
            for table in [told, written] {
                #expect(
                    table[1][0].isEmpty && table[1][1].hasPrefix("NOT COVERED, declared (1): Duty worker has nobody"))
            }
            for (expected, found) in zip(told, written) {
                let padded = found + Array(repeating: "", count: expected.count - found.count)
                #expect(zip(expected, padded).allSatisfy { agree($0, $1) }, "\(expected) \(padded)")
            }
            guard report != "workload", let column = told.first?.firstIndex(of: "name") else { continue }
            let named = written.dropFirst().contains { $0.count > column && !$0[column].isEmpty }
            #expect(named == !names.isEmpty)
        }
        let found = try FileManager.default.attributesOfItem(atPath: path)
        #expect(found[.posixPermissions] as? Int == 0o600)
        let spool = try FileManager.default.contentsOfDirectory(atPath: scratch.places.data + "/spool")
        #expect(spool.isEmpty)
        let text = try Program.run(["report", report, "--out", scratch.root + "/report.txt"] + scratch.options)
        #expect(text.code == 0 && text.output.isEmpty)
        let nowhere = try Program.run(["report", report, "--out", "/nowhere/x"] + scratch.options)
        #expect(nowhere.code == 3 && nowhere.errors.contains { $0.contains("[fileUnwritable]") })
    }

    /// Over the socket and without a daemon: the same bytes, recognised by what they are.
    @Test func aWorkbookIsTakenInWithAndWithoutADaemon() throws {
        let scratch = try OperationScratch()
        let path = scratch.root + "/feed.bin"
        let header = ["Ref", "Date", "Name", "Year of Birth", "Postcode", "Reported By", "Note", "Sent"]
        var book = WorkbookFixture(formats: ["14"])
        book.rows =
            WorkbookIngestTests.row(1, header.map { .text($0) })
            + WorkbookIngestTests.row(3, [.text("C-1"), .styled("43782", 1), .text("Ailsa Testperson")])
        try book.write(to: path)
        try scratch.daemon.close()
        let ingest = ["ingest", "community=" + path] + scratch.options
        let alone = try Program.run(ingest)
        #expect(alone.code == 0 && alone.output.contains("1 accepted"), "\(alone)")
        #expect(try Program.run(["secret", "new", "team-webhook"] + scratch.options).code == 0)
        let daemon = try Program.start(
            ["serve", "--no-web", "--clock", "simulated:2019-11-19T10:00:00+00:00"] + scratch.options)
        defer { daemon.process.terminate() }
        try #require(daemon.waitForError(containing: "listening"))
        let again = try Program.run(ingest)
        #expect(again.output.contains("1 unchanged"), "\(again)")
        book.rows += WorkbookIngestTests.row(4, [.text("C-2"), .styled("43783", 1), .text("Bruce Otherman")])
        try book.write(to: path)
        #expect(try Program.run(ingest).output.contains("2 rows = 1 accepted + 1 unchanged"))
        let old = try Program.run(["ingest", "--history", "spreadsheet=" + path] + scratch.options)
        #expect(old.code == 1 && old.errors.contains { $0.contains("[header-does-not-fit]") }, "\(old)")
        try Data([0xD0, 0xCF, 0x11, 0xE0]).write(to: URL(fileURLWithPath: path))
        let refused = try Program.run(ingest)
        #expect(refused.code == 1 && refused.errors.contains { $0.contains("[workbook-xls]") }, "\(refused)")
    }
}
