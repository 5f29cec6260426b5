/// What stands in the way of making a secret or a token.
public enum SetupRefusal: Error, Hashable, Sendable {
    case directoryMissing(String)
    case channelUnknown(String, known: [String])
    /// A channel of a kind that signs nothing.
    case channelHasNoSecret(String, kind: String)
    case secretExists(String)
    case nameInvalid(String)
    case roleUnknown(String, known: [String])
    case tokenNameTaken(String)
    case fileUnwritable(String)

    /// Stable, for programs.
    public var code: String {
        switch self {
        case .directoryMissing: "directoryMissing"
        case .channelUnknown: "channelUnknown"
        case .channelHasNoSecret: "channelHasNoSecret"
        case .secretExists: "secretExists"
        case .nameInvalid: "nameInvalid"
        case .roleUnknown: "roleUnknown"
        case .tokenNameTaken: "tokenNameTaken"
        case .fileUnwritable: "fileUnwritable"
        }
    }

    public var message: String {
        switch self {
        case .directoryMissing(let path):
            "data directory \(path) is missing: check --data, or make it on purpose with --create"
        case .channelUnknown(let name, let known):
            "there is no channel '\(name)'; config/nfodd.yaml has: \(known.joined(separator: ", "))"
        case .channelHasNoSecret(let name, let kind):
            "'\(name)' is of kind \(kind), whose keys come from the service; put them into the files that it names"
        case .secretExists(let path): "'\(path)' is there already; move it away first if a new secret is wanted"
        case .nameInvalid(let name):
            "'\(name)' cannot be a token's name; use lower-case letters, digits and hyphens, 64 at most"
        case .roleUnknown(let role, let known):
            "there is no role '\(role)'; use one of: \(known.joined(separator: ", "))"
        case .tokenNameTaken(let name): "there is a token named '\(name)'; use another name, or take its line out first"
        case .fileUnwritable(let path): "cannot write '\(path)'; check the directory's owner and the space left"
        }
    }

    var exitCode: Int32 {
        switch self {
        case .secretExists, .tokenNameTaken: Failure.refusalExit
        case .directoryMissing, .channelUnknown, .channelHasNoSecret, .nameInvalid, .roleUnknown: Failure.wrongUseExit
        case .fileUnwritable: Failure.faultExit
        }
    }
}
