import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NFODDaemon
import NFODEngine

/// What GOV.UK Notify calls back with: whether a message arrived that it took over a channel. It has a token of its
/// own, which opens nothing else.
extension Site {
    func byCallback(_ channel: ChannelID, _ request: Request, _ context: WebContext) async throws -> WebAnswer {
        guard request.method == .post else { throw WebRefusal.wrongMethod(allowed: "POST") }
        let workflow = daemon.workflow
        let peer = context.peer(forwardedFor: request.headers.value("x-forwarded-for"))
        let token = try door.admitCallback(request.headers, peer: peer) { workflow.isCallback($0, for: channel) }
        let said = try NotifyCallback(try await JSONBody(request, bytesMax: limits.callbackBytes).tree)
        let use = try await lanes.write {
            try workflow.takeCallback(said.status, of: said.reference, token: token)
        }
        if use == .unknown {
            log.notice("a receipt of nothing that went over this channel", metadata: ["channel": "\(channel)"])
        }
        return WebAnswer(kind: .text, body: "ok\n")
    }
}

/// Of what Notify says no more is read than this: the rest is about the recipient, and goes nowhere.
struct NotifyCallback: Hashable, Sendable {
    /// What we called the message; nil for one that was not sent by us.
    let reference: String?
    let status: String

    /// - Throws: ``InvalidInput`` without a word of what it says.
    init(_ tree: JSONTree) throws(InvalidInput) {
        guard case .object(let members) = tree, case .string(let status)? = members["status"] else {
            throw InvalidInput([.init(field: "status", code: "missing", expected: "the status of a message, a text")])
        }
        self.status = status
        switch members["reference"] {
        case .string(let reference)?: self.reference = reference
        case .null?, nil: reference = nil
        default:
            throw InvalidInput([.init(field: "reference", code: "unreadable", expected: "a text or null")])
        }
    }
}
