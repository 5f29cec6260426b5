import Crypto
import Foundation
import NFODEngine
import Testing

@testable import NFODWeb

@Suite struct PageTests {
    @Test func `every answer carries the safe headers and sets no cookie`() async throws {
        try await TestSite.run { site in
            let code = try await site.makeCase()
            for url in SiteURL.all {
                for name in ["morag", nil] {
                    let path = url.path(about: code)
                    for method in ["GET", "HEAD", "POST", "DELETE", "OPTIONS"] {
                        let reply = try await site.http.ask(method, path, TestSite.signed(name))
                        PageTests.expectSafe(reply, "\(method) \(path) \(name ?? "nobody"): \(reply.status)")
                    }
                }
            }
            PageTests.expectSafe(try await site.get("/nothing"), "404")
            PageTests.expectSafe(try await site.get("/huddle?x=1"), "400")
        }
    }

    private static func expectSafe(_ reply: RawHTTP.Reply, _ what: Comment) {
        let policy = reply.header("content-security-policy") ?? ""
        for part in ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"] {
            #expect(policy.contains(part), what)
        }
        let hasForm = reply.body.contains("<form")
        #expect(policy.contains("form-action 'none'") || policy.contains("form-action 'self'"), what)
        #expect(!hasForm || policy.contains("form-action 'self'"), what)
        #expect(!policy.contains("unsafe"), what)
        #expect(reply.header("x-content-type-options") == "nosniff", what)
        #expect(reply.header("referrer-policy") == "no-referrer", what)
        #expect(reply.header("cache-control") == "no-store", what)
        #expect(reply.header("content-type")?.hasSuffix("charset=utf-8") == true, what)
        #expect(reply.header("set-cookie") == nil, what)
        #expect(reply.header("server") == nil, what)
    }

    @Test func `the policy allows the page's own style and nothing else`() async throws {
        try await TestSite.run { site in
            for path in ["/", "/huddle", "/overdue", "/workload", "/reviews", "/c/\(try await site.makeCase())"] {
                let reply = try await site.get(path)
                #expect(reply.status == 200, "\(path)")
                let start = try #require(reply.body.range(of: "<style>"))
                let end = try #require(reply.body.range(of: "</style>"))
                let style = Data(reply.body[start.upperBound..<end.lowerBound].utf8)
                let hash = Data(SHA256.hash(data: style)).base64EncodedString()
                #expect(reply.header("content-security-policy")?.contains("style-src 'sha256-\(hash)';") == true)
                for banned in ["<script", "style=\"", "<img", "http://", "https://"] {
                    #expect(!reply.body.contains(banned))
                }
            }
        }
    }

    @Test func `the front page leads to the reports and every link of a page is an address`() async throws {
        try await TestSite.run { site in
            let code = try await site.makeCase()
            for path in ["/", "/c/\(code)"] {
                let page = try await site.get(path).body
                let links = page.components(separatedBy: "href=\"").dropFirst().compactMap {
                    $0.split(separator: "\"").first
                }
                #expect(!links.isEmpty)
                for link in links where !link.hasPrefix("#") { #expect(SiteURL(path: String(link)) != nil, "\(link)") }
            }
        }
    }

    @Test func `the page of a response says priority, plan, owner and what was tried`() async throws {
        try await TestSite.run { site in
            let code = try await site.makeCase()
            let page = try await site.get("/c/\(code)", as: "ewan").body
            for part in [
                "Response \(code)", "NOT SCREENED", "drafted by rules, agreed by nobody", "Priority:", "Not tried yet",
            ] {
                #expect(page.contains(part), "\(part)")
            }
            expect(try await site.get("/c/\(code.name.lowercased())"), is: 200)
            let gone = try await site.get("/c/ZZZZZZZ", ["Accept": "text/html"])
            #expect(gone.status == 404)
            #expect(gone.header("content-type") == "text/html; charset=utf-8")
        }
    }

    static let queries: [(query: String, user: String, status: Int)] = [
        ("", "ewan", 200), ("?at=2021-03-01T09:30:00+00:00", "ewan", 200),
        ("?at=2021-03-01T09:30:00%2B00:00", "ewan", 200),
        ("?at=2021-03-01T09:30:00Z&names=false", "ewan", 200), ("?names=yes", "morag", 200),
        ("?names=yes", "ewan", 403),
        ("?at=yesterday", "morag", 400), ("?at=", "morag", 400), ("?name=Zebedee", "morag", 400),
        ("?names=Zebedee", "morag", 400),
    ]

    @Test func `a report takes an instant and asks who may see names`() async throws {
        try await TestSite.run { site in
            for kind in ["huddle", "overdue", "workload"] {
                for row in PageTests.queries {
                    for prefix in ["/", "/api/v1/report/"] {
                        let reply = try await site.get(prefix + kind + row.query, as: row.user)
                        #expect(reply.status == row.status, "\(prefix)\(kind)\(row.query) \(row.user)")
                    }
                }
                #expect(try await site.get("/api/v1/report/\(kind)").json["at"] != nil)
            }
            let opened = site.log.all.filter { $0.contains("names opened") }
            #expect(opened.count == 6)
            #expect(opened.allSatisfy { $0.contains("user=morag") && $0.contains("report=") })
        }
    }

    @Test func `a head request has the answer's headers and no body`() async throws {
        try await TestSite.run { site in
            let reply = try await site.http.ask("HEAD", "/", TestSite.signed("ewan"))
            let full = try await site.get("/", as: "ewan")
            #expect(reply.status == 200)
            #expect(reply.body.isEmpty)
            #expect(reply.header("content-length") == String(full.body.utf8.count))
        }
    }
}
