import NFODEngine

extension SettingsFile {
    func http(_ reader: YAMLReader) -> Settings.HTTPSettings? {
        reader.allowKeys(["listen", "tokens"])
        guard let listen = reader.required("listen"), let text = listen.string(),
            let tokens = reader.required("tokens")?.string()
        else { return nil }
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
            (0...65_535).contains(port)
        else {
            listen.problem("expected an address and a port such as 127.0.0.1:8420, found '\(listen.shown)'")
            return nil
        }
        return Settings.HTTPSettings(host: String(text[..<colon]), port: port, tokensFile: tokens)
    }

    func alerts(_ reader: YAMLReader) -> Settings.AlertSettings? {
        reader.allowKeys(["link", "giveUpAfter", "fallbackAfter", "notToldAfter", "linkLivesFor", "linkPausesFor"])
        guard let link = reader.required("link")?.string(), let giveUp = reader.required("giveUpAfter")?.span(),
            let fallback = reader.required("fallbackAfter")?.span(), let notTold = reader.required("notToldAfter"),
            let notToldAfter = notTold.span()
        else { return nil }
        if notToldAfter <= fallback {
            notTold.problem("must be longer than fallbackAfter, so that the fall-back channel is tried first")
        }
        var alerts = Settings.AlertSettings(
            link: link, giveUpAfter: giveUp, fallbackAfter: fallback, notToldAfter: notToldAfter)
        if let lives = reader.optional("linkLivesFor")?.span() { alerts.linkLivesFor = lives }
        if let entry = reader.optional("linkPausesFor"), let pauses = entry.span() {
            alerts.linkPausesFor = pauses
            if pauses > .minutes(30) { entry.problem("nobody has signed in: 30m at most") }
        }
        return alerts
    }

    func channels(_ reader: YAMLReader) -> [ChannelID: Settings.ChannelSettings] {
        var channels: [ChannelID: Settings.ChannelSettings] = [:]
        let names = Set(reader.entries().map(\.key))
        for (name, entry) in reader.entries() {
            entry.allowKeys(["url", "secret", "plainLoopback", "fallback", "receipt", "atOnce", "perSecond"])
            if !YAMLReader.isIdentifier(name) {
                entry.problem("a channel's name is made of lower-case letters, digits and hyphens")
            }
            let fallback = entry.optional("fallback")?.identifier()
            if let fallback, !names.contains(fallback) || fallback == name {
                entry.optional("fallback")?.problem("there is no other channel '\(fallback)'")
            }
            guard let url = entry.required("url")?.string(), let secret = entry.required("secret")?.string() else {
                continue
            }
            channels[ChannelID(name)] = Settings.ChannelSettings(
                url: url, secretFile: secret, plainLoopback: entry.optional("plainLoopback")?.boolean() ?? false,
                fallback: fallback.map { ChannelID($0) },
                givesReceipt: entry.optional("receipt")?.boolean() ?? true,
                atOnce: entry.optional("atOnce")?.integer(in: 1...100),
                perSecond: entry.optional("perSecond")?.integer(in: 1...100_000))
        }
        if channels.isEmpty { reader.problem("without a channel nobody can be told; give at least one") }
        return channels
    }
}
