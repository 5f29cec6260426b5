import Foundation
public import NFODConfig
public import NFODEngine
public import Notify

/// The channels that alerts can go over, made from the configuration and the secrets' files.
public struct ChannelBook: Sendable {
    private let channels: [ChannelID: any Channel]

    /// - Parameter directory: where relative paths of secrets start: the data directory.
    /// - Throws: ``DaemonError`` for a secret that cannot be read or a channel that cannot be used.
    public init(settings: Settings, directory: String) throws(DaemonError) {
        var channels: [ChannelID: any Channel] = [:]
        for (id, channel) in settings.channels.sorted(by: { $0.key < $1.key }) {
            let path = URL(fileURLWithPath: channel.secretFile, relativeTo: URL(fileURLWithPath: directory + "/")).path
            guard let text = FileManager.default.contents(atPath: path).flatMap({ String(data: $0, encoding: .utf8) })
            else { throw .secretMissing(id, path) }
            let secrets = text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
            do throws(InvalidChannel) {
                channels[id] = try ChannelConfiguration(
                    id: id, kind: .webhook, url: channel.url, secrets: secrets.filter { !$0.isEmpty },
                    allowPlainLoopback: channel.plainLoopback, fallback: channel.fallback
                ).channel()
            } catch {
                throw .channelInvalid(id, error.problems.map(\.code))
            }
        }
        self.channels = channels
    }

    /// No channel at all: for replays, where nothing is sent.
    public init() { channels = [:] }

    public subscript(id: ChannelID) -> (any Channel)? { channels[id] }

    /// The bytes of an alert for its channel; those of a plain webhook where the channel is not there.
    func body(_ alert: Alert, _ context: AlertContext) -> [UInt8] {
        channels[alert.channel]?.body(alert, context) ?? WebhookPayload(alert, context).bytes
    }
}
