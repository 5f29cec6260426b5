import NFODEngine
import Testing

/// Reports of hours that a manager has signed for as uncovered, and the tables made of them.
@Suite struct DeclaredCoverTests {
    static let cover: [DeclaredCover] = [Int64(1), 2].map { number in
        guard let from = CivilTime(iso8601: "17:00"), let to = CivilTime(iso8601: "09:00") else {
            preconditionFailure("not a time of day")
        }
        let days: Set<DutyDay> = number == 1 ? [.saturday, .sunday] : [.holiday]
        let first = CivilDate(dayNumber: 18_687)
        let declaration = UncoveredDeclaration(
            id: RosterEntryID(number),
            hours: UncoveredHours(
                role: .dutyWorker, when: WeeklyHours(days: days, hours: LocalHours(from: from, to: to)),
                days: first...first.adding(days: 30), signedBy: WorkerID("hamish")))
        return DeclaredCover(
            declaration, roleLabel: "Duty worker", signedBy: "Hamish",
            meanwhile: number == 1
                ? [
                    .init(level: "tell the owner", text: "telephone first, \"nobody goes alone\""),
                    .init(level: "a day gone", text: nil),
                ] : [])
    }

    @Test func `notes come first, and take no row's place`() {
        let plain = ExampleHuddle.report.csv(ExampleHuddle.text)
        let table = HeadedReport(ExampleHuddle.report, declared: Self.cover).csv(ExampleHuddle.text)
        #expect(table.header == plain.header && table.rows == plain.rows)
        #expect(table.notes.count == 4 && table.noteRows.count == 4)
        for (note, row) in zip(table.notes, table.noteRows) {
            #expect(row[0] == .empty && row[1] == .text(note) && row.dropFirst(2).allSatisfy { $0 == .empty })
        }
        #expect(table.notes.first?.hasPrefix("NOT COVERED, declared (1): Duty worker has nobody on Saturday") == true)
        let lines = table.text.split(separator: "\r\n", omittingEmptySubsequences: false)
        #expect(lines[1].hasPrefix(",\"NOT COVERED, declared (1)"))
        #expect(lines[3].hasPrefix(",Meanwhile, at") || lines[3].hasPrefix(",\"Meanwhile, at"))
        #expect(HeadedReport(ExampleHuddle.report, declared: []).csv(ExampleHuddle.text) == plain)
    }
}
