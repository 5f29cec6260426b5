import Foundation
import NFODDaemon
import NFODEngine
import Testing

@testable import NFODWeb

/// Who somebody is, asked and answered on the page and by programs (rules 17, 18).
@Suite struct IdentityTests {
    /// The police tell of somebody of the same name at another door, without a birth date.
    private static let police = [
        "VPD Ref": "PS-1", "Occurred": "28-Feb-2021 21:10", "Surname": "QUILLFEATHER", "Forenames": "ZEBEDEE",
        "Known As": "", "Date of Birth": "", "Gender": "", "Home Address": "9 Far Lane, Dundee DD5 5EE",
        "Locus": "9 Far Lane, Dundee DD5 5EE", "Children Present": "No", "Suspected Substances": "heroin",
        "Concern": "", "Sent": "2021-03-01",
    ]

    private func asked(_ site: TestSite) async throws {
        _ = try await site.notify(TestSite.told)
        _ = try await site.notify(IdentityTests.police, as: "police-feed", source: "police")
    }

    private func list(_ site: TestSite, _ member: String) async throws -> [[String: Any]] {
        try await site.get("/api/v1/reviews").json[member] as? [[String: Any]] ?? []
    }

    private func send(
        _ site: TestSite, _ path: String, _ fields: String, as name: String = "morag", _ more: [String: String] = [:]
    ) async throws -> RawHTTP.Reply {
        let headers = ["Content-Type": "application/x-www-form-urlencoded"].merging(more) { $1 }
        return try await site.http.ask(
            "POST", path, TestSite.signed(name).merging(headers) { $1 }, body: Data(fields.utf8))
    }

    /// The first form of the page that says this on its button: its address and its fields.
    private func form(_ site: TestSite, _ button: String, as name: String = "morag") async throws -> (String, String) {
        let page = try await site.get("/reviews", as: name).body
        let forms = page.components(separatedBy: "<form method=\"post\" action=\"").dropFirst()
        let form = try #require(forms.first { $0.contains("<button>\(button)") }, "no button '\(button)'")
        let path = String(form.prefix { $0 != "\"" })
        let inputs = form.components(separatedBy: "<input type=\"hidden\" name=\"").dropFirst().compactMap {
            let parts = $0.components(separatedBy: "\"")
            return parts.count > 2 ? "\(parts[0])=\(parts[2])" : nil
        }
        return (path, inputs.joined(separator: "&"))
    }

    @Test func `rule 17: the page asks, with reasons, and its buttons answer and take back`() async throws {
        try await TestSite.run { site in
            try await asked(site)
            let page = try await site.get("/reviews")
            for words in ["1 question to answer", "Question 1", "full name", "no birth date", "bits, about "] {
                #expect(page.body.contains(words), "\(words)")
            }
            #expect(!page.body.lowercased().contains("quillfeather"))
            for (button, open, cases) in [("Yes, the same", 0, 2), ("No, never ask again", 0, 2)] {
                let (path, fields) = try await form(site, button)
                let sent = try await send(
                    site, path, fields + "&reason=knownToStaff", ["Origin": "null", "Sec-Fetch-Site": "same-origin"])
                #expect(sent.status == 303, "\(sent.body)")
                #expect(sent.header("location") == "/reviews")
                #expect(try await list(site, "reviews").count == open)
                #expect(try site.cases().count == cases)
                let said = try #require(try await list(site, "answered").first)
                #expect(said["by"] as? String == "user:morag")
                #expect(said["reason"] as? String == "knownToStaff")
                #expect((said["sentence"] as? String)?.contains("said by morag") == true)
                // The same form again is refused: somebody has answered since.
                expect(try await send(site, path, fields), is: 412)
                let (undo, undoFields) = try await form(site, "Take this back")
                expect(try await send(site, undo, undoFields), is: 303)
                #expect(try await list(site, "reviews").count == 1)
                #expect(try await list(site, "answered").count { $0["undo"] is String } == 0)
            }
        }
    }

    @Test func `a form of another site, of somebody else's kind or with other fields changes nothing`() async throws {
        try await TestSite.run { site in
            try await asked(site)
            let (path, fields) = try await form(site, "Yes, the same")
            for header in [["Sec-Fetch-Site": "cross-site"], ["Origin": "http://elsewhere.test"], ["Origin": "null"]] {
                expect(try await send(site, path, fields, header), is: 403, "\(header)")
            }
            expect(try await send(site, path, fields, as: "ewan"), is: 403)
            expect(try await site.post(path, "{}"), is: 415)
            for wrong in ["", "version=x", fields + "&more=1", fields + "&reason=whim", fields + "&" + fields, "%zz=1"]
            {
                expect(try await send(site, path, wrong), is: 400, "\(wrong)")
            }
            #expect(try await list(site, "reviews").count == 1)
            let read = try await site.get("/reviews", as: "ewan")
            #expect(!read.body.contains("<form"))
            expect(try await site.get("/reviews?names=yes", as: "ewan"), is: 403)
            #expect(try await site.get("/reviews?names=yes").body.lowercased().contains("quillfeather"))
        }
    }

    @Test func `rule 18: programs confirm, separate and undo; only a coordinator what nothing asks about`() async throws
    {
        try await TestSite.run { site in
            try await asked(site)
            func say(_ path: String, _ body: String = "{}", version: Any, as name: String = "morag") async throws
                -> RawHTTP.Reply
            {
                try await site.post("/api/v1/reviews/" + path, body, as: name, ["If-Match": "\"\(version)\""])
            }
            let asked = try #require(try await list(site, "reviews").first)
            let confirmed = try await say("1/confirm", version: try #require(asked["version"]))
            #expect(confirmed.status == 200, "\(confirmed.body)")
            #expect(confirmed.json["person"] as? String == "P0001")
            expect(try await say("1/separate", version: 1), is: 412)
            // The two are one; a coordinator takes them apart for good.
            expect(try await say("P0002/separate", version: 1), is: 403)
            let version = try #require(confirmed.json["version"])
            expect(try await say("P0002/separate", version: version, as: "rhona"), is: 200)
            #expect(try await list(site, "reviews").isEmpty)
            expect(try await say("P0002/separate", version: 9, as: "rhona"), is: 412)
            expect(try await say("P0099/undo", version: 1, as: "rhona"), is: 404)
            expect(try await say("X1/undo", version: 1, as: "rhona"), is: 400)
            expect(try await say("1/undo", #"{"reason":"whim"}"#, version: 1), is: 400)
            let said = try await list(site, "answered").compactMap { $0["sentence"] as? String }
            #expect(said.first?.contains("P0002 and P0001 are two people") == true)
        }
    }
}
