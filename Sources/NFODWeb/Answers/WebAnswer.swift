import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import NFODEngine
import NIOCore

/// What goes back over the wire, before the headers that every answer carries.
struct WebAnswer: Sendable {
    enum Kind: String {
        case text = "text/plain; charset=utf-8"
        case metrics = "text/plain; version=0.0.4; charset=utf-8"
        case json = "application/json; charset=utf-8"
        case problem = "application/problem+json; charset=utf-8"
        case html = "text/html; charset=utf-8"
    }

    var status: HTTPResponse.Status = .ok
    var kind: Kind
    var body: String
    var extra: HTTPFields = [:]
    /// The page has a form that comes back here.
    var takesForms = false

    static func json(_ value: JSONValue, status: HTTPResponse.Status = .ok) -> WebAnswer {
        WebAnswer(status: status, kind: .json, body: value.indented)
    }

    static func html(_ page: HTML, status: HTTPResponse.Status = .ok) -> WebAnswer {
        WebAnswer(status: status, kind: .html, body: page.source)
    }

    /// - Parameter isHead: the head only, with the length that the body would have.
    func response(isHead: Bool) -> Response {
        var headers = extra
        headers[.contentType] = kind.rawValue
        headers[.contentSecurityPolicy] = SafeHeaders.policy(for: self)
        for (name, value) in SafeHeaders.always { headers[name] = value }
        headers[.contentLength] = String(body.utf8.count)
        return Response(
            status: status, headers: headers,
            body: isHead ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(string: body)))
    }
}
