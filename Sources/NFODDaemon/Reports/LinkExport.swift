import NFODConfig
import NFODEngine
import NFODStore

/// `nfodd export links`: which notification was linked to whom and to which overdose, and how (CSV). For checking
/// linkage from outside; holds references of sources, so it is for the team's own eyes.
public struct LinkExport: Sendable {
    private let workflow: Workflow

    public init(_ workflow: Workflow) { self.workflow = workflow }

    /// Notifications read at once: no read may keep the write-ahead log from being folded for long.
    private static let batch = 500

    /// Header and one row a notification, in the order of receipt. Each batch is as things stand when it is read.
    public func csv() throws -> String {
        var writer = CSVWriter()
        writer.write(["source", "reference", "incident", "person", "status", "candidate"])
        var rest = try workflow.read { try $0.tx.notifications.all() }[...]
        while !rest.isEmpty {
            let batch = rest.prefix(LinkExport.batch)
            rest = rest.dropFirst(batch.count)
            for row in try workflow.read({ reading in try batch.map { try row($0, reading) } }) { writer.write(row) }
        }
        return writer.text
    }

    private func row(_ id: NotificationID, _ reading: Reading) throws -> [String] {
        let (source, vaulted) = try reading.stored(id)
        let link = try reading.tx.notifications.link(of: id)
        let incident = try link?.response.map { try reading.root(of: $0) }
        let reference = vaulted.details.reference ?? ""
        guard let person = link?.person else {
            return [source.name, reference, incident.map(label) ?? "", "", LinkStatus.new.rawValue, ""]
        }
        let state = try reading.loadPerson(person).state
        let people = KnownPeople(reading)
        let review = try state.openReviews.filter { $0.notification == id }
            .compactMap { try people.openReview($0, of: person) }.first
        let candidate = try review?.remaining.first.map { try reading.tx.people.root(of: $0.person) }
        // A review raised about a person who is known well leaves the notification where it is; one raised by a
        // notification that stands by itself makes it a review row.
        let status = try people.status(of: id, under: person)
        return [
            source.name, reference, incident.map(label) ?? "",
            PageText.label(of: try reading.tx.people.root(of: person)), status.rawValue,
            candidate.map(PageText.label(of:)) ?? "",
        ]
    }

    private func label(_ id: CaseID) -> String {
        let digits = String(id.number)
        return "I" + String(repeating: "0", count: max(0, 5 - digits.count)) + digits
    }
}

extension Reading {
    /// The case that stands for this overdose now: itself, or the one it was merged into.
    func root(of id: CaseID) throws -> CaseID {
        var found = id
        while case .mergedInto(let next)? = try loadCase(found)?.state.ending?.ending { found = next }
        return found
    }
}
