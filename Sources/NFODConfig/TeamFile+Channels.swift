internal import NFODEngine

/// Where workers, desks and duties are told, and when.
extension TeamFile {
    /// Of a worker or a desk: without a channel they could never be told anything, so one at least is required.
    func channels(_ entry: YAMLReader) -> [ChannelUse] { entry.required("channels").map(uses) ?? [] }

    /// Of a duty, whose holders have channels of their own.
    func dutyChannels(_ entry: YAMLReader) -> [ChannelUse] { entry.optional("channels").map(uses) ?? [] }

    private func uses(_ value: YAMLReader) -> [ChannelUse] {
        if value.isList, value.elements().isEmpty { value.problem("name at least one channel") }
        var uses: [ChannelUse] = []
        for element in value.elements() {
            guard let use = use(element) else { continue }
            if uses.contains(where: { $0.channel == use.channel }) {
                element.problem("'\(use.channel)' stands here twice; give it several hours instead")
            }
            uses.append(use)
        }
        return uses
    }

    /// `team-webhook`, or `{channel: isla-phone, hours: [{days: [monday], from: 08:00, to: 20:00}]}`.
    private func use(_ value: YAMLReader) -> ChannelUse? {
        guard value.isMapping else { return channel(value).map { ChannelUse($0) } }
        value.allowKeys(["channel", "hours"])
        let channel = value.required("channel").flatMap(channel)
        let list = value.required("hours")
        let hours = hours(value, "hours")
        if let list, list.isList, list.elements().isEmpty { list.problem("name the hours in which it is used") }
        guard let channel, !hours.isEmpty else { return nil }
        return ChannelUse(channel, hours: hours)
    }

    private func channel(_ value: YAMLReader) -> ChannelID? {
        known(value, among: surroundings.channels, what: "channel")
    }
}
