import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import NFODConfig
import NFODDaemon
import NFODEngine

/// The page behind an alert's own link (rule 32). It asks for no sign-in, shows no more than the alert said, and
/// changes something only when its button is pressed: programs open links, too.
extension Site {
    func byLink(
        _ token: String, _ request: Request, at url: SiteURL, _ context: WebContext
    ) async throws -> WebAnswer {
        let peer = context.peer(forwardedFor: request.headers.value("x-forwarded-for"))
        try door.requireFewWrongLinks(peer: peer)
        let isRead = request.method == .get || request.method == .head
        switch url.method {
        case .get: if !isRead { throw WebRefusal.wrongMethod(allowed: "GET, HEAD") }
        case .post: if request.method != .post { throw WebRefusal.wrongMethod(allowed: "POST") }
        }
        let answer = try await url.method == .get ? show(token) : take(token, request)
        if answer.status == .notFound { door.noteWrongLink(peer: peer) }
        return answer
    }

    private func show(_ token: String) async throws -> WebAnswer {
        let workflow = daemon.workflow
        let now = workflow.clock.now()
        return try await lanes.read {
            try workflow.read { reading in
                guard let view = try reading.view(ofLink: token, at: now, workflow.clock) else {
                    return LinkPage.nothing
                }
                return LinkPage(view: view, zone: reading.configuration.zone, now: now).asking(token)
            }
        }
    }

    private func take(_ token: String, _ request: Request) async throws -> WebAnswer {
        if Door.isFromElsewhere(request.headers, host: request.head.authority) { throw WebRefusal.fromElsewhere }
        // The button's own field, beside the address: what only repeats an address takes nothing.
        let form = try await FormBody(request, bytesMax: limits.formBytes)
        try form.expectOnly(["token"])
        guard form["token"] == token else { return LinkPage.nothing }
        let workflow = daemon.workflow
        return try await lanes.write {
            guard let taken = try workflow.takeByLink(token) else { return LinkPage.nothing }
            let page = LinkPage(view: taken.view, zone: workflow.configuration.zone, now: workflow.clock.now())
            return taken.isNew ? page.taken : page.takenBefore
        }
    }
}
