import Foundation
import NFODConfig
import NFODEngine
import Testing

@testable import NFODDaemon

/// `nfodd simulate cover` on the shipped configuration (issue 5).
@Suite struct CoverSimulationTests {
    private func shares(_ request: CoverSimulation.Request) throws -> [[Int]] {
        let report = try CoverSimulation(directory: OperationScratch.config, request: request).report()
        return report.plans.map { plan in
            [48, 60, 72].map { Int((plan.firstLook.share(waitingOver: .hours($0)) * 1_000).rounded()) }
        }
    }

    /// Domain brief, section 7: the next-day feed, the weekday huddle and Dundee's holidays, all as shipped.
    @Test func theShippedConfigurationOf2027() throws {
        var request = CoverSimulation.Request(year: 2_027, overdoses: 550)
        request.extraLooks = [.init(days: [.saturday], time: nil)]
        #expect(try shares(request) == [[221, 150, 78], [76, 17, 9]])
    }

    @Test func aHuddleWithoutHolidaysSeesEverybodyInTimeThatIsToldAtOnce() throws {
        var request = CoverSimulation.Request(year: 2_027, overdoses: 1)
        request.feed = .atOnce
        #expect(try shares(request) == [[164, 93, 22]])
        // A year nobody knows has no holidays: never later, and a warning.
        request.year = 2_040
        let simulation = try CoverSimulation(directory: OperationScratch.config, request: request)
        // The weekend on which the clocks go back is an hour longer: one hour of the year.
        let late = simulation.report().plans[0].firstLook.share(waitingOver: .hours(72))
        #expect(late > 0 && late <= 1.0 / 8_760)
        #expect(simulation.warnings.contains { $0.contains("2040") && $0.contains("dundee-city-council") })
    }

    @Test func oneMoreShiftAndTheDutyWorkerReachMorePeople() throws {
        var request = CoverSimulation.Request(year: 2_027, overdoses: 3_000)
        request.extraShifts = [
            WeeklyHours(
                days: Set(DutyDay.allCases),
                hours: LocalHours(from: try #require(CivilTime(hour: 17, minute: 0)), to: .midnight))
        ]
        request.dutyTakesUnseen = true
        let report = try CoverSimulation(directory: OperationScratch.config, request: request).report()
        let teams = report.plans.compactMap(\.team)
        try #require(teams.count == 2)
        #expect(teams[0].reached[2] < teams[1].reached[2])
        #expect(teams[1].loads.last?.name == "extra shift 1")
        // Fergus Model visits with a colleague only, and coordinators are not sent out.
        #expect(teams[0].loads.count == 5)
    }

    @Test func theCommandPrintsATableAndWritesAChart() throws {
        let chart = FileManager.default.temporaryDirectory.appending(path: "cover-\(UUID().uuidString).svg")
        defer { try? FileManager.default.removeItem(at: chart) }
        let run = try Program.run([
            "simulate", "cover", "--config", OperationScratch.config, "--year", "2027", "--look", "saturday",
            "--shift", "friday,saturday@17:00-21:00", "--svg", chart.path,
        ])
        #expect(run.code == 0, "\(run.errors)")
        #expect(run.errors == [])
        let late = run.output.split(separator: "\n").first { $0.contains("more than 72 h") } ?? ""
        #expect(late.split(separator: " ").suffix(4) == ["7.8", "%", "0.9", "%"])
        #expect(try String(contentsOf: chart, encoding: .utf8).hasPrefix("<svg"))
    }

    @Test(arguments: [
        ["--year", "next"], ["--year", "1500"], [], ["--year", "2027", "--look", "caturday"],
        ["--year", "2027", "--look", "saturday@25:00"], ["--year", "2027", "--shift", "friday"],
        ["--year", "2027", "--shift", "friday@17:00"], ["--year", "2027", "--feed", "weekly"],
        ["--year", "2027", "--overdoses", "0"], ["--year", "2027", "--reached-per-try", "101"],
    ])
    func wrongUse(arguments: [String]) throws {
        let run = try Program.run(["simulate", "cover", "--config", OperationScratch.config] + arguments)
        #expect(run.code == 2)
        #expect(run.errors.count == 1)
    }

    private func pattern(_ text: String) throws -> String {
        let file = FileManager.default.temporaryDirectory.appending(path: "hours-\(UUID().uuidString).csv")
        try Data(text.utf8).write(to: file)
        return file.path
    }

    @Test func aPatternOfHoursWeighsTheWait() throws {
        let fridays = try pattern("day,hour,overdoses\nFriday,12,3\nfriday, 13 ,1\n")
        let tuesdays = try pattern("overdoses,day,hour\n2,tuesday,9\n0,friday,9\n")
        defer { for path in [fridays, tuesdays] { try? FileManager.default.removeItem(atPath: path) } }
        func table(_ path: String) throws -> Program.Run {
            try Program.run([
                "simulate", "cover", "--config", OperationScratch.config, "--year", "2027", "--pattern", path,
            ])
        }
        let late = try table(fridays)
        #expect(late.code == 0, "\(late.errors)")
        #expect(late.output.contains("weighed by the 4 overdoses counted in 2 of its 168 hours"))
        // Friday noon is looked at on Monday, 69.5 hours later; only a holiday Monday makes it later than 72.
        let overSixty = late.output.split(separator: "\n").first { $0.contains("more than 60 h") } ?? ""
        #expect(overSixty.hasSuffix("100.0 %"))
        let early = try table(tuesdays)
        let overFortyEight = early.output.split(separator: "\n").first { $0.contains("more than 48 h") } ?? ""
        #expect(overFortyEight.hasSuffix("0.0 %"), "\(overFortyEight)")
    }

    @Test func everyWrongRowOfAPatternIsNamed() throws {
        let wrong = try pattern(
            "day,hour,overdoses\ncaturday,1,1\nmonday,24,1\nmonday,1,-1\nmonday,2\nmonday,3,1\nmonday,3,2\n")
        let none = try pattern("day,hour,overdoses\nmonday,1,0\n")
        let other = try pattern("day,time\nmonday,1\n")
        let empty = try pattern("")
        defer { for path in [wrong, none, other, empty] { try? FileManager.default.removeItem(atPath: path) } }
        func lines(_ path: String) throws -> [String] {
            do {
                _ = try HourPatternFile.read(path)
                return []
            } catch let problems as ConfigurationProblems {
                return problems.problems.map { "\($0.line): \($0.message)" }
            }
        }
        #expect(
            try lines(wrong) == [
                "2: the day is one of monday to sunday", "3: the hour is a whole number from 0 to 23",
                "4: overdoses is a whole number from 0 to 1000000", "5: cannot be read as one row of three cells",
                "7: monday 3 stands here twice",
            ])
        #expect(try lines(none) == ["0: no hour has an overdose"])
        #expect(try lines(other) == ["1: the first row names the columns: day,hour,overdoses"])
        #expect(try lines(empty).count == 1)
        #expect(throws: DaemonError.fileUnreadable("/nowhere/hours.csv")) {
            try HourPatternFile.read("/nowhere/hours.csv")
        }
    }
}
