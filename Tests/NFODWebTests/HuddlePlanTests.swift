import NFODDaemon
import NFODEngine
import Testing

@testable import NFODWeb

/// `/api/v1/huddles` (issue 5).
@Suite struct HuddlePlanTests {
    @Test func `a coordinator calls a huddle and calls it off; others may look`() async throws {
        try await TestSite.run { site in
            let body = #"{"date":"2021-03-06","time":"11:00","why":"longGap"}"#
            #expect(try await site.post("/api/v1/huddles/call", body, as: "morag").status == 403)
            let called = try await site.post("/api/v1/huddles/call", body, as: "rhona", ["Idempotency-Key": "sat-1"])
            #expect(called.status == 200)
            #expect(called.body.contains("2021-03-06T11:00:00+00:00"))
            // Sent again it is the same answer, and with another key a refusal.
            let again = try await site.post("/api/v1/huddles/call", body, as: "rhona", ["Idempotency-Key": "sat-1"])
            #expect(again.body == called.body)
            let twice = try await site.post("/api/v1/huddles/call", body, as: "rhona")
            #expect(twice.status == 409)
            #expect(twice.code == "huddleAlreadyPlanned")
            #expect(try await site.get("/api/v1/huddles").body.contains("2021-03-06T11:00:00+00:00"))
            let off = try await site.post(
                "/api/v1/huddles/call-off", #"{"date":"2021-03-06","time":"11:00"}"#, as: "rhona")
            #expect(off.status == 200)
            #expect(!off.body.contains("2021-03-06T11:00:00+00:00"))
        }
    }

    @Test(arguments: [#"{"date":7}"#, #"{"day":"2021-03-06"}"#, "[]", #"{"date":"tomorrow"}"#])
    func `what cannot be read is refused by field`(body: String) async throws {
        try await TestSite.run { site in
            let reply = try await site.post("/api/v1/huddles/call", body, as: "rhona")
            #expect(reply.status == 400)
            #expect(reply.code == "invalidInput")
        }
    }
}
