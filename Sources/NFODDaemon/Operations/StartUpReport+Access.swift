import Foundation
import NFODConfig
import NFODEngine
import NFODStore
import Notify

/// Secrets and who gets in.
extension StartUpReport {
    var channels: [Line] {
        settings.channels.sorted { $0.key < $1.key }.flatMap { id, channel in
            [line(id, channel), unheard(id, channel), unreachable(id)].compactMap(\.self)
        }
    }

    private func line(_ id: ChannelID, _ channel: Settings.ChannelSettings) -> Line {
        let places = channel.files.mapValues { daemon.secretPlace(of: $0) }
        if let lacking = places.filter({ !$0.value.exists }).min(by: { $0.key < $1.key }) {
            let advice =
                lacking.key == .secret
                ? "has no secret; make one with `nfodd secret new \(id)`"
                : "has no file for \(lacking.key.rawValue), '\(lacking.value.path)'; write it and `chmod 600` it"
            return Line(.missing, "channel", "\(id) \(advice)")
        }
        // The path of a webhook is often its password: only the host is told, and of a secret address not even that.
        let host = channel.values[.url].map { URLComponents(string: $0)?.host ?? "an address that cannot be read" }
        let fallback = channel.fallback.map { ", then \($0)" } ?? ""
        let receipts = channel.values[.callbackTokenFile] == nil ? "" : ", receipts by callback"
        let kind = channel.kind == .webhook ? "" : " (\(channel.kind.rawValue))"
        let secrets = Set(places.values.map { words(of: $0) }).sorted().joined(separator: " and ")
        let place = host ?? "a secret address"
        return Line(.on, "channel", "\(id)\(kind) to \(place)\(fallback)\(receipts), secret \(secrets)")
    }

    /// Its service calls back, and nobody is there to hear it: every alert would wait for its next channel.
    private func unheard(_ id: ChannelID, _ channel: Settings.ChannelSettings) -> Line? {
        guard channel.values[.callbackTokenFile] != nil, !withWeb else { return nil }
        return Line(.missing, "channel", "\(id) takes receipts by callback, and no pages are served that take them")
    }

    /// People of the team who have the channel, and whom it does not know where to find.
    private func unreachable(_ id: ChannelID) -> Line? {
        guard let channel = daemon.workflow.channels[id] else { return nil }
        let missed = configuration.team.workers(toldOver: id)
            .filter { $0.deskOf == nil && !channel.reaches($0) }
            .map(\.name)
        guard !missed.isEmpty else { return nil }
        return Line(.missing, "channel", "\(id) has no address of: \(missed.joined(separator: ", "))")
    }

    var vaultKey: Line {
        let place = daemon.secretPlace(of: Daemon.vaultKeyFile)
        guard place.isCredential else {
            return Line(.on, "vault key", "beside the data; keep a copy of it in another place than the data's")
        }
        return Line(.on, "vault key", words(of: place))
    }

    var pages: [Line] {
        guard withWeb else { return [Line(.off, "pages", "started with --no-web")] }
        return [listening, proxy] + tokens
    }

    private func words(of place: SecretPlace) -> String { place.isCredential ? "from systemd" : "beside the data" }

    private var listening: Line {
        let place = "\(settings.http.host):\(settings.http.port)"
        guard !["127.0.0.1", "::1", "localhost"].contains(settings.http.host) else { return Line(.on, "pages", place) }
        return Line(
            .warning, "pages", "\(place) is open to other machines without TLS; listen on 127.0.0.1 behind a proxy")
    }

    /// TLS ends at a proxy; whether there is one shows in the address that alerts lead to.
    private var proxy: Line {
        let link = URLComponents(string: settings.alerts.link)
        guard link?.scheme == "https", let host = link?.host else {
            return Line(
                .missing, "proxy",
                "alerts lead to an address without TLS; put a proxy in front of the pages and set alerts.link to it")
        }
        return Line(.on, "proxy", "alerts lead to \(host) over TLS")
    }

    /// Who could get in, by role; whose token it is stands in the file.
    private var tokens: [Line] {
        let place = daemon.secretPlace(of: settings.http.tokensFile)
        guard !place.isWritableByOthers else {
            return [
                Line(.warning, "tokens", "everybody may write to '\(place.path)', so it opens nothing; `chmod 600` it")
            ]
        }
        let roles = Self.roles(place)
        guard !roles.isEmpty else {
            return [Line(.missing, "tokens", "nobody gets in; make one with `nfodd token new NAME ROLE`")]
        }
        let kinds = Set(roles).sorted().map { role in "\(roles.count { $0 == role }) \(role)" }
        var lines = [Line(.on, "tokens", kinds.joined(separator: ", "))]
        if !roles.contains("staff") {
            lines.append(Line(.missing, "tokens", "no staff; make one with `nfodd token new NAME staff`"))
        }
        let unheard = configuration.feeds.map(\.name).filter { !roles.contains("source:" + $0) }
        if !unheard.isEmpty {
            let names = unheard.joined(separator: ", ")
            lines.append(Line(.off, "tokens", "files only from: \(names); `nfodd token new NAME source:SOURCE`"))
        }
        if !roles.contains("metrics") {
            lines.append(Line(.off, "metrics", "nobody scrapes; `nfodd token new NAME metrics`"))
        }
        return lines
    }

    /// The second word of each line.
    private static func roles(_ place: SecretPlace) -> [String] {
        let text = FileManager.default.contents(atPath: place.path).map { String(decoding: $0, as: UTF8.self) } ?? ""
        return text.split(whereSeparator: \.isNewline).compactMap { line in
            let words = line.split(whereSeparator: \.isWhitespace)
            return words.count == 3 && !words[0].hasPrefix("#") ? String(words[1]) : nil
        }
    }
}
