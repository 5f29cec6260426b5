import Testing

@testable import NFODEngine

/// Random working lives of a case, each from its seed, watched by ``CaseAuditor``. A failure names the seed: put it
/// into `replaysASeed` to look at it alone.
@Suite struct CaseSimulationTests {
    static let sequences = 2_000
    static let steps = 60

    @Test func noSequenceOfCommandsBreaksTheRules() {
        var accepted = 0
        var kinds: Set<String> = []
        for seed in 0..<UInt64(Self.sequences) {
            let (scenario, findings) = Self.live(seed: seed)
            #expect(findings == [], "seed \(seed)")
            accepted += scenario.events.count
            kinds.formUnion(scenario.events.map { type(of: $0.event.payload).type })
            if !findings.isEmpty { return }
        }
        // The workload gets everywhere: a simulation that is always turned down would find nothing.
        #expect(accepted > Self.sequences * Self.steps / 4)
        #expect(Set(CaseEvent.payloadTypes.map { $0.type }).subtracting(kinds) == [])
    }

    @Test(arguments: [7] as [UInt64]) func replaysASeed(_ seed: UInt64) {
        let (first, findings) = Self.live(seed: seed)
        #expect(findings == [])
        #expect(first.events == Self.live(seed: seed).scenario.events)
    }

    @Test func theAuditorSees() {
        var scenario = CaseScenario.opened(at: 3)
        var auditor = CaseAuditor()
        auditor.look(at: scenario, before: nil)
        #expect(auditor.findings == [])
        let before = scenario.state
        scenario.state?.contactDueAt = CaseScenario.overdose + .hours(90)
        scenario.alerts.append(contentsOf: scenario.alerts)
        auditor.look(at: scenario, before: before)
        auditor.fold(scenario)
        #expect(auditor.findings.count == 3)
    }

    private static func live(seed: UInt64) -> (scenario: CaseScenario, findings: [String]) {
        var workload = CaseWorkload(seed: seed)
        let opening = workload.opening()
        var scenario = CaseScenario.opened(
            at: opening.hours, facts: opening.facts, owner: opening.owner, team: workload.team())
        var auditor = CaseAuditor()
        auditor.look(at: scenario, before: nil)
        var hours = opening.hours
        for _ in 0..<steps {
            guard let state = scenario.state else { break }
            if workload.numbers.oneIn(3) {
                hours += Double(workload.numbers.below(20))
                // Now and then nobody looks for a while, as when the daemon was down.
                if workload.numbers.oneIn(4) { scenario.sleep(to: hours) } else { scenario.advance(to: hours) }
            } else {
                scenario.run(workload.command(at: scenario.now, state), by: workload.actor())
            }
            auditor.look(at: scenario, before: state)
        }
        auditor.fold(scenario)
        return (scenario, auditor.findings)
    }
}
