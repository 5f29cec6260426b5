import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Synchronization

/// Lets a caller in by token: `Authorization: Bearer TOKEN`, or Basic with the token as password, which a browser asks
/// for.
final class Door: Sendable {
    private let book: TokenBook
    private let wrong: Mutex<WrongTokens>
    /// Of alerts' links: who tries many waits, and signs in meanwhile as ever.
    private let wrongLinks: Mutex<WrongTokens>

    /// Of services that call back.
    private let wrongCallbacks: Mutex<WrongTokens>

    init(book: TokenBook, limits: WebLimits) {
        self.book = book
        wrong = Mutex(WrongTokens(most: limits.wrongTokens, window: limits.wrongTokenWindow))
        wrongLinks = Mutex(WrongTokens(most: limits.wrongTokens, window: limits.wrongTokenWindow))
        wrongCallbacks = Mutex(WrongTokens(most: limits.wrongTokens, window: limits.wrongTokenWindow))
    }

    /// - Throws: ``WebRefusal/tooManyWrongTokens(waitSeconds:)``.
    func requireFewWrongLinks(peer: String) throws(WebRefusal) {
        guard let wait = wrongLinks.withLock({ $0.wait(peer, at: .now) }) else { return }
        throw .tooManyWrongTokens(waitSeconds: Int(wait.components.seconds) + 1)
    }

    func noteWrongLink(peer: String) { wrongLinks.withLock { $0.note(peer, at: .now) } }

    /// - Throws: ``WebRefusal/noToken``, ``WebRefusal/wrongToken``, ``WebRefusal/tooManyWrongTokens(waitSeconds:)``.
    func admit(_ headers: HTTPFields, peer: String) throws(WebRefusal) -> Caller {
        guard let written = headers[.authorization] else { throw .noToken }
        let caller = Door.token(written).flatMap { book.caller(of: $0) }
        let now = ContinuousClock.now
        if let wait = wrong.withLock({ $0.wait(peer, at: now) }) {
            // An agency's feed is never shut out by somebody else's guessing behind the same address.
            if let caller, case .source = caller.role { return caller }
            throw .tooManyWrongTokens(waitSeconds: Int(wait.components.seconds) + 1)
        }
        if let caller { return caller }
        wrong.withLock { $0.note(peer, at: now) }
        throw .wrongToken
    }

    /// Lets a service in that calls back. The right token is never shut out by somebody else's guessing behind the same
    /// address; any other is answered the same, whether or not there is what was asked for.
    ///
    /// - Returns: the token.
    /// - Throws: ``WebRefusal/noToken``, ``WebRefusal/roleTooSmall``, ``WebRefusal/tooManyWrongTokens(waitSeconds:)``.
    func admitCallback(
        _ headers: HTTPFields, peer: String, isRight: (String) -> Bool
    ) throws(WebRefusal) -> String {
        guard let written = headers[.authorization] else { throw .noToken }
        let token = Door.token(written) ?? ""
        if isRight(token) { return token }
        let now = ContinuousClock.now
        if let wait = wrongCallbacks.withLock({ $0.wait(peer, at: now) }) {
            throw .tooManyWrongTokens(waitSeconds: Int(wait.components.seconds) + 1)
        }
        wrongCallbacks.withLock { $0.note(peer, at: now) }
        throw .roleTooSmall
    }

    private static func token(_ written: String) -> String? {
        let parts = written.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
        guard parts.count == 2, written.utf8.count <= 1_024 else { return nil }
        let value = parts[1].trimmingCharacters(in: .whitespaces)
        switch parts[0].lowercased() {
        case "bearer": return value
        case "basic":
            guard let data = Data(base64Encoded: value), let pair = String(data: data, encoding: .utf8),
                let colon = pair.firstIndex(of: ":")
            else { return nil }
            return String(pair[pair.index(after: colon)...])
        default: return nil
        }
    }

    /// A browser keeps sending Basic credentials, so what another site makes it send is refused.
    static func isFromElsewhere(_ headers: HTTPFields, host: String?) -> Bool {
        // A page without a referrer sends its own forms with `Origin: null`; this says more, where it is said.
        if let site = headers.value("sec-fetch-site") { return site != "same-origin" && site != "none" }
        guard let origin = headers[.origin] else { return false }
        guard let host, let mark = origin.range(of: "://") else { return true }
        return origin[mark.upperBound...].lowercased() != host.lowercased()
    }
}

extension HTTPFields {
    /// The field of that lower-case name, however it was written.
    func value(_ name: String) -> String? { first { $0.name.canonicalName == name }?.value }
}
