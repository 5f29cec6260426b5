import Foundation
import Testing

@testable import NFODEngine

/// What `script/bench` prints of the assignment. `NFOD_MATRICES` names a folder of matrices, which peers solve too;
/// without it there is one small one, nothing is printed, and only what proves an optimum is looked at.
@Suite(.serialized) struct AssignmentSpeedTests {
    private static let folder = ProcessInfo.processInfo.environment["NFOD_MATRICES"]

    private struct Matrix {
        let name: String
        let costs: [[Int64]]
        let places: Int

        var problem: TransportProblem<Int64> { TransportProblem(matrix: costs, placesInEachColumn: places) }
    }

    private func matrices() throws -> [Matrix] {
        guard let folder = Self.folder else {
            var numbers = TeamSeededNumbers(seed: 5)
            let costs = (0..<120).map { _ in (0..<30).map { _ in Int64.random(in: 1...50, using: &numbers) } }
            return [4, 7].map { Matrix(name: "small", costs: costs, places: $0) }
        }
        return try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map { name in
            let text = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
            let lines = text.split(separator: "\n").map { $0.split(separator: " ").compactMap { Int64($0) } }
            return Matrix(name: name, costs: Array(lines.dropFirst()), places: Int(lines[0][2]))
        }
    }

    /// Prices that no row and no place could gain by (complementary slackness).
    private func isProvenOptimal(_ solver: TransportSolver<Int64>) -> Bool {
        let problem = solver.problem
        let rowsAreContent = (0..<problem.rowCount).allSatisfy { row in
            let own = problem.edgeCost[Int(solver.edgeOfRow[row])] + solver.price[Int(solver.columnOfRow[row])]
            return problem.edges(of: row).allSatisfy {
                problem.edgeCost[$0] + solver.price[Int(problem.edgeColumn[$0])] >= own
            }
        }
        let placesAreWorthIt = (0..<problem.columnCount).allSatisfy { column in
            let steps = problem.step[problem.places(of: column)]
            let taken = Int(solver.taken[column])
            return steps.prefix(taken).allSatisfy { $0 <= solver.price[column] }
                && steps.dropFirst(taken).allSatisfy { $0 >= solver.price[column] }
        }
        return rowsAreContent && placesAreWorthIt
    }

    @Test func wholeMatrices() throws {
        for matrix in try matrices() {
            let problem = matrix.problem
            let order = Array(0..<problem.rowCount)
            let labels = (0..<problem.columnCount).map { Int32($0) }
            var (placing, settling): ([Duration], [Duration]) = ([], [])
            var cost: Int64 = 0
            let clock = ContinuousClock()
            for _ in 0..<(Self.folder == nil ? 1 : problem.rowCount < 500 ? 25 : 3) {
                let start = clock.now
                let placed = try #require(try TransportSolver.solve(problem, order: [], labels: labels))
                placing.append(clock.now - start)
                let again = clock.now
                let solver = try #require(try TransportSolver.solve(problem, order: order, labels: labels))
                settling.append(clock.now - again)
                cost = solver.totalCost
                #expect(placed.totalCost == cost)
                #expect(isProvenOptimal(solver))
            }
            guard Self.folder != nil else { continue }
            print(
                "\(matrix.name), \(matrix.places) places: nfodd: cost \(cost),",
                shown(placing) + "; with ties settled", shown(settling))
        }
    }

    private func shown(_ took: [Duration]) -> String {
        let milliseconds = took.sorted().map { $0 / .microseconds(1) / 1_000 }
        return String(
            format: "fastest %.2f ms, middle %.2f ms", milliseconds[0], milliseconds[milliseconds.count / 2])
    }

    /// The whole way from cases to explained proposals.
    @Test func wholeProposals() throws {
        let now = try CalendarFixture.instant("2027-06-07T10:00:00+01:00")
        for (cases, workers) in Self.folder == nil ? [(20, 5)] : [(200, 50), (2_000, 500)] {
            var numbers = TeamSeededNumbers(seed: 5)
            let team = try TeamFixture.team(
                (0..<workers).map { number in
                    try TeamFixture.worker(
                        "w\(1_000 + number)", skills: number % 3 == 0 ? [.outreach, .nurse] : [.outreach],
                        localities: [Locality("DD\(number % 5)")], capacity: 4)
                })
            let ids = team.allWorkers.map(\.id)
            let needs = (1...cases).map { need($0, ids, now, &numbers) }
            let clock = ContinuousClock()
            var proposals: [CaseID: Proposal] = [:]
            let took = try clock.measure {
                proposals = try Assignment.propose(
                    needs: needs, team: team, loads: [:], at: now, settings: TeamFixture.settings)
            }
            let given = proposals.values.map(\.choice.workers.count).reduce(0, +)
            #expect(given == 4 * workers, "more is asked than they have room for")
            if Self.folder != nil { print("\(cases) cases, \(workers) workers, explained:", shown([took])) }
        }
    }

    private func need(
        _ number: Int, _ ids: [WorkerID], _ now: Instant, _ numbers: inout TeamSeededNumbers
    ) -> CaseNeed {
        let hours = Int64.random(in: 1...60, using: &numbers)
        var need = CaseNeed(
            caseID: CaseID(Int64(number)), triage: TriageLevel.allCases[number % 3], contactDueAt: now + .hours(hours),
            needsTwoWorkers: number % 20 == 0, isScreened: true)
        need.locality = Locality("DD\(Int.random(in: 0..<5, using: &numbers)) 1")
        if number % 4 == 0, let known = ids.randomElement(using: &numbers) { need.knownWorkers = [known] }
        if number % 5 == 0 { need.wishes = [.skill(.nurse)] }
        return need
    }
}
