import NFODEngine

extension SettingsFile {
    func inbox(_ reader: YAMLReader) -> Settings.InboxSettings? {
        reader.allowKeys(["lookEvery", "settle", "retryAtMost", "fileBytesAtMost"])
        guard let every = reader.required("lookEvery")?.span(), let settle = reader.required("settle")?.span(),
            let retry = reader.required("retryAtMost")?.span(),
            let bytes = reader.required("fileBytesAtMost")?.integer(in: 1_024...1_099_511_627_776)
        else { return nil }
        if every < .seconds(1) { reader.optional("lookEvery")?.problem("expected at least 1s") }
        return Settings.InboxSettings(lookEvery: every, settle: settle, retryAtMost: retry, fileBytesMax: bytes)
    }
}
