import NFODEngine

@testable import NFODDaemon

/// Monday 1 March 2021, 11:00, after the huddle: three workers are on shift, of whom one has room for a single response
/// and one is barred from the more urgent of two.
struct Crowd {
    let fixture: DaemonFixture

    init(start: String = "2021-03-01T11:00:00+00:00") throws {
        let small = DaemonFixture.Edit(
            file: "team.yaml", from: "localities: [DD2, DD3]\n    capacity: 8",
            to: "localities: [DD2, DD3]\n    capacity: 1")
        fixture = try DaemonFixture(start: start, [small])
        try row("SAS-1", surname: "Testperson", at: "08:00")
        try row("SAS-2", surname: "Otherman", at: "06:00")
        try run(.wishes, calm) {
            $0.way = "spoken"
            $0.preferences = "worker:worker-2"
        }
        try run(.wishes, urgent) {
            $0.way = "spoken"
            $0.exclude = "worker-3"
            $0.reason = "relative"
        }
        // Somebody's own choice, so that it is not weighed before it comes back.
        try run(.assign, urgent) { $0.worker = "worker-1" }
    }

    var calm: CaseState { get throws { try state("SAS-1") } }
    var urgent: CaseState { get throws { try state("SAS-2") } }

    private func state(_ reference: String) throws -> CaseState {
        let number = reference == "SAS-1" ? 0 : 1
        return try fixture.cases().sorted { $0.id < $1.id }[number]
    }

    func row(_ reference: String, surname: String, at time: String) throws {
        try fixture.ambulance([
            "Incident No": reference, "Surname": surname, "Forename": "Bruce\(reference.suffix(1))", "Call Time": time,
            "Home Postcode": "DD2 1AA", "DOB": "0\(reference.suffix(1))/02/1985",
            "Home Address": "\(reference.suffix(1)) Example Street",
            "Incident Address": "\(reference.suffix(1)) Example Street",
        ])
    }

    @discardableResult
    func run(
        _ action: CaseRequest.Action, _ state: CaseState, _ fill: (inout CaseRequest) -> Void = { _ in }
    ) throws -> CaseState { try fixture.run(action, state.code, fill) }

    func offerCalm() throws { try run(.assign, calm) { $0.proposed = true } }

    func handBackUrgent() throws {
        try run(.handBack, urgent) {
            $0.worker = "worker-1"
            $0.reason = "noTime"
        }
    }

    /// What comes before anything is offered on.
    func settle() throws { while try fixture.daemon.scheduler.turn().handled > 0 {} }

    func tick() throws { try fixture.daemon.scheduler.tick() }
}
