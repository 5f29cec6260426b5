import NFODDaemon
import NFODEngine
import Testing

@testable import NFODWeb

/// Rules 30 and 34: that the huddle decided something is nobody's bare word.
@Suite struct HuddleRoleTests {
    private func command(
        _ site: TestSite, _ action: String, _ body: String, as name: String
    ) async throws -> RawHTTP.Reply {
        let code = try #require(try site.cases().first).code
        let version = try #require(try await site.get("/api/v1/cases/\(code)").json["version"])
        return try await site.post("/api/v1/cases/\(code)/\(action)", body, as: name, ["If-Match": "\"\(version)\""])
    }

    @Test func `only a coordinator's token says what the huddle decided`() async throws {
        try await TestSite.run { site in
            _ = try await site.makeCase()
            let trying = #"{"worker":"worker-1","way":"phone","until":"2021-03-02T09:30:00+00:00"}"#
            let refused = try await command(site, "keep-trying", trying, as: "morag")
            #expect(refused.status == 403)
            #expect(refused.code == "roleTooSmall")
            #expect(try await command(site, "keep-trying", trying, as: "rhona").status == 200)

            let ending = #"{"kind":"notReached","note":"nowhere left","byHuddle":true}"#
            let bare = try await command(site, "end", ending, as: "morag")
            #expect(bare.code == "onlyByHuddle")
            // The minimum attempts are asked for all the same.
            #expect(try await command(site, "end", ending, as: "rhona").code == "attemptsMissing")
        }
    }

    @Test func `a coordinator may do what staff may`() async throws {
        try await TestSite.run { site in
            let code = try await site.makeCase()
            #expect(try await command(site, "assign", #"{"worker":"worker-1"}"#, as: "rhona").status == 200)
            #expect(try await site.get("/huddle?names=yes", as: "rhona").status == 200)
            #expect(try await site.get("/c/\(code)", as: "rhona").status == 200)
            #expect(try await site.notify(TestSite.told, as: "rhona").status == 403)
        }
    }

    @Test func `the page of a response shows goals, sharing, cautions and what was agreed`() async throws {
        try await TestSite.run { site in
            let code = try await site.makeCase()
            let wishes = #"{"way":"spoken","femaleWorker":"yes","exclude":"worker-2","reason":"relative"}"#
            #expect(try await command(site, "wishes", wishes, as: "morag").status == 200)
            #expect(try await command(site, "assign", #"{"worker":"worker-1"}"#, as: "morag").status == 200)
            let trying = #"{"worker":"worker-1","way":"phone,visit","until":"2021-03-02T09:30:00+00:00"}"#
            #expect(try await command(site, "keep-trying", trying, as: "rhona").status == 200)
            let page = try await site.get("/c/\(code)").body
            for words in [
                "Asked for a female worker.", "Not with: Callum Sample.",
                "spoken with within a working day of the referral", "not known whether they object",
                "Isla Example: phone and visit, next look Tue 2 Mar 09:30",
            ] {
                #expect(page.contains(words), "\(words)")
            }
            let objection = #"{"kind":"objects","outcome":"outreach","way":"written"}"#
            #expect(try await command(site, "end", objection, as: "morag").status == 200)
            let ended = try await site.get("/c/\(code)").body
            #expect(ended.contains("objects to outreach (in writing), written down by user:morag"))
            #expect(ended.contains("a second person confirms by Tue 2 Mar 10:00"))
        }
    }
}
