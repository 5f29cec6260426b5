import Foundation
import Logging
import NFODDaemon
import NFODEngine
import Testing

@testable import NFODWeb

@Suite struct AccessTests {
    /// Written by hand, apart from the code: who may use what.
    static func mayUse(_ url: SiteURL) -> Set<String> {
        switch url {
        case .health, .ready, .acknowledgement, .takeByLink: ["nobody", "morag", "rhona", "ewan", "sas", "prometheus"]
        case .openAPI: ["morag", "rhona", "ewan", "sas", "prometheus"]
        case .metrics: ["morag", "rhona", "prometheus"]
        case .notifications: ["sas"]
        case .command(.keepTrying, _), .command(.notToday, _), .huddleCommand: ["rhona"]
        // About a person; a question is staff's too.
        case .reviewCommand, .reviewForm, .rosterCommand: ["rhona"]
        case .outboxRetry: ["rhona"]
        // A token of its own.
        case .notifyCallback: []
        case .command, .outbox: ["morag", "rhona"]
        case .home, .report, .response, .reportData, .responseData, .reviews, .reviewsData, .huddles, .roster:
            ["morag", "rhona", "ewan"]
        }
    }

    @Test func `each role opens what is meant for it and nothing else`() async throws {
        try await TestSite.run { site in
            let code = try await site.makeCase()
            for url in SiteURL.all {
                let path = url.path(about: code)
                for user in ["nobody", "morag", "rhona", "ewan", "sas", "prometheus"] {
                    let name = user == "nobody" ? nil : user
                    let reply =
                        url.method == .get
                        ? try await site.get(path, as: name) : try await site.post(path, "{}", as: name)
                    let expected = AccessTests.mayUse(url).contains(user)
                    let isIn = reply.status != 401 && reply.status != 403
                    #expect(isIn == expected, "\(user) \(url.method) \(path): \(reply.status)")
                    if !isIn { #expect(reply.status == (name == nil ? 401 : 403)) }
                    if name == nil, !expected { #expect(reply.header("www-authenticate")?.hasPrefix("Basic ") == true) }
                }
            }
        }
    }

    @Test func `a tokens file that everybody may write to opens nothing until that is put right`() async throws {
        try await TestSite.run { site in
            let path = site.directory + "/tokens"
            for (mode, status) in [(0o644, 200), (0o646, 401), (0o600, 200)] as [(mode_t, Int)] {
                chmod(path, mode)
                expect(try await site.get("/huddle"), is: status, "\(mode)")
            }
            #expect(site.log.all.count { $0.contains("everybody may write to the tokens file") } == 1)
        }
    }

    @Test func `a browser may send the token as Basic password`() async throws {
        try await TestSite.run { site in
            let pair = Data("anything:staff-token-1".utf8).base64EncodedString()
            expect(try await site.get("/", as: nil, ["Authorization": "Basic " + pair]), is: 200)
            for wrong in ["Basic !!", "Basic", "Bearer ", "Digest x", "Bearer " + String(repeating: "x", count: 9_000)]
            {
                expect(try await site.get("/", as: nil, ["Authorization": wrong]), is: 401)
            }
        }
    }

    @Test func `an address that does not exist tells nothing without a token`() async throws {
        try await TestSite.run { site in
            for path in ["/nothing", "/c/", "/c/../tokens", "/api/v1/cases/ABC/show", "//", "/huddle/", "/c/%41BC"] {
                expect(try await site.get(path, as: nil), is: 401)
                expect(try await site.get(path), is: 404, "\(path)")
            }
        }
    }

    @Test func `another method is told which one is right, and GET never commands`() async throws {
        try await TestSite.run { site in
            let code = try await site.makeCase()
            let reply = try await site.get("/api/v1/cases/\(code)/accept")
            #expect(reply.status == 405)
            #expect(reply.header("allow") == "POST")
            expect(try await site.post("/huddle", "{}"), is: 405)
            let before = try site.cases()
            for url in SiteURL.all {
                _ = try await site.get(url.path(about: code))
            }
            let after = try site.cases()
            #expect(after == before)
        }
    }

    @Test func `what another site makes a browser send is refused`() async throws {
        try await TestSite.run { site in
            let code = try await site.makeCase()
            for header in [
                ["Sec-Fetch-Site": "cross-site"], ["Sec-Fetch-Site": "same-site"], ["Origin": "https://evil.example"],
                ["Origin": "null"],
            ] {
                let headers = header.merging(["If-Match": "\"1\""]) { old, _ in old }
                let reply = try await site.post("/api/v1/cases/\(code)/accept", "{}", headers)
                #expect(reply.status == 403)
                #expect(reply.code == "fromElsewhere")
            }
            let own = ["Origin": "http://127.0.0.1:\(site.http.port)", "Sec-Fetch-Site": "same-origin"]
            expect(try await site.post("/api/v1/cases/\(code)/accept", "{}", own), is: 428)
        }
    }

    @Test func `after too many wrong tokens a peer waits, an agency's feed does not`() async throws {
        try await TestSite.run { site in
            for _ in 0..<20 { expect(try await site.get("/", as: nil, ["Authorization": "Bearer guess"]), is: 401) }
            let reply = try await site.get("/")
            #expect(reply.status == 429)
            #expect((reply.header("retry-after").flatMap { Int($0) } ?? 0) > 0)
            expect(try await site.notify(TestSite.told), is: 201)
            expect(try await site.get("/healthz", as: nil), is: 200)
            expect(try await site.get("/", ["X-Forwarded-For": "10.0.0.9"]), is: 200)
        }
    }

    @Test func `a token taken out of the file stops working at once`() async throws {
        try await TestSite.run { site in
            expect(try await site.get("/"), is: 200)
            let file = TestSite.tokensFile(["ewan": "reader-token-1"])
            try file.write(toFile: site.directory + "/tokens", atomically: true, encoding: .utf8)
            expect(try await site.get("/"), is: 401)
            try FileManager.default.removeItem(atPath: site.directory + "/tokens")
            expect(try await site.get("/", as: "ewan"), is: 401)
        }
    }
}

@Suite struct TokenTests {
    @Test func `whoever watches sees a service whose directory is gone, and a file taken away lets nobody in`() throws {
        let directory = NSTemporaryDirectory() + "/nfod-tokens-" + UUID().uuidString.prefix(8)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        func book() throws -> TokenBook {
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
            let file = TestSite.tokensFile(["prometheus": "metrics-token-1"])
            try file.write(toFile: directory + "/tokens", atomically: true, encoding: .utf8)
            let book = TokenBook(path: directory + "/tokens", log: Logger(label: "test"))
            #expect(book.caller(of: "metrics-token-1")?.role == .metrics)
            return book
        }
        let lost = try book()
        try FileManager.default.removeItem(atPath: directory)
        #expect(lost.caller(of: "metrics-token-1")?.role == .metrics)
        #expect(lost.caller(of: "guess") == nil)
        let closed = try book()
        try FileManager.default.removeItem(atPath: directory + "/tokens")
        #expect(closed.caller(of: "metrics-token-1") == nil)
        try FileManager.default.removeItem(atPath: directory)
        #expect(closed.caller(of: "metrics-token-1") == nil)
    }

    @Test func `a line that cannot be understood opens nothing`() {
        let hash = String(repeating: "ab", count: 32)
        let text = """
            # who may
            morag staff \(hash)

            short staff abcd
            ewan owner \(hash)
            feed source: \(hash)
            morag reader \(hash)
            na/me staff \(hash)
            sas source:ambulance \(hash)
            extra staff \(hash) more
            """
        let (entries, unread) = TokenBook.entries(text)
        #expect(
            entries.map(\.caller) == [
                Caller(name: "morag", role: .staff), Caller(name: "sas", role: .source(SourceID("ambulance"))),
            ])
        #expect(unread == [4, 5, 6, 7, 8, 10])
    }

    @Test func `equal means every byte`() {
        #expect(TokenBook.areEqual([1, 2, 3], [1, 2, 3]))
        #expect(!TokenBook.areEqual([1, 2, 3], [1, 2, 4]))
        #expect(!TokenBook.areEqual([1, 2, 3], [1, 2]))
    }

    @Test func `the wait begins at the limit within the window and ends`() {
        let start = ContinuousClock.now
        var wrong = WrongTokens(most: 3, window: .seconds(60))
        wrong.note("a", at: start)
        wrong.note("a", at: start + .seconds(59))
        #expect(wrong.wait("a", at: start + .seconds(59)) == nil)
        wrong.note("a", at: start + .seconds(61))
        #expect(wrong.wait("a", at: start + .seconds(61)) == nil)
        wrong.note("a", at: start + .seconds(62))
        #expect(wrong.wait("a", at: start + .seconds(62)) == .seconds(60))
        #expect(wrong.wait("b", at: start + .seconds(62)) == nil)
        #expect(wrong.wait("a", at: start + .seconds(122)) == nil)
    }
}
