import NFODEngine

/// The section `channels`; what a channel takes follows from its kind's row in the table.
extension SettingsFile {
    func channels(_ reader: YAMLReader) -> [ChannelID: Settings.ChannelSettings] {
        var channels: [ChannelID: Settings.ChannelSettings] = [:]
        let names = Set(reader.entries().map(\.key))
        for (name, entry) in reader.entries() {
            if !YAMLReader.isIdentifier(name) {
                entry.problem("a channel's name is made of lower-case letters, digits and hyphens")
            }
            let fallback = entry.optional("fallback")?.identifier()
            if let fallback, !names.contains(fallback) || fallback == name {
                entry.optional("fallback")?.problem("there is no other channel '\(fallback)'")
            }
            guard let kind = kind(entry) else { continue }
            entry.allowKeys(SettingsFile.channelKeys.union((kind.row.required + kind.row.optional).map(\.rawValue)))
            channels[ChannelID(name)] = Settings.ChannelSettings(
                kind: kind, values: values(entry, kind.row),
                plainLoopback: entry.optional("plainLoopback")?.boolean() ?? false,
                fallback: fallback.map { ChannelID($0) }, givesReceipt: givesReceipt(entry, kind),
                atOnce: entry.optional("atOnce")?.integer(in: 1...100),
                perSecond: entry.optional("perSecond")?.integer(in: 1...100_000))
        }
        if channels.isEmpty { reader.problem("without a channel nobody can be told; give at least one") }
        return channels
    }

    /// What channels of every kind may say.
    private static let channelKeys: Set = ["kind", "plainLoopback", "fallback", "receipt", "atOnce", "perSecond"]

    /// A channel that does not say is a webhook.
    private func kind(_ entry: YAMLReader) -> ChannelKind? {
        guard let kind = entry.optional("kind") else { return .webhook }
        return kind.choice(ChannelKind.self)
    }

    private func values(_ entry: YAMLReader, _ row: ChannelKind.Row) -> [ChannelSetting: String] {
        var values: [ChannelSetting: String] = [:]
        for setting in row.required { values[setting] = entry.required(setting.rawValue)?.string() }
        for setting in row.optional { values[setting] = entry.optional(setting.rawValue)?.string() }
        for (setting, text) in values where text.isEmpty {
            entry.optional(setting.rawValue)?.problem("may not be empty")
        }
        return values
    }

    private func givesReceipt(_ entry: YAMLReader, _ kind: ChannelKind) -> Bool {
        let said = entry.optional("receipt")?.boolean()
        switch kind.row.receipt {
        case .byAnswer: return said ?? true
        case .byCallback:
            let callsBack = entry.optional(ChannelSetting.callbackTokenFile.rawValue) != nil
            if let said, said != callsBack {
                entry.optional("receipt")?.problem(
                    "\(kind.rawValue) says that a message arrived exactly where 'callbackTokenFile' is given; "
                        + "leave 'receipt' out")
            }
            return callsBack
        case .none:
            if said == true { entry.optional("receipt")?.problem("\(kind.rawValue) never says that a message arrived") }
            return false
        }
    }
}
