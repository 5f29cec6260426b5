import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import NFODConfig
import NFODDaemon
import NFODEngine

/// Answers for the demo's own server: the page that says what to look at, and the receiver of the team's alerts.
struct DemoSite: HTTPResponder {
    let stage: DemoStage
    let daemon: Daemon
    let pace: DemoPace
    let inbox: DemoInbox
    let check: WebhookCheck
    private let bodyBytesMost = 65_536

    init(stage: DemoStage, daemon: Daemon, pace: DemoPace, inbox: DemoInbox, check: WebhookCheck) {
        self.stage = stage
        self.daemon = daemon
        self.pace = pace
        self.inbox = inbox
        self.check = check
    }

    func respond(to request: Request, context: WebContext) async throws -> Response {
        guard isForThisMachine(request), let url = DemoURL(path: request.uri.path) else {
            return WebAnswer(status: .notFound, kind: .text, body: "there is nothing here\n").response(isHead: false)
        }
        switch (request.method, url.isPosted) {
        case (.get, false), (.head, false): return page(url, request).response(isHead: request.method == .head)
        case (.post, true): return try await take(url, request).response(isHead: false)
        default:
            return WebAnswer(status: .methodNotAllowed, kind: .text, body: "not in this way\n").response(isHead: false)
        }
    }

    /// A name that somebody's site lets point at this machine is not this machine's.
    private func isForThisMachine(_ request: Request) -> Bool {
        ["127.0.0.1", "localhost"].map { "\($0):\(stage.scratch.receiverPort)" }.contains(request.head.authority ?? "")
    }

    private func page(_ url: DemoURL, _ request: Request) -> WebAnswer {
        let zone = daemon.workflow.configuration.zone
        let pages = "http://demo:\(stage.scratch.token)@127.0.0.1:\(stage.scratch.pagePort)"
        let frame = DemoFrame(
            now: TimePhrase.fullMoment(pace.now, in: zone), speed: pace.speed, isPlaying: pace.isPlaying, pages: pages)
        var answer: WebAnswer
        if url == .alerts {
            let shown = DemoAlertsPage(
                alerts: inbox.alerts, total: inbox.total, team: daemon.workflow.configuration.team, zone: zone,
                pages: pages)
            answer = .html(frame.page(title: "Alerts", body: shown.body))
        } else {
            let shown = DemoStartPage(
                player: stage.player, story: stage.story, huddles: daemon.workflow.configuration.huddles, zone: zone,
                now: pace.now, pages: pages)
            answer = .html(frame.page(title: "A rapid response team at work", body: shown.body))
        }
        answer.takesForms = true
        if request.uri.query != "still" {
            answer.extra[SafeHeaders.name("Refresh")] = url == .alerts ? "3" : "5"
        }
        return answer
    }

    private func take(_ url: DemoURL, _ request: Request) async throws -> WebAnswer {
        if case .hook(let worker) = url { return try await receive(request, at: worker) }
        guard !Door.isFromElsewhere(request.headers, host: request.head.authority) else {
            return WebAnswer(status: .forbidden, kind: .text, body: "sent by a page of another site\n")
        }
        pace.setPlaying(url == .play)
        var answer = WebAnswer(status: .seeOther, kind: .text, body: "")
        answer.extra[.location] = DemoURL.start.path
        return answer
    }

    private func receive(_ request: Request, at phone: WorkerID) async throws -> WebAnswer {
        let body = Data(try await request.body.collect(upTo: bodyBytesMost).readableBytesView)
        let id = request.headers.value("webhook-id")
        let isGenuine = check.isGenuine(
            id: id, timestamp: request.headers.value("webhook-timestamp"),
            signature: request.headers.value("webhook-signature"), body: body,
            now: AnchoredClock.wall().milliseconds / 1_000)
        if let alert = ReceivedAlert(body, id: id ?? "", phone: phone, isGenuine: isGenuine) { inbox.take(alert) }
        return WebAnswer(status: isGenuine ? .noContent : .unauthorized, kind: .text, body: "")
    }
}
