import Foundation
import NFODDaemon
import NFODEngine
import NFODStore

extension DaemonFixture {
    /// One report as JSON, read by somebody else's parser.
    func report(_ kind: NFODDaemon.Operation.ReportRequest.Kind = .huddle, at: Instant? = nil) throws -> [String: Any] {
        let text = try ReportService(workflow).render(
            .init(kind: kind, at: at, format: "json", withNames: false), by: .user("morag"))
        guard let report = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] else {
            throw FixtureError()
        }
        return report
    }

    /// The case as the huddle report lists it among those not yet reached.
    func line(_ code: CaseCode, at: Instant? = nil) throws -> [String: Any] {
        let lines = try report(at: at)["notYetReached"] as? [[String: Any]] ?? []
        guard let line = lines.first(where: { $0["case"] as? String == code.name }) else { throw FixtureError() }
        return line
    }

    func cautions(_ code: CaseCode, at: Instant? = nil) throws -> [String] {
        (try line(code, at: at)["cautions"] as? [[String: Any]] ?? []).compactMap { $0["code"] as? String }
    }

    /// The ids proposed for a case, and the codes of what another lacked.
    func proposed(_ code: CaseCode) throws -> (workers: [String], lacked: [String: [String]]) {
        let proposed = try line(code)["proposed"] as? [String: Any] ?? [:]
        var lacked: [String: [String]] = [:]
        for other in proposed["others"] as? [[String: Any]] ?? [] {
            guard let worker = other["worker"] as? String else { continue }
            lacked[worker] = (other["lacked"] as? [[String: Any]] ?? []).compactMap { $0["code"] as? String }
        }
        return (proposed["workers"] as? [String] ?? [], lacked)
    }

    /// Two people with one response each, and the review that asks whether they are one. The second overdose is two
    /// days after the first; it is Wednesday 3 March 2021, 10:00.
    func twoPeopleWhoMayBeOne() throws -> (first: CaseState, second: CaseState, review: ReviewID) {
        try ambulance(["DOB": "11/02/1985"])
        try advance(hours: 48)
        try ambulance([
            "Incident No": "SAS-9", "Call Date": "03/03/2021", "Call Time": "06:00", "DOB": "01/02/1985",
            "Home Address": "9 Elsewhere Road", "Home Postcode": "DD2 2BB", "Incident Address": "3 Third Row",
            "Incident Postcode": "DD3 3CC",
        ])
        let cases = try cases()
        let review = try workflow.read { try $0.tx.people.openReviews().first?.id }
        guard cases.count == 2, let review else { throw FixtureError() }
        return (cases[0], cases[1], review)
    }

    func confirm(_ review: ReviewID) throws {
        try workflow.perform(as: .user("morag")) { try $0.confirm(review, candidate: nil) }
    }

    func undo(_ review: ReviewID) throws { try workflow.perform(as: .user("morag")) { try $0.undo(review) } }

    /// `level -> recipient` of every alert of a case, oldest first.
    func alerts(_ id: CaseID) throws -> [String] {
        try workflow.read { try $0.tx.outbox.entries(of: id) }.compactMap { entry in
            let body = try JSONSerialization.jsonObject(with: entry.message.body) as? [String: Any]
            let data = body?["data"] as? [String: Any]
            return (data?["level"] as? String).map { "\($0) -> \(entry.message.recipient)" }
        }
    }
}

extension DaemonFixture {
    /// The reason of the last event of a type.
    func reason(of type: String) throws -> String? {
        try workflow.read { reading in
            try reading.tx.events.events(after: 0, limit: 1_000_000).last { $0.type == type }?.reason
        }
    }
}
