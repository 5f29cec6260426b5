import NFODDaemon
import NFODEngine

/// One address in the OpenAPI document.
struct OpenAPIOperation {
    private let url: SiteURL

    init(_ url: SiteURL) { self.url = url }

    var json: JSONValue {
        var members: [String: JSONValue] = [
            "operationId": .string(id), "summary": .string(summary), "responses": responses,
        ]
        if !parameters.isEmpty { members["parameters"] = .array(parameters) }
        if let schema = bodySchema {
            members["requestBody"] = .object([
                "required": .bool(true), "content": OpenAPISchemas.content(bodyType, schema),
            ])
        }
        if url.isOpen { members["security"] = .array([]) }
        if case .notifyCallback = url { members["security"] = .array([.object(["callback": .array([])])]) }
        return .object(members)
    }

    private var id: String {
        switch url {
        case .home: "home"
        case .report(let kind): "\(kind.rawValue)Page"
        case .response: "responsePage"
        case .health: "health"
        case .ready: "ready"
        case .metrics: "metrics"
        case .openAPI: "openAPI"
        case .notifications: "takeNotifications"
        case .reportData(let kind): "\(kind.rawValue)Report"
        case .responseData: "showResponse"
        case .command(let action, _): action.rawValue
        case .huddles: "huddles"
        case .huddleCommand(let action): action.rawValue + "Huddle"
        case .reviews: "reviewsPage"
        case .reviewsData: "reviews"
        case .reviewCommand(let action, _): action.rawValue + "Identity"
        case .reviewForm(let action, _): action.rawValue + "IdentityForm"
        case .roster: "roster"
        case .rosterCommand(let action): action.rawValue + "Roster"
        case .outbox: "outbox"
        case .outboxRetry: "retryAlerts"
        case .acknowledgement: "acknowledgementPage"
        case .takeByLink: "takeByLink"
        case .notifyCallback: "notifyCallback"
        }
    }

    private var summary: String {
        switch url {
        case .home: "The front page"
        case .report(let kind): "The \(kind.rawValue) report as a page"
        case .response: "One response as a page; where alerts link to"
        case .health: "Does the daemon live? One word"
        case .ready: "Can it do its work?"
        case .metrics: "Numbers for Prometheus, text format 0.0.4"
        case .openAPI: "This document"
        case .notifications: "Hands in notifications of the token's source"
        case .reportData(let kind): "The \(kind.rawValue) report"
        case .responseData: "One response as it stands, with its version as ETag"
        case .command(let action, _): "Workflow command '\(action.rawValue)' on one response"
        case .huddles: "The huddles of the fortnight that begins today, and the days without one"
        case .huddleCommand(.call): "Calls one more huddle on one day; answers with the fortnight's huddles"
        case .huddleCommand(.callOff): "Calls a huddle off that was called; answers with the fortnight's huddles"
        case .reviews: "Questions about who somebody is, as a page"
        case .reviewsData: "Questions about who somebody is, with evidence; and whom the machine has joined"
        case .reviewForm(let action, _): "'\(action.rawValue)' from the form of the page, which is shown again"
        case .reviewCommand(.confirm, _): "The same person: answers a question, or joins two people"
        case .reviewCommand(.separate, _): "Not the same, never asked again: a question, a person, or a notification"
        case .roster: "Who is on duty, every entry of the roster that is not over, and the gaps ahead"
        case .rosterCommand(let action): "'\(action.rawValue)' in the roster; for the coordinator"
        case .outbox: "Alerts that were given up, and those tried in vain so far"
        case .acknowledgement: "What one alert asks its recipient, with a button, without sign-in; changes nothing"
        case .takeByLink: "The button of that page: its recipient has the alert, and reminders rest for a while"
        case .notifyCallback: "GOV.UK Notify says whether a message arrived that it took over a channel"
        case .outboxRetry: "Has alerts tried again at once; for the coordinator"
        case .reviewCommand(.undo, _): "Takes an answer, or the joining of two people, back"
        }
    }

    private var parameters: [JSONValue] {
        switch url {
        case .report, .reportData:
            [
                parameter("at", in: "query", "Instant with offset; now when left out", format: "date-time"),
                parameter("names", in: "query", "'yes': with people's names, for staff only; the opening is logged"),
            ]
        case .response, .responseData: [code]
        case .reviews, .reviewsData:
            [parameter("names", in: "query", "'yes': with people's names, for staff only; the opening is logged")]
        case .command, .reviewCommand:
            [
                url.isAboutReview ? subject : code,
                parameter("If-Match", in: "header", "The version you saw, in quotes", isRequired: true),
                idempotencyKey,
            ]
        case .huddleCommand, .rosterCommand, .outboxRetry: [idempotencyKey]
        case .reviewForm: [subject]
        case .acknowledgement, .takeByLink:
            [parameter("token", in: "path", "As it stands in the alert; says who may take what", isRequired: true)]
        case .notifyCallback: [parameter("channel", in: "path", "As it stands in nfodd.yaml", isRequired: true)]
        case .notifications:
            [
                parameter(
                    "Idempotency-Key", in: "header", "The same key gives the same answer again, for 24 hours or more",
                    isRequired: true)
            ]
        case .home, .health, .ready, .metrics, .openAPI, .huddles, .roster, .outbox: []
        }
    }

