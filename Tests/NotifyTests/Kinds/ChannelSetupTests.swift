import NFODEngine
import Testing

@testable import Notify

/// What a channel must say before it can be used; everything that is wrong at once, and never the secret itself.
@Suite struct ChannelSetupTests {
    private static let https = "https://service.example.org/hook"

    @Test(arguments: ChannelKind.allCases)
    func `with what its row asks for a channel is ready`(kind: ChannelKind) throws {
        let made = try channel(kind, at: address(kind))
        #expect(made.kind == kind)
        #expect(made.reaches(WorkerID("ishbel")))
        #expect(made.reaches(WorkerID("ben")) == !kind.row.required.contains(.addressFile))
    }

    /// Each setting of each row is needed: none is decoration.
    @Test(arguments: ChannelKind.allCases)
    func `without any one of them it is not`(kind: ChannelKind) {
        for setting in kind.row.required {
            let problems = problems(kind, with: [setting: " \n"])
            #expect(!problems.isEmpty, "\(setting.rawValue)")
            #expect(
                problems.contains(setting == .secret ? .noSecret : .missing(setting)) || kind == .webhook,
                "\(setting.rawValue)")
        }
    }

    @Test(arguments: [
        (
            ChannelKind.notifySMS, ChannelSetting.addressFile, "ishbel 07700 90000x",
            ChannelProblem.address(.init(line: 1))
        ),
        (.notifySMS, .addressFile, "ishbel 07700900000\nishbel 07700900001", .address(.init(line: 2))),
        (.notifySMS, .addressFile, "# nobody", .address(.init(line: 1))),
        (.notifyEmail, .addressFile, "ishbel a@b@c", .address(.init(line: 1))),
        (.mail, .addressFile, "ishbel a@example.org>", .address(.init(line: 1))),
        (.mail, .addressFile, "ishbel \"a b\"@example.org", .address(.init(line: 1))),
        (.ntfy, .addressFile, "ishbel a/b", .address(.init(line: 1))),
        (.notifySMS, .apiKeyFile, "not-a-key", .malformed(.apiKeyFile)),
        (.notifySMS, .callbackTokenFile, "too-short-by-one-0123456789abcd", .malformed(.callbackTokenFile)),
        (.notifyEmail, .callbackTokenFile, callbackToken + "\n" + callbackToken + " x", .malformed(.callbackTokenFile)),
        (
            .notifySMS, .callbackTokenFile, "\(callbackToken)1\n\(callbackToken)2\n\(callbackToken)3",
            .malformed(.callbackTokenFile)
        ),
        (.ntfy, .tokenFile, "two words", .malformed(.tokenFile)),
        (.mail, .from, "nobody", .malformed(.from)),
        (.mail, .loginFile, "name alone", .malformed(.loginFile)),
        (.mail, .url, "https://mail.example.org", .url(.schemeNotAllowed)),
        (.mail, .url, "smtp://mail.example.org:22", .url(.portNotAllowed)),
        (.teams, .urlFile, "ftp://x.example.org", .url(.schemeNotAllowed)),
    ])
    func `what cannot be is said`(kind: ChannelKind, setting: ChannelSetting, text: String, problem: ChannelProblem) {
        #expect(problems(kind, with: [setting: text]) == [problem])
    }

    @Test(arguments: ChannelKind.allCases)
    func `alerts go only to hosts of the list`(kind: ChannelKind) throws {
        #expect(throws: InvalidChannel(id: ChannelID("test"), problems: [.url(.hostNotAllowed)])) {
            try channel(kind, at: address(kind), hosts: ["hooks.example.org"])
        }
        _ = try channel(kind, at: address(kind), hosts: [".example.org"])
    }

    @Test func `addresses are found by worker, and one alone is everybody's`() throws {
        let book = try AddressBook("# on call\nishbel  +44 7700 900000 # hers\n\n07700900001\n", .telephone)
        #expect(book[WorkerID("ishbel")]?.text == "+447700900000")
        #expect(book[WorkerID("ben")]?.text == "07700900001")
    }

    /// Whoever else reads what goes there could take an alert in their name.
    @Test func `an address of their own is nobody else's`() throws {
        let book = try AddressBook("ishbel a\nben b\nmorag b\nrhona c\nc", .topic)
        let alone = ["ishbel", "ben", "morag", "rhona", "ewan"].filter { book.isAlone(WorkerID($0)) }
        #expect(alone == ["ishbel"])
        for kind in [ChannelKind.ntfy, .notifySMS, .notifyEmail, .mail] {
            let made = try channel(kind, at: address(kind))
            #expect(made.reachesAlone(WorkerID("ishbel")) && !made.reachesAlone(WorkerID("ben")))
        }
    }

    @Test func `a channel and its addresses show themselves to nobody`() throws {
        for kind in ChannelKind.allCases {
            let made = try channel(kind, at: address(kind))
            var dumped = ""
            dump(made, to: &dumped)
            if let kept = try? channel(kind, at: address(kind), with: [.callbackTokenFile: callbackToken]) {
                dump(kept, to: &dumped)
                #expect(!dumped.contains(callbackToken) && !dumped.contains("hashes"))
            }
            for hidden in ["900000", "ishbel@", "topic-9f3", "MfKQ9r8", "3d844edf", "/hook"] {
                #expect(!dumped.contains(hidden), "\(kind.rawValue)")
            }
        }
    }

    @Test func `a token is known by itself alone, and both are while it is changed`() throws {
        let two = try #require(CallbackTokens(callbackToken + "-new \n\n" + callbackToken + "-old\n"))
        #expect(two.opens(callbackToken + "-new") && two.opens(callbackToken + "-old"))
        for wrong in [callbackToken, callbackToken + "-new ", callbackToken + "-old\n", "", callbackToken + "-neW"] {
            #expect(!two.opens(wrong), "\(wrong)")
        }
        #expect(!CallbackTokens.none.opens(""))
        #expect(CallbackTokens("") == nil)
    }

    private func address(_ kind: ChannelKind) -> String {
        kind == .mail ? "smtps://service.example.org" : Self.https
    }

    private func problems(_ kind: ChannelKind, with more: [ChannelSetting: String]) -> [ChannelProblem] {
        do throws(InvalidChannel) {
            _ = try channel(kind, at: address(kind), with: more)
            return []
        } catch { return error.problems }
    }
}
