import NFODConfig
import NFODEngine
import Testing

/// The section `channels`: what each kind takes stands in its row of the table, and nothing else is taken.
@Suite struct ChannelSettingsTests {
    private static let webhook = "    url: http://127.0.0.1:8421/hook\n    secret: team-webhook.secret\n"

    private func copy(_ lines: [String]) throws -> ConfigurationCopy {
        let copy = try ConfigurationCopy()
        try copy.replace(Self.webhook, with: lines.map { "    " + $0 + "\n" }.joined(), in: "nfodd.yaml")
        return copy
    }

    @Test(arguments: ChannelKind.allCases)
    func `what its row names is enough, and each of them is needed`(kind: ChannelKind) throws {
        let lines = kind.row.required.map { $0.rawValue + ": x" }
        let settings = try copy(["kind: " + kind.rawValue] + lines).load().settings
        let channel = try #require(settings.channels[ChannelID("team-webhook")])
        #expect(channel.kind == kind)
        #expect(channel.values == Dictionary(uniqueKeysWithValues: kind.row.required.map { ($0, "x") }))
        #expect(channel.givesReceipt == (kind.row.receipt == .byAnswer))
        for setting in kind.row.required {
            let less = lines.filter { !$0.hasPrefix(setting.rawValue + ":") }
            let problems = try copy(["kind: " + kind.rawValue] + less).problems().map(\.message)
            #expect(problems.contains { $0.contains("'\(setting.rawValue)' is missing") }, "\(problems)")
        }
    }

    @Test(arguments: ChannelKind.allCases)
    func `what its row does not name is a mistake`(kind: ChannelKind) throws {
        let row = kind.row
        let others = ChannelSetting.allCases.filter { !(row.required + row.optional).contains($0) }
        let lines = (row.required + others).map { $0.rawValue + ": x" }
        let problems = try copy(["kind: " + kind.rawValue] + lines).problems().map(\.message)
        for setting in others {
            #expect(problems.contains { $0.contains("unknown key") && $0.contains(setting.rawValue) })
        }
    }

    @Test(arguments: [ChannelKind.notifySMS, .notifyEmail])
    func `a service that is given a token to call back with gives a receipt`(kind: ChannelKind) throws {
        let lines = ["kind: " + kind.rawValue] + kind.row.required.map { $0.rawValue + ": x" }
        let calls = lines + ["callbackTokenFile: sms.callback"]
        let channel = try #require(try copy(calls).load().settings.channels[ChannelID("team-webhook")])
        #expect(channel.givesReceipt && channel.files[.callbackTokenFile] == "sms.callback")
        #expect(try copy(calls + ["receipt: true"]).load().settings.channels[ChannelID("team-webhook")] == channel)
        for wrong in [calls + ["receipt: false"], lines + ["receipt: true"]] {
            let problems = try copy(wrong).problems().map(\.message)
            #expect(problems.contains { $0.contains("exactly where 'callbackTokenFile' is given") }, "\(problems)")
        }
    }

    /// Rule 32: silence is read as silence only where the channel says when something has arrived.
    @Test func `a channel that never says that a message arrived cannot be told to`() throws {
        let problems = try copy(["kind: teams", "urlFile: t.url", "receipt: true"]).problems().map(\.message)
        #expect(problems.contains { $0.contains("teams never says that a message arrived") }, "\(problems)")
    }
}
