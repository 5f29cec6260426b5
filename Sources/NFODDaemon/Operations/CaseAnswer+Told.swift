import NFODEngine

extension CaseAnswer {
    /// One alert of the case, or a level of its ladder that found nobody to tell.
    public struct Told: Codable, Hashable, Sendable {
        /// Nil where there was nobody to write to.
        public let alert: String?
        public let recipient: String?
        public let says: String
        /// ISO 8601.
        public let writtenAt: String
        /// `taken`, `arrived`, `sent`, `notTold`, `onItsWay`, `notNeeded`, `recorded`, `nobodyOnDuty`, `noChannel`.
        public let knownBy: String
        public let channels: [String]
        /// For people, with everything that is known.
        public let words: String
    }
}

extension CaseAnswer.Told {
    /// As they came.
    static func all(_ trail: AlertTrail, _ lines: Wording.AlertLines, zone: ZoneRules) -> [Self] {
        trail.entries.map { entry in
            let words = Wording().text(entry, lines)
            let writtenAt = zone.iso8601(entry.at)
            switch entry {
            case .account(let account):
                return Self(
                    alert: account.alert.name, recipient: account.recipient.name, says: account.says,
                    writtenAt: writtenAt, knownBy: entry.knownBy, channels: account.copies.map(\.channel.name),
                    words: words)
            case .unheard(let unheard):
                return Self(
                    alert: nil, recipient: unheard.recipient?.name, says: unheard.says, writtenAt: writtenAt,
                    knownBy: entry.knownBy, channels: [], words: words)
            }
        }
    }
}
