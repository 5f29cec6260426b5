import Foundation
public import NFODConfig
public import NFODEngine
public import Notify

/// The channels that alerts can go over, made from the configuration and the secrets' files.
public struct ChannelBook: Sendable {
    private let channels: [ChannelID: any Channel]
    private let kinds: [ChannelID: ChannelKind]
    private let paces: [ChannelID: SendPace]

    /// - Parameters:
    ///   - directory: where relative paths of secrets start: the data directory.
    ///   - credentials: where systemd put secrets; nil when it did not.
    /// - Throws: ``DaemonError`` for a secret that cannot be read, that everybody can read, or a channel that cannot be
    ///   used.
    public init(settings: Settings, directory: String, credentials: String? = nil) throws(DaemonError) {
        var channels: [ChannelID: any Channel] = [:]
        for (id, channel) in settings.channels.sorted(by: { $0.key < $1.key }) {
            var values = channel.values
            for (setting, file) in channel.files {
                let place = SecretPlace(of: file, beside: directory, credentials: credentials)
                guard let text = try place.text() else { throw .secretMissing(id, place.path) }
                values[setting] = text
            }
            let frame = ChannelFrame(
                id: id, kind: channel.kind, fallback: channel.fallback, limits: TransferLimits(pace: channel.pace))
            do throws(InvalidChannel) {
                channels[id] = try ChannelSetup(
                    frame: frame, values: values, allowPlainLoopback: channel.plainLoopback,
                    hosts: settings.delivery.hosts
                ).channel()
            } catch {
                throw .channelInvalid(id, error.problems.map(\.code))
            }
        }
        self.channels = channels
        kinds = settings.channels.mapValues(\.kind)
        paces = settings.channels.mapValues(\.pace)
    }

    /// No channel at all: for replays, where nothing is sent.
    public init() { (channels, kinds, paces) = ([:], [:], [:]) }

    public subscript(id: ChannelID) -> (any Channel)? { channels[id] }

    /// Whether a service that calls back with this token may speak for a channel. Takes as long for one that there is
    /// not.
    func isCallback(_ token: String, for id: ChannelID) -> Bool {
        (channels[id]?.callbackTokens ?? .none).opens(token)
    }

    /// How hard its receiver may be pressed.
    func pace(of id: ChannelID) -> SendPace { paces[id] ?? SendPace() }

    /// Of which kind a channel is: its alerts' bytes follow from that. A plain webhook where there is no such channel.
    func kind(of id: ChannelID) -> ChannelKind { kinds[id] ?? .webhook }
}
