import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NFODConfig
import NFODDaemon
import NFODEngine
import NFODStore
import NIOHTTP1

/// Answers requests: finds the address, lets the caller in, hands over, and turns every error into an answer.
struct Site: HTTPResponder {
    let daemon: Daemon
    let door: Door
    let lanes: Lanes
    let limits: WebLimits
    let notice: PageNotice?
    let log: Logger

    func respond(to request: Request, context: WebContext) async throws -> Response {
        let url = SiteURL(path: request.uri.path)
        let isHead = request.method == .head
        let (meters, start) = (daemon.workflow.meters, ContinuousClock.now)
        defer { meters.request.observe(.now - start) }
        do {
            let answer = try await answer(request, at: url, context)
            meters.requests.count("\(answer.status.code)")
            return (notice?.above(answer) ?? answer).response(isHead: isHead)
        } catch let error as HTTPParserError {
            throw error
        } catch {
            let problem = Problem(error, at: url, log: log)
            meters.requests.count("\(problem.status.code)")
            return problem.answer(asPage: request.wantsPage).response(isHead: isHead)
        }
    }

    private func answer(_ request: Request, at url: SiteURL?, _ context: WebContext) async throws -> WebAnswer {
        if let url, let token = url.linkToken { return try await byLink(token, request, at: url, context) }
        if case .notifyCallback(let channel)? = url { return try await byCallback(channel, request, context) }
        if let url, url.isOpen, request.isRead { return try await open(url) }
        let caller = try door.admit(
            request.headers, peer: context.peer(forwardedFor: request.headers.value("x-forwarded-for")))
        guard let url else { throw WebRefusal.noSuchAddress }
        switch (url.method, request.method) {
        case (.get, .get), (.get, .head), (.post, .post): break
        case (.get, _): throw WebRefusal.wrongMethod(allowed: "GET, HEAD")
        case (.post, _): throw WebRefusal.wrongMethod(allowed: "POST")
        }
        guard url.allows(caller.role) else { throw WebRefusal.roleTooSmall }
        if url.method == .post, Door.isFromElsewhere(request.headers, host: request.head.authority) {
            throw WebRefusal.fromElsewhere
        }
        return try await answer(request, at: url, by: caller)
    }

    private func open(_ url: SiteURL) async throws -> WebAnswer {
        let health = Health(daemon: daemon, limits: limits)
        guard url == .ready else {
            let isAlive = try await lanes.read { health.isAlive() }
            return WebAnswer(
                status: isAlive ? .ok : .serviceUnavailable, kind: .text, body: isAlive ? "ok\n" : "down\n")
        }
        let readiness = try await lanes.write { health.readiness() }
        return .json(readiness.json, status: readiness.isReady ? .ok : .serviceUnavailable)
    }

    private func answer(_ request: Request, at url: SiteURL, by caller: Caller) async throws -> WebAnswer {
        let cases = CaseCommands(daemon: daemon, limits: limits)
        let roster = RosterCommands(daemon: daemon, limits: limits)
        let outbox = OutboxCommands(daemon: daemon, limits: limits)
        switch url {
        case .health, .ready: return try await open(url)
        // Answered before anybody is asked for a token.
        case .acknowledgement, .takeByLink, .notifyCallback: throw WebRefusal.noSuchAddress
        case .metrics: return WebAnswer(kind: .metrics, body: try await lanes.read { daemon.metrics.text })
        case .home: return .html(HomePage.page(label: Wording().overdose))
        case .openAPI: return .json(OpenAPIDocument.json)
        case .report(let kind): return try await report(kind, as: .html, request, by: caller)
        case .reportData(let kind): return try await report(kind, as: .json, request, by: caller)
        case .response(let code): return .html(try await lanes.read { try cases.page(code) })
        case .responseData(let code):
            let shown = try await lanes.read { try cases.show(code) }
            var answer = WebAnswer.json(shown.json)
            answer.extra[.eTag] = CaseTag.text(shown.version)
            return answer
        case .notifications: return try await takeNotifications(request, at: url, by: caller)
        case .command(let action, let code): return try await carryOut(action, code, request, at: url, by: caller)
        case .huddles:
            let huddles = HuddleCommands(daemon: daemon, limits: limits)
            return .json(try await lanes.read { try huddles.plan() })
        case .huddleCommand(let action): return try await carryOut(action, request, at: url, by: caller)
        case .reviews: return try await reviewsPage(request, by: caller)
        case .reviewsData: return .json(try await reviews(request, by: caller).json)
        case .reviewCommand(let action, let subject):
            return try await answer(action, subject, request, at: url, by: caller)
        case .roster: return .json(try await lanes.read { try roster.show() })
        case .rosterCommand(let action): return try await carryOut(action, request, at: url, by: caller)
        case .outbox: return .json(try await lanes.read { try outbox.list() })
        case .outboxRetry: return try await retryAlerts(request, at: url, by: caller)
        case .reviewForm(let action, let subject):
            return try await take(action, subject, FormBody(request, bytesMax: limits.bodyBytes), by: caller)
        }
    }

