import Foundation
public import NFODConfig
public import NFODEngine
public import Notify

/// The channels that alerts can go over, made from the configuration and the secrets' files.
public struct ChannelBook: Sendable {
    private let channels: [ChannelID: any Channel]
    private let paces: [ChannelID: SendPace]

    /// - Parameters:
    ///   - directory: where relative paths of secrets start: the data directory.
    ///   - credentials: where systemd put secrets; nil when it did not.
    /// - Throws: ``DaemonError`` for a secret that cannot be read, that everybody can read, or a channel that cannot be
    ///   used.
    public init(settings: Settings, directory: String, credentials: String? = nil) throws(DaemonError) {
        var channels: [ChannelID: any Channel] = [:]
        for (id, channel) in settings.channels.sorted(by: { $0.key < $1.key }) {
            let place = SecretPlace(of: channel.secretFile, beside: directory, credentials: credentials)
            guard let text = try place.text() else { throw .secretMissing(id, place.path) }
            let secrets = text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
            do throws(InvalidChannel) {
                channels[id] = try ChannelConfiguration(
                    id: id, kind: .webhook, url: channel.url, secrets: secrets.filter { !$0.isEmpty },
                    allowPlainLoopback: channel.plainLoopback, fallback: channel.fallback,
                    limits: TransferLimits(pace: channel.pace), hosts: settings.delivery.hosts
                ).channel()
            } catch {
                throw .channelInvalid(id, error.problems.map(\.code))
            }
        }
        self.channels = channels
        paces = settings.channels.mapValues(\.pace)
    }

    /// No channel at all: for replays, where nothing is sent.
    public init() { (channels, paces) = ([:], [:]) }

    public subscript(id: ChannelID) -> (any Channel)? { channels[id] }

    /// How hard its receiver may be pressed.
    func pace(of id: ChannelID) -> SendPace { paces[id] ?? SendPace() }

    /// The bytes of an alert for its channel; those of a plain webhook where the channel is not there.
    func body(_ alert: Alert, _ context: AlertContext) -> [UInt8] {
        channels[alert.channel]?.body(alert, context) ?? WebhookPayload(alert, context).bytes
    }
}
