import NFODEngine
import Testing

@testable import NFODConfig

/// The sections `heartbeat` and `canary` of `nfodd.yaml`, which may be left out.
@Suite struct AliveSettingsTests {
    private func with(_ sections: String) throws -> ConfigurationCopy {
        let copy = try ConfigurationCopy()
        try copy.replace("\nchannels:\n", with: "\n" + sections + "\nchannels:\n", in: "nfodd.yaml")
        return copy
    }

    @Test func `as shipped there is neither`() throws {
        let settings = try ConfigurationCopy().load().settings
        #expect(settings.heartbeat == nil && settings.canary == nil)
    }

    @Test func `what they say, and what a test message is where nothing is said`() throws {
        let file = "heartbeat:\n  urlFile: watchdog.url\n  every: 60s\n"
        let settings = try with(file + "canary:\n  channel: team-webhook\n").load().settings
        #expect(settings.heartbeat?.address == .file("watchdog.url"))
        #expect(settings.heartbeat?.every == .minutes(1) && settings.heartbeat?.plainLoopback == false)
        #expect(settings.canary?.channel == ChannelID("team-webhook"))
        #expect(settings.canary?.every == .hours(1) && settings.canary?.within == .minutes(5))
    }

    @Test(
        arguments: [
            ("heartbeat:\n  every: 60s\n", "one of 'url' and 'urlFile'"),
            ("heartbeat:\n  url: https://a.example/x\n  urlFile: x\n  every: 60s\n", "one of 'url' and 'urlFile'"),
            ("heartbeat:\n  url: https://a.example/x\n  every: 5s\n", "at least 10s"),
            ("canary:\n  every: 1h\n", "channel"), ("canary:\n  channel: pager\n", "there is no channel 'pager'"),
            ("canary:\n  channel: team-webhook\n  every: 5m\n  within: 5m\n", "must be less than 'every'"),
        ] as [(String, String)])
    func `what is wrong is named`(section: String, words: String) throws {
        let problems = try with(section).problems()
        #expect(problems.contains { $0.message.contains(words) }, "\(problems)")
    }
}