    private func reviewsPage(_ request: Request, by caller: Caller) async throws -> WebAnswer {
        let list = try await reviews(request, by: caller)
        let withNames = try ReportQuery(request.uri.query).withNames
        var answer = WebAnswer.html(ReviewsPage(list: list, role: caller.role, withNames: withNames).page)
        answer.takesForms = caller.isStaff
        return answer
    }

    private func report(
        _ kind: SiteURL.ReportKind, as format: ReportFormat, _ request: Request, by caller: Caller
    ) async throws -> WebAnswer {
        let query = try ReportQuery(request.uri.query)
        if query.withNames {
            guard caller.isStaff else { throw WebRefusal.namesNotForReaders }
            log.info("names opened", metadata: ["user": "\(caller.name)", "report": "\(kind.rawValue)"])
        }
        let asked = ReportRequest(kind: kind, at: query.at, format: format.rawValue, withNames: query.withNames)
        let service = ReportService(daemon.workflow)
        // An opening of names is written down before they are given out.
        let render = { @Sendable in try service.render(asked, by: caller.actor) }
        let body = try await query.withNames ? lanes.write(render) : lanes.read(render)
        return WebAnswer(kind: format == .html ? .html : .json, body: body)
    }

    private func reviews(_ request: Request, by caller: Caller) async throws -> ReviewList {
        let query = try ReportQuery(request.uri.query)
        guard query.at == nil else {
            throw InvalidInput([.init(field: "at", code: "unknown", expected: "only 'names'")])
        }
        if query.withNames {
            guard caller.isStaff else { throw WebRefusal.namesNotForReaders }
            log.info("names opened", metadata: ["user": "\(caller.name)", "report": "reviews"])
        }
        let service = ReviewService(daemon.workflow)
        let list = { @Sendable in try service.list(withNames: query.withNames, by: caller.actor) }
        return try await query.withNames ? lanes.write(list) : lanes.read(list)
    }

    private func answer(
        _ action: ReviewRequest.Action, _ subject: String, _ request: Request, at url: SiteURL, by caller: Caller
    ) async throws -> WebAnswer {
        let (version, body, repeatable) = try await versioned(request, at: url, by: caller)
        let asked = try ReviewRequest(action, subject, version: version, body: body)
        let reviews = ReviewCommands(daemon: daemon, limits: limits)
        return try await lanes.write { try reviews.carryOut(asked, repeatable, by: caller) }.answer
    }

    /// Answers a form with the page that it stood on, as it is now.
    private func take(
        _ action: ReviewRequest.Action, _ subject: String, _ form: FormBody, by caller: Caller
    ) async throws -> WebAnswer {
        let asked = try ReviewRequest(action, subject, form: form)
        let reviews = ReviewCommands(daemon: daemon, limits: limits)
        _ = try await lanes.write { try reviews.carryOut(asked, nil, by: caller) }
        var answer = WebAnswer(status: .seeOther, kind: .text, body: "")
        let names = form["names"] == "yes" && caller.isStaff
        answer.extra[.location] = SiteURL.reviews.path + (names ? "?names=yes" : "")
        return answer
    }

