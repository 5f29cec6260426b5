import Foundation
import NFODDaemon
import NFODEngine
import NFODStore
import Testing

@testable import NFODWeb

@Suite struct NotificationTests {
    @Test func `a notification makes a case with an owner, a due time and a plan`() async throws {
        try await TestSite.run { site in
            let reply = try await site.notify(TestSite.told)
            #expect(reply.status == 201)
            #expect(reply.json["accepted"] as? Int == 1)
            let state = try #require(try site.cases().first)
            let due = try TestSite.instant("2021-03-03T18:30:00+00:00")
            #expect(state.contactDueAt == due)
            #expect(state.plan?.current.entries.isEmpty == false)
            #expect(state.triage != nil)
        }
    }

    @Test func `fifty requests at once under one key make one case and get one answer`() async throws {
        try await TestSite.run { site in
            let replies = try await withThrowingTaskGroup(of: RawHTTP.Reply.self) { group in
                for _ in 0..<50 { group.addTask { try await site.notify(TestSite.told, key: "one-key") } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(replies.map(\.status) == Array(repeating: 201, count: 50))
            #expect(Set(replies.map(\.body)).count == 1)
            let cases = try site.cases()
            #expect(cases.count == 1)
        }
    }

    @Test func `a key used for another body is refused, another key for the same body changes nothing`() async throws {
        try await TestSite.run { site in
            _ = try await site.notify(TestSite.told, key: "k1")
            let other = try await site.notify(TestSite.told.merging(["Doses": "1"]) { $1 }, key: "k1")
            #expect(other.status == 422)
            #expect(other.code == "keyUsedForOtherBody")
            let again = try await site.notify(TestSite.told, key: "k2")
            #expect(again.json["unchanged"] as? Int == 1)
            let cases = try site.cases()
            #expect(cases.count == 1)
        }
    }

    /// As a stop right before its end would undo it.
    @Test func `a request whose answer could not be kept has done nothing, and its retry gets the first answer`()
        async throws
    {
        try await TestSite.run { site in
            try await site.daemon.store.write {
                try $0.db.run(
                    """
                    CREATE TEMP TRIGGER fault BEFORE INSERT ON main.idempotency
                    BEGIN SELECT raise(ABORT, 'planted'); END
                    """)
            }
            expect(try await site.notify(TestSite.told, key: "k1"), is: 500)
            let cases = try site.cases()
            #expect(cases.isEmpty)
            try await site.daemon.store.write { try $0.db.run("DROP TRIGGER fault") }
            let retry = try await site.notify(TestSite.told, key: "k1")
            #expect(retry.status == 201)
            #expect(retry.json["accepted"] as? Int == 1)
        }
    }

    @Test func `a simulated clock that leaps forgets no answer`() async throws {
        try await TestSite.run { site in
            let first = try await site.notify(TestSite.told, key: "k1")
            _ = try site.daemon.scheduler.advance(by: .days(10))
            _ = try await site.notify(TestSite.told.merging(["Incident No": "SAS-2"]) { $1 }, key: "k2")
            let again = try await site.notify(TestSite.told, key: "k1")
            #expect(again.body == first.body)
        }
    }

    @Test func `several rows at once are counted one by one, a row that says nothing is put aside with its line`()
        async throws
    {
        try await TestSite.run { site in
            let second = TestSite.told.merging([
                "Incident No": "SAS-2", "Forename": "Tamsin", "DOB": "01/02/1990", "CHI": "",
            ]) { $1 }
            let empty = TestSite.told.mapValues { _ in "" }
            let rows = try JSONEncoder().encode(["rows": [TestSite.told, second, TestSite.told, empty]])
            let json = "{\"source\":\"ambulance\"," + String(decoding: rows, as: UTF8.self).dropFirst()
            let reply = try await site.post("/api/v1/notifications", String(json), as: "sas", ["Idempotency-Key": "r"])
            #expect(reply.status == 202)
            #expect(reply.json["rows"] as? Int == 4)
            #expect(reply.json["accepted"] as? Int == 2)
            #expect(reply.json["unchanged"] as? Int == 1)
            #expect(reply.json["quarantined"] as? Int == 1)
            let reasons = try #require(reply.json["reasons"] as? [[String: Any]])
            #expect(reasons.map { $0["line"] as? Int } == [4])
        }
    }

    /// Two people nobody could name, found at one place on one day, told without a reference.
    private static let unnamed = TestSite.told.merging([
        "Incident No": "", "Forename": "", "Surname": "", "DOB": "", "CHI": "", "Home Address": "", "Home Postcode": "",
    ]) { $1 }

    @Test func `rule 12: two like rows of one request that name nobody are two people`() async throws {
        try await TestSite.run { site in
            let rows = try JSONEncoder().encode(["rows": [Self.unnamed, Self.unnamed]])
            let json = "{\"source\":\"ambulance\"," + String(decoding: rows, as: UTF8.self).dropFirst()
            let reply = try await site.post("/api/v1/notifications", String(json), as: "sas", ["Idempotency-Key": "r"])
            #expect(reply.json["accepted"] as? Int == 2)
            // The answer was lost in a crash, and the request comes again: nobody is made a second time.
            try await site.daemon.store.write {
                try $0.idempotency.forget(before: AnchoredClock.wall() + .hours(1))
            }
            let again = try await site.post("/api/v1/notifications", String(json), as: "sas", ["Idempotency-Key": "r"])
            #expect(again.json["unchanged"] as? Int == 2)
            let cases = try site.cases()
            #expect(cases.count == 2)
        }
    }

    @Test func `rule 12: two like requests that name nobody are two people`() async throws {
        try await TestSite.run { site in
            for key in ["first", "second"] {
                let reply = try await site.notify(Self.unnamed, key: key)
                #expect(reply.json["accepted"] as? Int == 1, "\(key)")
            }
            let cases = try site.cases()
            #expect(cases.count == 2)
        }
    }

    static let refusals: [(body: String, headers: [String: String], user: String, status: Int, code: String)] = [
        (#"{"source":"ambulance","cells":{"Surname":"X"}}"#, [:], "sas", 400, "keyMissing"),
        (#"{"source":"ambulance","cells":{"Surname":"X"}}"#, ["Idempotency-Key": "a b"], "sas", 400, "keyUnreadable"),
        (#"{"source":"police","cells":{"Surname":"X"}}"#, ["Idempotency-Key": "k"], "sas", 403, "otherSource"),
        (#"{"source":"nosuch","cells":{"Surname":"X"}}"#, ["Idempotency-Key": "k"], "stray", 404, "sourceUnknown"),
        (#"{"source":"ambulance","cells":{"Nonsense":"X"}}"#, ["Idempotency-Key": "k"], "sas", 400, "invalidInput"),
        (#"{"source":"ambulance"}"#, ["Idempotency-Key": "k"], "sas", 400, "invalidInput"),
        (#"{"source":"ambulance","rows":[]}"#, ["Idempotency-Key": "k"], "sas", 400, "invalidInput"),
        (#"{"source":"ambulance","cells":{"Surname":7}}"#, ["Idempotency-Key": "k"], "sas", 400, "invalidInput"),
        (#"{"source":["ambulance"],"cells":[]}"#, ["Idempotency-Key": "k"], "sas", 400, "invalidInput"),
        (#"[1,2]"#, ["Idempotency-Key": "k"], "sas", 400, "invalidInput"),
        ("", ["Idempotency-Key": "k"], "sas", 400, "notJSON"),
        ("{", ["Idempotency-Key": "k"], "sas", 400, "notJSON"),
        ("\u{0}\u{1}", ["Idempotency-Key": "k"], "sas", 400, "notJSON"),
        (#"{"source":1e999}"#, ["Idempotency-Key": "k"], "sas", 400, "notJSON"),
        (String(repeating: "[", count: 100_000), ["Idempotency-Key": "k"], "sas", 400, "notJSON"),
        (String(repeating: #"{"a":"#, count: 50_000), ["Idempotency-Key": "k"], "sas", 400, "notJSON"),
        (
            #"{"source":"ambulance","cells":{}}"#, ["Idempotency-Key": "k", "Content-Type": "text/csv"], "sas", 415,
            "contentType"
        ),
        (String(repeating: " ", count: 1_048_577), ["Idempotency-Key": "k"], "sas", 413, "tooLarge"),
    ]

    @Test func `what cannot be taken is refused with the reason, and nothing is stored`() async throws {
        try await TestSite.run { site in
            for row in NotificationTests.refusals {
                let reply = try await site.post("/api/v1/notifications", row.body, as: row.user, row.headers)
                #expect(reply.status == row.status, "\(row.body.prefix(60))")
                #expect(reply.code == row.code, "\(row.body.prefix(60))")
            }
            let cases = try site.cases()
            #expect(cases.isEmpty)
        }
    }

    @Test func `every wrong field is named at once`() async throws {
        try await TestSite.run { site in
            let body = #"{"rows":[{"Surname":1},{"Surname":"ok","DOB":[]}],"extra":true}"#
            let reply = try await site.post("/api/v1/notifications", body, as: "sas", ["Idempotency-Key": "k"])
            let fields = (reply.json["problems"] as? [[String: String]])?.compactMap { $0["field"] }
            #expect(fields == ["extra", "source", "rows[0].Surname", "rows[1].DOB"])
        }
    }

    @Test func `control characters in a cell are taken and harm nothing`() async throws {
        try await TestSite.run { site in
            let cells = TestSite.told.merging(["Forename": "Ze\u{0}be\u{1B}[31m\r\ndee", "Surname": "\u{202E}Q"]) { $1 }
            let reply = try await site.notify(cells)
            #expect(reply.status == 201)
            expect(try await site.get("/huddle"), is: 200)
        }
    }

    @Test func `a chunked body is cut off at the limit too`() async throws {
        try await TestSite.run { site in
            let chunk = String(repeating: " ", count: 65_536)
            var text =
                "POST /api/v1/notifications HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n"
            text +=
                "Content-Type: application/json\r\nIdempotency-Key: k\r\n"
                + "Authorization: Bearer ambulance-token-1\r\n\r\n"
            for _ in 0..<20 { text += "10000\r\n\(chunk)\r\n" }
            let reply = try await site.http.send(Data((text + "0\r\n\r\n").utf8))
            #expect(reply.status == 413)
        }
    }
}
