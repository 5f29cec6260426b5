import Foundation
import NFODDaemon
import NFODEngine
import NFODStore
import Testing

@testable import NFODWeb

@Suite struct PrivacyTests {
    static let canaries = [
        "Zebedee", "Quillfeather", "1205859999", "Wobblestone", "DD4 3JF", "SAS-1", "Canarynote", "staff-token-1",
    ]

    @Test func `nothing personal stands in an answer without names, in a log line or in an address (rule 35)`()
        async throws
    {
        try await TestSite.run { site in
            let code = try await site.makeCase()
            var told = [try await site.notify(TestSite.told.merging(["Doses": "many"]) { $1 }).body]
            let version = try #require(try await site.get("/api/v1/cases/\(code)").json["version"])
            let noted = try await site.post(
                "/api/v1/cases/\(code)/screen", #"{"worker":"worker-1","note":"Canarynote about Zebedee"}"#,
                ["If-Match": "\"\(version)\""])
            #expect(noted.status == 200)
            told.append(noted.body)
            for url in SiteURL.all where url.method == .get {
                let reply = try await site.get(url.path(about: code))
                told += [reply.body] + reply.headers.map { "\($0.name): \($0.value)" }
            }
            _ = try await site.get("/huddle?Surname=Quillfeather")
            _ = try await site.get("/Quillfeather")
            _ = try await site.post("/api/v1/notifications", #"{"source":"Quillfeather"}"#, as: "sas")
            _ = try await site.http.send(Data("GET /\u{1}Quillfeather HTTP/9.9\r\nZebedee\r\n\r\n".utf8))
            for canary in PrivacyTests.canaries {
                #expect(!told.contains { $0.contains(canary) }, "\(canary)")
                #expect(!site.log.all.contains { $0.contains(canary) }, "\(canary)")
            }
        }
    }

    @Test func `names are given to staff who ask, and the opening is in the person's stream (rule 42)`() async throws {
        try await TestSite.run { site in
            _ = try await site.makeCase()
            for path in ["/huddle", "/api/v1/report/huddle"] {
                let told = try await site.get(path + "?names=yes")
                #expect(told.status == 200)
                #expect(told.body.contains("Quillfeather"), "\(path)")
                let reader = try await site.get(path, as: "ewan")
                #expect(!reader.body.contains("Quillfeather"), "\(path)")
            }
            let openings = try site.daemon.workflow.read { reading in
                try reading.tx.events.events(of: .person(PersonID(1))).filter { $0.payload is DetailsOpened }
            }
            #expect(openings.map(\.stamp.actor) == [.user("morag")])
            #expect(!site.log.all.contains { $0.contains("Quillfeather") })
        }
    }

    @Test func `a fault says an id and nothing else; the log knows its kind`() async throws {
        try await TestSite.run { site in
            let code = try await site.makeCase()
            try site.daemon.close()
            let reply = try await site.get("/api/v1/cases/\(code)")
            #expect([500, 503].contains(reply.status))
            let fault = try #require(reply.json["fault"] as? String)
            #expect(site.log.all.contains { $0.contains("fault=\(fault)") && $0.contains("kind=StoreError") })
        }
    }
}

@Suite struct HealthTests {
    @Test func `a daemon that works says ok and ready to anybody`() async throws {
        try await TestSite.run { site in
            let health = try await site.get("/healthz", as: nil)
            #expect(health.status == 200)
            #expect(health.body == "ok\n")
            let ready = try await site.get("/readyz", as: nil)
            #expect(ready.status == 200)
            #expect(ready.json["ready"] as? Bool == true)
            #expect(ready.json["schedulerLagSeconds"] as? Int == 0)
        }
    }

    @Test func `a daemon whose store is gone says so`() async throws {
        try await TestSite.run { site in
            try site.daemon.close()
            expect(try await site.get("/healthz", as: nil), is: 503)
            let ready = try await site.get("/readyz", as: nil)
            #expect(ready.status == 503)
            #expect(ready.json["store"] as? String == "notWritable")
        }
    }

    @Test func `a scheduler that is late is not ready`() {
        var ready = Health.Readiness(isStoreWritable: true, lagSeconds: 60, lagMost: 60)
        #expect(ready.isReady)
        ready.lagSeconds = 61
        #expect(!ready.isReady)
        ready.lagSeconds = nil
        #expect(!ready.isReady)
    }

    @Test func `a clock that nobody has confirmed is not ready and says so`() throws {
        var ready = Health.Readiness(isStoreWritable: true, lagSeconds: 0, lagMost: 60)
        #expect(ready.json.indented.contains(#""clock": "running""#))
        ready.alarms = [.clockUnconfirmed]
        #expect(!ready.isReady)
        #expect(ready.json.indented.contains(#""clock": "unconfirmed""#))
        #expect(ready.json.indented.contains("clockUnconfirmed"))
    }
}

@Suite struct OverloadTests {
    @Test func `more than can wait is told to come back, and what was taken is whole`() async throws {
        var limits = WebLimits()
        limits.waiting = 1
        try await TestSite.run(limits: limits) { site in
            let replies = try await withThrowingTaskGroup(of: RawHTTP.Reply.self) { group in
                for number in 0..<20 {
                    let cells = TestSite.told.merging(["Incident No": "SAS-9\(number)"]) { $1 }
                    group.addTask { try await site.notify(cells) }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(Set(replies.map(\.status)).isSubset(of: [201, 503]))
            for reply in replies where reply.status == 503 {
                #expect(reply.code == "overloaded")
                #expect(reply.header("retry-after") == "1")
            }
            let taken = try site.cases().flatMap(\.notifications).count
            #expect(taken == replies.count { $0.status == 201 })
        }
    }

    @Test func `beyond the limit nothing is run`() async throws {
        let lanes = Lanes(most: 0)
        await #expect(throws: WebRefusal.overloaded) { try await lanes.read { 1 } }
        try await lanes.stop()
    }
}
