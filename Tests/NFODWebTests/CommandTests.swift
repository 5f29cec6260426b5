import Foundation
import NFODDaemon
import NFODEngine
import Testing

@testable import NFODWeb

@Suite struct CommandTests {
    private func command(
        _ site: TestSite, _ code: CaseCode, _ action: String, _ body: String, version: Any?, key: String? = nil,
        as name: String = "morag"
    ) async throws -> RawHTTP.Reply {
        var headers: [String: String] = [:]
        if let version { headers["If-Match"] = "\"\(version)\"" }
        if let key { headers["Idempotency-Key"] = key }
        return try await site.post("/api/v1/cases/\(code)/\(action)", body, as: name, headers)
    }

    @Test func `a worker is given the case, accepts, tries, and reaches the person`() async throws {
        try await TestSite.run { site in
            let code = try await site.makeCase()
            var version = try #require(try await site.get("/api/v1/cases/\(code)").json["version"])
            let steps = [
                ("assign", #"{"worker":"worker-1"}"#), ("accept", #"{"worker":"worker-1"}"#),
                ("screen", #"{"worker":"worker-1","riskToStaff":"no","note":"called the practice first"}"#),
                ("attempt", #"{"worker":"worker-1","way":"phone","outcome":"noAnswer"}"#),
                (
                    "contact",
                    #"{"worker":"worker-1","way":"phone","outcome":"wantsSupport","aboutThisOverdose":true,"#
                        + #""supportOffered":true,"identityChecked":true}"#
                ),
            ]
            for (action, body) in steps {
                let reply = try await command(site, code, action, body, version: version)
                #expect(reply.status == 200, "\(action): \(reply.body)")
                version = try #require(reply.json["version"])
                #expect(reply.header("etag") == "\"\(version)\"")
            }
            let state = try #require(try site.cases().first)
            #expect(state.attempts.count == 1)
            #expect(state.ending?.ending.kind == .reached)
            #expect(state.ending?.by == .user("morag"))
        }
    }

    @Test func `a case shows who is proposed, and is given to them by one command`() async throws {
        try await TestSite.run { site in
            let code = try await site.makeCase()
            let shown = try await site.get("/api/v1/cases/\(code)").json
            let proposed = try #require(shown["proposed"] as? [String: Any])
            let workers = try #require(proposed["workers"] as? [String])
            #expect((proposed["others"] as? [Any])?.isEmpty == false)
            let wrong = try await command(
                site, code, "assign", #"{"proposed":true,"worker":"liaison-1"}"#, version: shown["version"])
            #expect((wrong.status, wrong.code) == (409, "proposalChanged"))
            let desk = try await command(
                site, code, "assign", #"{"desk":"harbour-outreach"}"#, version: shown["version"])
            #expect(desk.code == "deskUnknown", "\(desk.body)")
            let both = try await command(
                site, code, "assign", #"{"desk":"harbour-outreach","worker":"worker-1"}"#, version: shown["version"])
            #expect(both.status == 400, "\(both.body)")
            let reply = try await command(site, code, "assign", #"{"proposed":true}"#, version: shown["version"])
            #expect(reply.status == 200, "\(reply.body)")
            #expect((reply.json["assignment"] as? [String: Any])?["worker"] as? String == workers.first)
        }
    }

    @Test func `without the version seen a command is asked for it, with an old one it is refused`() async throws {
        try await TestSite.run { site in
            let code = try await site.makeCase()
            let body = #"{"worker":"worker-1"}"#
            let missing = try await command(site, code, "assign", body, version: nil)
            #expect(missing.status == 428)
            let version = try #require(try await site.get("/api/v1/cases/\(code)").json["version"])
            expect(try await command(site, code, "assign", body, version: version), is: 200)
            let stale = try await command(site, code, "assign", body, version: version)
            #expect(stale.status == 412)
            #expect(stale.code == "versionChanged")
            for wrong in ["W/\"1\"", "*", "1", "\"x\"", "\"1\", \"2\"", "\"-1\""] {
                let reply = try await site.post("/api/v1/cases/\(code)/assign", body, ["If-Match": wrong])
                #expect(reply.status == 400, "\(wrong)")
            }
        }
    }

    @Test func `of twenty who command the same version at once one is heard`() async throws {
        try await TestSite.run { site in
            let code = try await site.makeCase()
            let version = try #require(try await site.get("/api/v1/cases/\(code)").json["version"] as? Int)
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        try await command(site, code, "assign", #"{"worker":"worker-1"}"#, version: version).status
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.count { $0 == 200 } == 1)
            #expect(statuses.count { $0 == 412 } == 19)
        }
    }

    @Test func `a command repeated under its key is answered again and not carried out again`() async throws {
        try await TestSite.run { site in
            let code = try await site.makeCase()
            let version = try #require(try await site.get("/api/v1/cases/\(code)").json["version"])
            let body = #"{"worker":"worker-1"}"#
            let first = try await command(site, code, "assign", body, version: version, key: "k")
            let again = try await command(site, code, "assign", body, version: version, key: "k")
            #expect(first.status == 200)
            #expect(again.status == 200)
            #expect(again.body == first.body)
            #expect(again.header("etag") == first.header("etag"))
            let other = try await command(site, code, "assign", #"{"worker":"worker-2"}"#, version: version, key: "k")
            #expect(other.status == 422)
        }
    }

    @Test func `every command has its address, says what it lacks, and never fails by a fault`() async throws {
        try await TestSite.run { site in
            let code = try await site.makeCase()
            for action in CaseRequest.Action.allCases where action != .show {
                let version = try #require(try await site.get("/api/v1/cases/\(code)").json["version"])
                let reply = try await command(site, code, action.inAddresses, "{}", version: version, as: "rhona")
                #expect([200, 400, 409].contains(reply.status), "\(action): \(reply.status) \(reply.body)")
                let gone = try await command(
                    site, CaseCode("ZZZZZZZ"), action.inAddresses, "{}", version: 1, as: "rhona")
                #expect(gone.status == 404, "\(action)")
                #expect(gone.code == "noSuchCase")
            }
        }
    }

    static let wrong: [(action: String, body: String, status: Int, fields: [String])] = [
        ("attempt", "{}", 400, ["way", "outcome", "worker"]),
        (
            "attempt", #"{"way":"pigeon","outcome":"noAnswer","worker":"worker-1","at":"yesterday"}"#, 400,
            ["way", "at"]
        ),
        (
            "attempt", #"{"way":7,"worker":null,"nonsense":1,"version":3,"action":"end"}"#, 400,
            ["action", "nonsense", "version", "way"]
        ),
        ("plan-done", #"{"item":1.5}"#, 400, ["item"]),
        ("contact", #"{"supportOffered":"yes"}"#, 400, ["supportOffered"]),
        ("accept", "[]", 400, [""]),
    ]

    @Test func `wrong fields are named all at once with what was expected`() async throws {
        try await TestSite.run { site in
            let code = try await site.makeCase()
            let version = try #require(try await site.get("/api/v1/cases/\(code)").json["version"])
            for row in CommandTests.wrong {
                let reply = try await command(site, code, row.action, row.body, version: version)
                #expect(reply.status == row.status, "\(row.body)")
                let problems = reply.json["problems"] as? [[String: String]] ?? []
                #expect(problems.compactMap { $0["field"] } == row.fields, "\(row.body)")
                #expect(problems.allSatisfy { $0["expected"]?.isEmpty == false })
            }
        }
    }

    @Test func `what the rules refuse is a conflict with its code`() async throws {
        try await TestSite.run { site in
            let code = try await site.makeCase()
            let version = try #require(try await site.get("/api/v1/cases/\(code)").json["version"])
            let early = try await command(site, code, "accept", #"{"worker":"worker-1"}"#, version: version)
            #expect(early.status == 409)
            #expect(early.code == "noWorkerAssigned")
            let plan = try await command(site, code, "plan-done", #"{"item":999}"#, version: version)
            #expect(plan.status == 409)
            #expect(plan.code == "planItemUnknown")
        }
    }
}
