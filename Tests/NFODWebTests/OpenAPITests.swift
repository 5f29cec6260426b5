import Foundation
import NFODDaemon
import NFODEngine
import Testing

@testable import NFODWeb

@Suite struct OpenAPITests {
    /// Written by hand, apart from the code.
    static let paths: Set<String> = [
        "/", "/huddle", "/overdue", "/workload", "/c/{code}", "/healthz", "/readyz", "/metrics", "/openapi.json",
        "/api/v1/notifications",
        "/api/v1/huddles", "/api/v1/huddles/call", "/api/v1/huddles/call-off",
        "/reviews", "/api/v1/reviews", "/reviews/{subject}/confirm", "/reviews/{subject}/separate",
        "/reviews/{subject}/undo", "/api/v1/reviews/{subject}/confirm", "/api/v1/reviews/{subject}/separate",
        "/api/v1/reviews/{subject}/undo",
        "/api/v1/roster", "/api/v1/roster/away", "/api/v1/roster/shift", "/api/v1/roster/duty",
        "/api/v1/roster/stand-in", "/api/v1/roster/swap", "/api/v1/roster/declare", "/api/v1/roster/end",
        "/api/v1/roster/undo", "/api/v1/outbox", "/api/v1/outbox/retry", "/ack/{token}", "/ack/{token}/taken",
        "/callbacks/notify/{channel}",
        "/api/v1/report/huddle", "/api/v1/report/overdue", "/api/v1/report/workload", "/api/v1/cases/{code}",
    ]

    static let commands = [
        "assign", "accept", "hand-back", "acknowledge", "silence", "keep-trying", "not-today", "screen", "attempt",
        "contact",
        "withdraw-contact", "follow-up", "whereabouts", "overdose-time", "end", "confirm-end", "reopen", "merge",
        "restart-ladder", "agree-plan", "plan-made", "plan-done", "plan-not-needed", "plan-add",
        "plan-change", "plan-reopen", "safeguarding", "referral-made", "referral-confirmed", "wishes",
    ]

    @Test func `the document is JSON and lists exactly what is answered`() async throws {
        try await TestSite.run { site in
            let reply = try await site.get("/openapi.json")
            #expect(reply.json["openapi"] as? String == "3.1.0")
            let paths = try #require(reply.json["paths"] as? [String: [String: Any]])
            let expected = OpenAPITests.paths.union(OpenAPITests.commands.map { "/api/v1/cases/{code}/" + $0 })
            #expect(Set(paths.keys) == expected)
            let code = try await site.makeCase()
            for (path, methods) in paths {
                let method = try #require(methods.keys.first)
                let answered = try await site.http.ask(
                    method.uppercased(),
                    path.replacing("{code}", with: code.name).replacing("{subject}", with: "999")
                        .replacing("{token}", with: "T0012").replacing("{channel}", with: "sms"),
                    TestSite.signed("morag"))
                let responses = try #require((methods[method] as? [String: Any])?["responses"] as? [String: Any])
                #expect(responses[String(answered.status)] != nil, "\(method) \(path) answers \(answered.status)")
            }
        }
    }

    @Test func `every schema that is pointed at is there, every id stands once`() throws {
        let text = OpenAPIDocument.json.compact
        let pointed = text.components(separatedBy: "#/components/schemas/").dropFirst().compactMap {
            $0.split(separator: "\"").first
        }
        let document = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let components = try #require(document["components"] as? [String: Any])
        let schemas = try #require(components["schemas"] as? [String: Any])
        #expect(Set(pointed.map(String.init)) == Set(schemas.keys))
        let ids = text.components(separatedBy: "\"operationId\":\"").dropFirst().compactMap {
            $0.split(separator: "\"").first
        }
        #expect(Set(ids).count == SiteURL.all.count)
    }

    @Test func `the command schema has the fields of the request type`() throws {
        let names = Set(CaseRequest.bodyFields.map(\.name))
        #expect(names.isSuperset(of: ["worker", "at", "note", "item", "supportOffered"]))
        #expect(names.isDisjoint(with: ["action", "code", "version"]))
        #expect(Set(CaseRequest.bodyFields.map(\.type)) == ["Optional<String>", "Optional<Bool>", "Optional<Int64>"])
    }

    @Test func `an address is read back as itself`() {
        for url in SiteURL.all {
            let path = url.path(about: CaseCode("AB2C3D4"))
            #expect(SiteURL(path: path)?.path == path)
            #expect(SiteURL(path: path)?.template == url.path)
        }
        for path in ["", "huddle", "/huddle/", "/c/", "/c/{code}", "/c/A-B", "/c/\(String(repeating: "A", count: 33))"]
        {
            #expect(SiteURL(path: path) == nil, "\(path)")
        }
    }
}
