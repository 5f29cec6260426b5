/// The best assignment of all cases at once, exactly (rule 25): who is served by priority, and of all ways to serve
/// them the one that costs least level by level; of equal ones the first by id.
///
/// **Priority** is settled first, case by case in order of urgency (``ServedCases``): a case is served when it can be
/// together with every more urgent one that is, and goes to its key worker on the same terms. So no number of green
/// responses outweighs a red one, and a visit by two, which takes two places, is not left out in favour of two less
/// urgent ones. The rest is a minimum-cost flow in which every seat must be filled: seats of cases into the places of
/// workers, the levels packed into one whole number (``LevelWeights``), solved by ``TransportSolver``.
///
/// **Lateness** is in the flow and not beside it: a worker's places are cut where a case would begin to come too late
/// (``WorkingDay``), and an edge to a place beyond costs a late visit. **Balance** is the steps of the places.
///
/// **Pairs** need no search. A visit by two has two seats, the first for whoever suits the person best and owns the
/// case, the second for anybody; every two workers who keep the limits are formed beforehand into a pair each way
/// round. The cost of a pair is the sum of its two seats, so the pairs of one case are the ways to fill two seats with
/// two different workers. That they differ is a limit of one on a point every seat of the case passes on its way to a
/// worker, and such a point becomes a row and a column of the same problem with an edge between them that costs nothing
/// and means "not used" (A. Orden, "The transhipment problem", Management Science 2, 1956). That both seats or neither
/// are filled is settled with priority. What is left is a pure flow, whose optimum is whole.
struct AssignmentOptimum {
    let round: AssignmentRound
    /// In order of urgency.
    private(set) var demands: [CaseDemand]
    /// Who has each, first seat first; empty for nobody.
    private(set) var chosen: [[Int]] = []

    init(_ needs: [CaseNeed], round: AssignmentRound) throws(CostOverflow) {
        self.round = round
        demands = needs.sorted(by: CaseNeed.isMoreUrgent).map(round.demand)
        serve()
        do {
            chosen = try SeatNetwork<Int64>(demands, round).solved()
        } catch {
            chosen = try SeatNetwork<Int128>(demands, round).solved()
        }
    }

    private mutating func serve() {
        var served = ServedCases(places: round.freePlaces, caseCount: demands.count)
        for index in demands.indices {
            var demand = demands[index]
            if case .keyWorker = demand.route {
                demand.isServed = served.serve(index, by: demand.workers, byTwo: false)
                if !demand.isServed { demand = round.withoutKeyWorker(demand) }
            }
            if !demand.isServed {
                demand.isServed = served.serve(index, by: demand.workers, byTwo: demand.workersNeeded == 2)
            }
            demands[index] = demand
        }
    }
}
