import NFODEngine
import Testing

@testable import Notify

/// GOV.UK Notify's tokens, against the key that its documentation shows.
@Suite struct NotifyKeyTests {
    static let sample = "my_test_key-26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0"

    @Test func `the documented key at a known second makes the known token`() throws {
        let token = try #require(NotifyKey(Self.sample)).token(issuedAt: Instant(seconds: 1_568_818_578))
        #expect(
            token == "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9"
                + ".eyJpc3MiOiIyNjc4NWEwOS1hYjE2LTRlYjAtODQwNy1hMzc0OTdhNTc1MDYiLCJpYXQiOjE1Njg4MTg1Nzh9"
                + ".YT_aQYNif0l3HaPwy62Cj9g0qsYzjnj1K5pLwkELiFw")
    }

    /// A name may hold hyphens, and there may be none.
    @Test(arguments: ["a-b c-", ""])
    func `whatever the key's name is, only the two ids count`(name: String) throws {
        let at = Instant(seconds: 1)
        let ids = String(Self.sample.suffix(73))
        #expect(try #require(NotifyKey(name + ids)).token(issuedAt: at) == NotifyKey(Self.sample)?.token(issuedAt: at))
    }

    @Test(arguments: [
        "", "key", "26785a09-ab16-4eb0-8407-a37497a57506", String(sample.dropLast()), sample + "0",
        sample.replacing("3d844edf", with: "3d844edg"), sample.replacing("-3d844edf", with: "_3d844edf"),
        "name_" + sample.suffix(73),
    ])
    func `anything else is no key`(text: String) { #expect(NotifyKey(text) == nil) }

    @Test func `a key shows itself to nobody`() throws {
        let key = try #require(NotifyKey(Self.sample))
        var dumped = ""
        dump(key, to: &dumped)
        for shown in [dumped, "\(key)", String(reflecting: key)] { #expect(!shown.contains("3d844edf")) }
    }
}
