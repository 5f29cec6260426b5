import Hummingbird
import NIOCore

/// What is known about a request beside itself: where it came from.
struct WebContext: InitializableFromSource {
    let peer: String

    init(source: ApplicationRequestContextSource) {
        peer = source.channel.remoteAddress?.ipAddress ?? "local"
    }

    /// The other end; behind a proxy on this machine, what the proxy says last.
    func peer(forwardedFor: String?) -> String {
        guard peer == "local" || peer == "127.0.0.1" || peer == "::1",
            let last = forwardedFor?.split(separator: ",").last
        else { return peer }
        let told = last.filter { !$0.isWhitespace }
        return told.isEmpty || told.utf8.count > 64 ? peer : told
    }
}
