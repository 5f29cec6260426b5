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
}