    private var idempotencyKey: JSONValue {
        parameter("Idempotency-Key", in: "header", "The same key gives the same answer again, for 24 hours or more")
    }

    private var code: JSONValue { parameter("code", in: "path", "The response's random code", isRequired: true) }

    private var subject: JSONValue {
        parameter(
            "subject", in: "path",
            "A question such as 12; for the coordinator also a person such as P0042 or a notification such as N00012",
            isRequired: true)
    }

    private func parameter(
        _ name: String, in place: String, _ words: String, format: String? = nil, isRequired: Bool = false
    ) -> JSONValue {
        var schema: [String: JSONValue] = ["type": .string("string")]
        if let format { schema["format"] = .string(format) }
        return .object([
            "name": .string(name), "in": .string(place), "description": .string(words), "required": .bool(isRequired),
            "schema": .object(schema),
        ])
    }

    private var bodySchema: String? {
        switch url {
        case .notifications: "Notifications"
        case .command: "Command"
        case .huddleCommand: "HuddleCommand"
        case .reviewCommand: "IdentityCommand"
        case .reviewForm: "IdentityForm"
        case .rosterCommand: "RosterCommand"
        case .outboxRetry: "AlertsToRetry"
        case .takeByLink: "LinkForm"
        case .notifyCallback: "NotifyCallback"
        default: nil
        }
    }

    private var bodyType: String {
        switch url {
        case .reviewForm, .takeByLink: "application/x-www-form-urlencoded"
        default: "application/json"
        }
    }

    private var responses: JSONValue {
        var answers = refusals
        for status in successes { answers[status] = answer("Done", content: successContent) }
        return .object(answers)
    }

    private var successes: [String] {
        switch url {
        case .notifications: ["201", "202"]
        case .reviewForm: ["303"]
        default: ["200"]
        }
    }

    private var successContent: JSONValue {
        switch url {
        case .home, .report, .response, .reviews, .acknowledgement, .takeByLink:
            OpenAPISchemas.content("text/html", "Page")
        case .health, .metrics, .reviewForm, .notifyCallback: OpenAPISchemas.content("text/plain", "Word")
        case .ready: OpenAPISchemas.content("application/json", "Readiness")
        case .openAPI, .reportData, .reviewsData, .huddles, .huddleCommand, .roster, .rosterCommand,
            .outbox, .outboxRetry:
            OpenAPISchemas.content("application/json", "Document")
        case .notifications: OpenAPISchemas.content("application/json", "Counted")
        case .responseData, .command: OpenAPISchemas.content("application/json", "Response")
        case .reviewCommand: OpenAPISchemas.content("application/json", "Identity")
        }
    }

    private var refusals: [String: JSONValue] {
        guard !url.isOpen || url.linkToken != nil else { return ["503": answer("No", content: successContent)] }
        var statuses = ["401", "403", "405", "429", "500", "503"]
        switch url {
        case .notifications: statuses += ["400", "404", "413", "415", "422", "507"]
        case .command, .reviewCommand: statuses += ["400", "404", "409", "412", "413", "415", "422", "428"]
        case .huddleCommand, .rosterCommand: statuses += ["400", "409", "413", "415", "422"]
        case .outboxRetry: statuses += ["400", "404", "409", "413", "415", "422"]
        case .reviewForm: statuses += ["400", "404", "409", "412", "413", "415"]
        case .acknowledgement: statuses = ["404", "405", "429", "500", "503"]
        case .notifyCallback: statuses += ["400", "413", "415", "507"]
        case .takeByLink: statuses = ["400", "403", "404", "405", "409", "413", "415", "429", "500", "503"]
        case .report, .reportData, .reviews, .reviewsData: statuses += ["400"]
        case .response, .responseData: statuses += ["404"]
        case .home, .openAPI, .health, .ready, .metrics, .huddles, .roster, .outbox: break
        }
        let problem = answer(
            "Refused; 'code' and 'detail' say why",
            content: OpenAPISchemas.content("application/problem+json", "Problem"))
        return Dictionary(uniqueKeysWithValues: statuses.map { ($0, problem) })
    }

    private func answer(_ words: String, content: JSONValue) -> JSONValue {
        .object(["description": .string(words), "content": content])
    }
}
