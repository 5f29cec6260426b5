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
}