    private func carryOut(
        _ action: RosterRequest.Action, _ request: Request, at url: SiteURL, by caller: Caller
    ) async throws -> WebAnswer {
        let body = try await JSONBody(request, bytesMax: limits.bodyBytes)
        let asked = try RosterRequest(action, body: body.tree)
        let repeatable = try RepeatableRequest(request.headers, at: url, by: caller, content: body.bytes)
        let roster = RosterCommands(daemon: daemon, limits: limits)
        let kept = try await lanes.write { try roster.carryOut(asked, repeatable, by: caller) }
        return kept.answer
    }

    private func retryAlerts(_ request: Request, at url: SiteURL, by caller: Caller) async throws -> WebAnswer {
        let body = try await JSONBody(request, bytesMax: limits.bodyBytes)
        let asked = try OutboxRequest(body: body.tree)
        let repeatable = try RepeatableRequest(request.headers, at: url, by: caller, content: body.bytes)
        let outbox = OutboxCommands(daemon: daemon, limits: limits)
        return try await lanes.write { try outbox.retry(asked, repeatable, by: caller) }.answer
    }

    private func takeNotifications(_ request: Request, at url: SiteURL, by caller: Caller) async throws -> WebAnswer {
        let body = try await JSONBody(request, bytesMax: limits.bodyBytes)
        guard let repeatable = try RepeatableRequest(request.headers, at: url, by: caller, content: body.bytes) else {
            throw WebRefusal.keyMissing
        }
        let asked = try NotificationRequest(body.tree, rowsMax: limits.rows)
        guard caller.role == .source(asked.source) else { throw WebRefusal.otherSource }
        let intake = NotificationIntake(daemon: daemon, limits: limits)
        let kept = try await lanes.write { try intake.take(asked, repeatable, by: caller) }
        return kept.answer
    }

    private func carryOut(
        _ action: HuddleRequest.Action, _ request: Request, at url: SiteURL, by caller: Caller
    ) async throws -> WebAnswer {
        let body = try await JSONBody(request, bytesMax: limits.bodyBytes)
        let asked = try HuddleRequest(action, body: body.tree)
        let repeatable = try RepeatableRequest(request.headers, at: url, by: caller, content: body.bytes)
        let huddles = HuddleCommands(daemon: daemon, limits: limits)
        return try await lanes.write { try huddles.carryOut(asked, repeatable, by: caller) }.answer
    }

    private func carryOut(
        _ action: CaseRequest.Action, _ code: CaseCode, _ request: Request, at url: SiteURL, by caller: Caller
    ) async throws -> WebAnswer {
        let (version, body, repeatable) = try await versioned(request, at: url, by: caller)
        let asked = try CaseRequest(action, code, version: version, body: body)
        let cases = CaseCommands(daemon: daemon, limits: limits)
        return try await lanes.write { try cases.carryOut(asked, repeatable, by: caller) }.answer
    }

    /// A command's body, with the version that it was decided on: the same body on another version is another request.
    private func versioned(
        _ request: Request, at url: SiteURL, by caller: Caller
    ) async throws -> (version: Int64, body: JSONTree, repeatable: RepeatableRequest?) {
        let version = try CaseTag.version(request.headers)
        let body = try await JSONBody(request, bytesMax: limits.bodyBytes)
        let content = body.bytes + Data("\n\(version)".utf8)
        return (version, body.tree, try RepeatableRequest(request.headers, at: url, by: caller, content: content))
    }
}

extension IdempotencyTable.Answer {
    /// As it was sent the first time, the case's version with it.
    fileprivate var answer: WebAnswer {
        var answer = WebAnswer(
            status: .init(code: Int(status)), kind: .json, body: String(decoding: body, as: UTF8.self))
        if let tree = try? JSONTree(body), case .object(let members) = tree,
            case .integer(let version)? = members["version"]
        {
            answer.extra[.eTag] = CaseTag.text(version)
        }
        return answer
    }
}

extension Request {
    fileprivate var isRead: Bool { method == .get || method == .head }

    /// A browser asked.
    fileprivate var wantsPage: Bool { headers[.accept]?.contains("text/html") ?? false }
}
