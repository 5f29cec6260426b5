import NFODEngine

/// The section `delivery`, which may be left out; what it does not say has its default.
extension SettingsFile {
    func delivery(_ reader: YAMLReader) -> Settings.DeliverySettings {
        reader.allowKeys([
            "firstDelays", "thenEvery", "jitterPercent", "failuresBeforeRest", "probeEvery", "retryAfterAtMost",
            "hosts",
        ])
        var delivery = Settings.DeliverySettings()
        if let delays = reader.optional("firstDelays") {
            delivery.firstDelays = delays.elements().compactMap { $0.span(from: .seconds(1)) }
        }
        reader.optional("thenEvery")?.span(from: .seconds(1)).map { delivery.thenEvery = $0 }
        reader.optional("jitterPercent")?.integer(in: 0...50).map { delivery.jitterPercent = $0 }
        reader.optional("failuresBeforeRest")?.integer(in: 1...1_000).map { delivery.failuresBeforeRest = $0 }
        reader.optional("probeEvery")?.span(from: .seconds(1)).map { delivery.probeEvery = $0 }
        reader.optional("retryAfterAtMost")?.span().map { delivery.retryAfterMax = $0 }
        for host in reader.optional("hosts")?.elements() ?? [] {
            guard let name = host.string() else { continue }
            if isHost(name) {
                delivery.hosts.append(name.lowercased())
            } else {
                host.problem("expected a host such as hooks.example.org, or .example.org, found '\(host.shown)'")
            }
        }
        return delivery
    }

    private func isHost(_ text: String) -> Bool {
        !text.drop { $0 == "." }.isEmpty
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "["),
                    UInt8(ascii: "]"), UInt8(ascii: ":"):
                    true
                default: false
                }
            }
    }
}
