import NFODEngine

/// Sections that may be left out: without them nobody outside is told that the service is alive.
extension SettingsFile {
    func heartbeat(_ reader: YAMLReader) -> Settings.HeartbeatSettings? {
        reader.allowKeys(["url", "urlFile", "plainLoopback", "every"])
        let (url, file) = (reader.optional("url"), reader.optional("urlFile"))
        let address =
            url?.string().map { Settings.HeartbeatSettings.Address.text($0) } ?? file?.string().map { .file($0) }
        guard let address, url == nil || file == nil else {
            reader.problem("say where the watchdog listens by one of 'url' and 'urlFile'")
            return nil
        }
        guard let every = reader.required("every")?.span(from: .seconds(10)) else { return nil }
        return Settings.HeartbeatSettings(
            address: address, plainLoopback: reader.optional("plainLoopback")?.boolean() ?? false, every: every)
    }

    /// - Parameter channels: those that are configured.
    func canary(_ reader: YAMLReader, channels: Set<ChannelID>) -> Settings.CanarySettings? {
        reader.allowKeys(["channel", "every", "within"])
        guard let entry = reader.required("channel"), let channel = entry.identifier().map({ ChannelID($0) }) else {
            return nil
        }
        guard channels.contains(channel) else {
            entry.problem("there is no channel '\(channel)'")
            return nil
        }
        let every = reader.optional("every").map { $0.span(from: .minutes(1)) } ?? .hours(1)
        let within = reader.optional("within").map { $0.span(from: .seconds(30)) } ?? .minutes(5)
        guard let every, let within else { return nil }
        guard within < every else {
            reader.problem("'within' must be less than 'every': one is looked for before the next is written")
            return nil
        }
        return Settings.CanarySettings(channel: channel, every: every, within: within)
    }
}
