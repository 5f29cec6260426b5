import Foundation
import HTTPTypes
import Logging
import NFODDaemon
import NFODEngine
import NFODStore

/// What went wrong, as RFC 9457 writes it. The one place where errors become answers.
struct Problem {
    var status: HTTPResponse.Status
    var code: String
    var detail: String
    /// Fields of the request that are wrong, all at once.
    var problems: [InvalidInput.Problem] = []
    /// Names a fault that the log tells more about.
    var fault: String?
    var extra: HTTPFields = [:]

    init(status: HTTPResponse.Status, code: String, detail: String) {
        self.status = status
        self.code = code
        self.detail = detail
    }

    /// - Parameter log: faults are logged once, here, by kind only: the text of an unknown error may quote data.
    init(_ error: any Error, at url: SiteURL?, log: Logger) {
        switch error {
        case let refusal as WebRefusal: self.init(refusal)
        case CaseRefusal.noSuchCase:
            self.init(status: .notFound, code: "noSuchCase", detail: CaseRefusal.noSuchCase.message)
        case PersonRefusal.reviewNotFound, PersonRefusal.personNotKnown, PersonRefusal.notificationNotLinked:
            let refusal = error as? any Refusal
            self.init(status: .notFound, code: refusal?.code ?? "notFound", detail: refusal?.message ?? "")
        case let refusal as any Refusal where refusal.code == "alertUnknown":
            self.init(status: .notFound, code: refusal.code, detail: refusal.message)
        case let refusal as any Refusal where refusal.code == "versionChanged":
            self.init(status: .preconditionFailed, code: refusal.code, detail: refusal.message)
        case let refusal as any Refusal:
            self.init(status: .conflict, code: refusal.code, detail: refusal.message)
        case let input as InvalidInput:
            self.init(
                status: .badRequest, code: "invalidInput", detail: "the fields in 'problems' are wrong or missing")
            problems = input.problems
        case let missing as DaemonError where missing.isAboutSource:
            self.init(status: .notFound, code: missing.code, detail: missing.description)
        case DaemonError.intakeClosed(let fault): self.init(closed: fault)
        case let error where StoreFault(error) == .full: self.init(closed: .full)
        default: self.init(fault: error, at: url, log: log)
        }
    }

    /// Nothing was taken in; the same request will do later.
    private init(closed fault: StoreFault) {
        let error = DaemonError.intakeClosed(fault)
        let isFull = fault == .full
        self.init(
            status: isFull ? .init(code: 507, reasonPhrase: "Insufficient Storage") : .serviceUnavailable,
            code: error.code, detail: error.description)
        extra[.retryAfter] = "60"
    }

    private init(_ refusal: WebRefusal) {
        self.init(status: refusal.status, code: refusal.code, detail: refusal.message)
        switch refusal {
        case .noToken, .wrongToken:
            extra[.wwwAuthenticate] = "Basic realm=\"nfodd\", charset=\"UTF-8\""
        case .tooManyWrongTokens(let seconds): extra[.retryAfter] = String(seconds)
        case .overloaded: extra[.retryAfter] = "1"
        case .wrongMethod(let allowed): extra[.allow] = allowed
        default: break
        }
    }

    private init(fault error: any Error, at url: SiteURL?, log: Logger) {
        let id = String(UInt64.random(in: .min ... .max), radix: 36)
        self.init(
            status: .internalServerError, code: "fault",
            detail: "a fault of the program or the disk; the log says more under this id")
        if let error = error as? StoreError, ["readTooLong", "closed", "storeLost"].contains(error.code) {
            status = .serviceUnavailable
            extra[.retryAfter] = "5"
        }
        fault = id
        log.error(
            "fault",
            metadata: ["fault": "\(id)", "kind": "\(type(of: error))", "address": "\(url?.template ?? "none")"])
    }
}

extension Problem {
    /// A page for a browser, JSON for everybody else.
    func answer(asPage: Bool) -> WebAnswer {
        var answer =
            asPage
            ? WebAnswer.html(page, status: status) : WebAnswer(status: status, kind: .problem, body: json.indented)
        answer.extra = extra
        return answer
    }

    private var json: JSONValue {
        var members: [String: JSONValue] = [
            "type": .string("about:blank"), "title": .string(status.reasonPhrase), "status": .integer(status.code),
            "code": .string(code), "detail": .string(detail),
        ]
        if let fault { members["fault"] = .string(fault) }
        if !problems.isEmpty {
            members["problems"] = .array(
                problems.map { problem in
                    .object([
                        "field": .string(problem.field), "code": .string(problem.code),
                        "expected": .string(problem.expected),
                    ])
                })
        }
        return .object(members)
    }

    private var page: HTML {
        let wrong: [HTML] = problems.map { "<li>\($0.field): expected \($0.expected)</li>\n" }
        let listed: HTML = wrong.isEmpty ? .empty : "<ul>\n\(wrong)</ul>\n"
        let named: HTML = fault.map { "<p>Fault \($0)</p>\n" } ?? .empty
        let body: HTML =
            "<p>\(PageText.sentence(detail))</p>\n\(listed)\(named)<p><a href=\"\(SiteURL.home.path)\">Start</a></p>\n"
        return PageShell.page(title: status.reasonPhrase, body: body)
    }
}

extension DaemonError {
    fileprivate var isAboutSource: Bool {
        switch self {
        case .sourceUnknown, .historyOnly: true
        default: false
        }
    }
}
