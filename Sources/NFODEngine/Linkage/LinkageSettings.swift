/// What a team may set about linkage. Comes from configuration.
public struct LinkageSettings: Hashable, Sendable {
    /// The machine joins where "the same person" is more likely than everything else together by so much: 8 bits are
    /// 256 to one.
    public let joinAt: Bits
    /// A human is asked from here on.
    public let askAt: Bits

    public init(joinAt: Bits, askAt: Bits) {
        self.joinAt = joinAt
        self.askAt = askAt
    }

    /// Whoever is less likely "the same person" than this, before others are thought of, makes no difference: not
    /// enough to ask or to join, as these settings say; not likely at all, so that no contradiction is worth a look;
    /// and no rival, for a rival is at most ``joinAt`` behind somebody who reaches it.
    var leastThatMatters: Double { Bits(tenths: min(askAt.tenths, joinAt.tenths, 0) - 1).ratio }
}

/// Everything linkage weighs with.
public struct LinkageContext<Names: NameRates> {
    public let model: PersonModel
    public let settings: LinkageSettings
    public let incident: IncidentSettings
    public let names: Names
    /// People known so far.
    public let people: Int

    public init(
        model: PersonModel, settings: LinkageSettings, incident: IncidentSettings, names: Names, people: Int
    ) {
        self.model = model
        self.settings = settings
        self.incident = incident
        self.names = names
        self.people = people
    }
}

extension LinkageContext: Sendable where Names: Sendable {}
