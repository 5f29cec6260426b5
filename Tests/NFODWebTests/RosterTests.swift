import Foundation
import NFODDaemon
import NFODEngine
import Testing

@testable import NFODWeb

@Suite struct RosterTests {
    private func entries(_ site: TestSite) async throws -> [[String: Any]] {
        try await site.get("/api/v1/roster").json["entries"] as? [[String: Any]] ?? []
    }

    @Test func `the coordinator changes the roster, sees it, and takes it back`() async throws {
        try await TestSite.run { site in
            let swap = #"""
                {"worker": "worker-1", "other": "worker-2", "role": "duty-worker", "from": "2030-03-05",
                 "to": "2030-03-05", "otherFrom": "2030-03-06", "otherTo": "2030-03-06"}
                """#
            let key = ["Idempotency-Key": "swap-1"]
            let made = try await site.post("/api/v1/roster/swap", swap, as: "rhona", key)
            expect(made, is: 200)
            #expect(made.json["entry"] as? Int == 1)
            // Sent again: the same answer, and no second entry.
            let again = try await site.post("/api/v1/roster/swap", swap, as: "rhona", key)
            #expect(again.body == made.body)
            let listed = try await entries(site)
            #expect(listed.count == 1)
            #expect(listed.first?["enteredBy"] as? String == "user:rhona")
            #expect(
                (listed.first?["changes"] as? [[String: Any]])?.map { $0["kind"] as? String } == ["standIn", "standIn"])
            expect(try await site.post("/api/v1/roster/undo", #"{"entry": 1}"#, as: "rhona"), is: 200)
            #expect(try await entries(site).isEmpty)
            let twice = try await site.post("/api/v1/roster/undo", #"{"entry": 1}"#, as: "rhona")
            #expect([409, 422].contains(twice.status))
            #expect(twice.json["code"] as? String == "rosterAlreadyEnded")
        }
    }

    @Test func `what is wrong is told field by field`() async throws {
        try await TestSite.run { site in
            let wrong = try await site.post(
                "/api/v1/roster/away", #"{"worker": 7, "because": "tired", "entry": "x"}"#, as: "rhona")
            expect(wrong, is: 400)
            let fields = (wrong.json["problems"] as? [[String: Any]])?.compactMap { $0["field"] as? String }
            #expect(Set(fields ?? []) == ["worker", "because", "entry"])
            expect(try await site.post("/api/v1/roster/away", "[]", as: "rhona"), is: 400)
            expect(try await site.post("/api/v1/roster/away", "{}", as: "morag"), is: 403)
        }
    }
}
