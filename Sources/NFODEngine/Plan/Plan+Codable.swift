/// Open items and undecided safeguarding are left out: they follow from the entries.
extension Plan: Codable {
    private enum Key: String, CodingKey { case versions, progress, safeguarding, safetyPlan }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        let versions = try container.decode([PlanVersion].self, forKey: .versions)
        guard !versions.isEmpty else {
            throw DecodingError.dataCorruptedError(
                forKey: .versions, in: container, debugDescription: "a plan has at least one version")
        }
        self.init(
            versions: versions,
            progress: try container.decode([PlanProgress].self, forKey: .progress, otherwise: []),
            safeguarding: try container.decode([SafeguardingItem].self, forKey: .safeguarding, otherwise: []),
            safetyPlan: try container.decodeIfPresent(SafetyPlan.self, forKey: .safetyPlan))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(progress.filter { $0.state != .open }, unless: [], forKey: .progress)
        try container.encode(safeguarding.filter(\.isDecided), unless: [], forKey: .safeguarding)
        try container.encodeIfPresent(safetyPlan, forKey: .safetyPlan)
        try container.encode(versions, forKey: .versions)
    }
}
