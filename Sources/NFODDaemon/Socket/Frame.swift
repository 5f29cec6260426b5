/// One message on the socket: a byte that says what it is, four that say how long (high byte first), and the content.
struct Frame: Equatable {
    enum Kind: UInt8 {
        /// JSON of a ``WireRequest``.
        case request = 1
        /// The daemon has understood and wants the files' bytes now.
        case ready = 2
        /// Some bytes of the current file.
        case chunk = 3
        /// The current file is over; the next one of the request follows.
        case endOfFile = 4
        /// Some bytes of the answer, UTF-8.
        case output = 5
        /// One line for standard error, UTF-8.
        case errorLine = 6
        /// JSON of a ``WireEnd``; the last frame.
        case end = 7
    }

    static let headBytes = 5

    let kind: Kind
    let bytes: [UInt8]

    var head: [UInt8] {
        [kind.rawValue] + withUnsafeBytes(of: UInt32(bytes.count).bigEndian) { Array($0) }
    }
}

/// What a command asks. Both ends are the same version, so the operation's JSON needs no versions of its own.
struct WireRequest: Codable {
    let version: String
    let operation: Operation
    let asJSON: Bool
}

/// The part of a request that every version can read.
struct WireVersion: Codable {
    let version: String
}

struct WireEnd: Codable {
    let exitCode: Int32
}
