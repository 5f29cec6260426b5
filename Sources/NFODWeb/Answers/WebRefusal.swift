import HTTPTypes

/// Why a request is turned down before the rules are asked.
enum WebRefusal: Error, Hashable, Sendable {
    case noToken
    case wrongToken
    case tooManyWrongTokens(waitSeconds: Int)
    /// The token does not open this.
    case roleTooSmall
    case otherSource
    case namesNotForReaders
    /// Another site made the browser send it.
    case fromElsewhere
    case noSuchAddress
    case wrongMethod(allowed: String)
    case contentType(expected: String)
    case tooLarge(most: Int)
    case notJSON(String)
    case keyMissing
    case keyUnreadable
    case keyUsedForOtherBody
    case versionMissing
    case versionUnreadable
    case overloaded

    var status: HTTPResponse.Status {
        switch self {
        case .noToken, .wrongToken: .unauthorized
        case .tooManyWrongTokens: .tooManyRequests
        case .roleTooSmall, .otherSource, .namesNotForReaders, .fromElsewhere: .forbidden
        case .noSuchAddress: .notFound
        case .wrongMethod: .methodNotAllowed
        case .contentType: .unsupportedMediaType
        case .tooLarge: .contentTooLarge
        case .notJSON, .keyMissing, .keyUnreadable, .versionUnreadable: .badRequest
        case .keyUsedForOtherBody: .unprocessableContent
        case .versionMissing: .preconditionRequired
        case .overloaded: .serviceUnavailable
        }
    }

    /// Stable, for programs.
    var code: String {
        switch self {
        case .noToken: "noToken"
        case .wrongToken: "wrongToken"
        case .tooManyWrongTokens: "tooManyWrongTokens"
        case .roleTooSmall: "roleTooSmall"
        case .otherSource: "otherSource"
        case .namesNotForReaders: "namesNotForReaders"
        case .fromElsewhere: "fromElsewhere"
        case .noSuchAddress: "noSuchAddress"
        case .wrongMethod: "wrongMethod"
        case .contentType: "contentType"
        case .tooLarge: "tooLarge"
        case .notJSON: "notJSON"
        case .keyMissing: "keyMissing"
        case .keyUnreadable: "keyUnreadable"
        case .keyUsedForOtherBody: "keyUsedForOtherBody"
        case .versionMissing: "versionMissing"
        case .versionUnreadable: "versionUnreadable"
        case .overloaded: "overloaded"
        }
    }
}

extension WebRefusal {
    /// What was expected and what to do.
    var message: String {
        switch self {
        case .noToken: "sign in: send 'Authorization: Bearer TOKEN', or Basic with the token as password"
        case .wrongToken: "this token is not known here; ask for a new one"
        case .tooManyWrongTokens(let seconds): "too many wrong tokens; wait \(seconds) seconds"
        case .roleTooSmall: "this token does not open this address"
        case .otherSource: "this token hands in the notifications of another source; see 'source' in the body"
        case .namesNotForReaders: "names are shown to staff only; leave 'names' out"
        case .fromElsewhere: "sent by a page of another site; nothing was changed"
        case .noSuchAddress: "there is nothing at this address; /openapi.json lists what there is"
        case .wrongMethod(let allowed): "this address takes \(allowed) only"
        case .contentType(let expected): "send the body as 'Content-Type: \(expected)' in UTF-8"
        case .tooLarge(let most): "the body is longer than \(most) bytes; send fewer rows at once"
        case .notJSON(let expected): "the body cannot be read; expected \(expected)"
        default: laterMessage
        }
    }

    private var laterMessage: String {
        switch self {
        case .keyMissing: "send an 'Idempotency-Key' of your own with each request, and the same one when you repeat it"
        case .keyUnreadable: "an 'Idempotency-Key' has 1 to 255 visible ASCII characters"
        case .keyUsedForOtherBody: "this Idempotency-Key was used for another request; take a new one"
        case .versionMissing: "send 'If-Match: \"VERSION\"' with the version of the case you saw (its ETag)"
        case .versionUnreadable: "'If-Match' holds one version in quotes, such as \"7\""
        case .overloaded: "too much to do just now; repeat the same request in a moment"
        default: code
        }
    }
}
