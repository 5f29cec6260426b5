import Foundation
import Testing

/// What people and sources ask of the daemon over HTTP.
extension EndToEndDaemon {
    static let notifications = "/api/v1/notifications"

    /// One row of the ambulance's feed about an invented person.
    static func ambulance(_ reference: String, _ person: Int, on date: String, at time: String) -> [String: String] {
        let surnames = ["Testperson", "Otherman", "Thirdlady", "Fourthson", "Fifthdaughter", "Sixthneighbour"]
        let forenames = ["Ailsa", "Bruce", "Catriona", "Dougal", "Effie", "Fergus"]
        return [
            "Incident No": reference, "Call Date": date, "Call Time": time, "Forename": forenames[person],
            "Surname": surnames[person], "DOB": "0\(person + 1)/02/198\(person)", "CHI": "", "Sex": "",
            "Home Address": "\(person + 1) Example Street", "Home Postcode": "DD\(person % 5 + 1) 1AA",
            "Incident Address": "\(person + 1) Example Street", "Incident Postcode": "DD\(person % 5 + 1) 1AA",
            "Naloxone": "Y", "Doses": "1", "Conveyed": "N", "Destination": "", "Substances": "heroin",
            "Sent": date.split(separator: "/").reversed().joined(separator: "-"),
        ]
    }

    static func notification(_ rows: [[String: String]], from source: String = "ambulance") throws -> Data {
        let whole: [String: Any] = ["source": source, "rows": rows]
        return try JSONSerialization.data(withJSONObject: whole, options: .sortedKeys)
    }

    /// Hands notifications in under a key, so that they can be sent again.
    func post(_ rows: [[String: String]], key: String, from source: String = "ambulance") async throws
        -> EndToEndMessage
    {
        try await ask(
            "POST", Self.notifications, as: source, headers: ["Idempotency-Key": key],
            body: try Self.notification(rows, from: source))
    }

    /// Codes of the cases, in the order in which their first alerts came.
    var codes: [String] {
        receiver.arrivals.compactMap(\.alert.data.code).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    func show(_ code: String) async throws -> EndToEndMessage {
        try await ask("GET", "/api/v1/cases/\(code)", as: "morag")
    }

    /// A command on the case as it stands now.
    func command(_ action: String, _ code: String, as user: String = "morag", _ fields: [String: Any] = [:])
        async throws -> EndToEndMessage
    {
        let body = try JSONSerialization.data(withJSONObject: fields)
        let tag = try #require(try await show(code).headers["etag"])
        return try await ask(
            "POST", "/api/v1/cases/\(code)/\(action)", as: user, headers: ["If-Match": tag], body: body)
    }

    static func contact(by worker: String) -> [String: Any] {
        [
            "worker": worker, "way": "phone", "outcome": "wantsSupport", "aboutThisOverdose": true,
            "supportOffered": true,
        ]
    }
}
