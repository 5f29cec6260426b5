internal import CCurl
import Glibc
import NFODEngine

/// One request on its way: libcurl's easy handle and what its callbacks collect. Lives on the loop's thread; the loop
/// keeps it alive while libcurl holds a pointer to it.
final class CurlTransfer {
    let easy: UnsafeMutableRawPointer
    let limits: TransferLimits
    let policy: AddressPolicy
    let order: SendOrder
    private let handles: EasyHandles
    private var headers: UnsafeMutablePointer<curl_slist>?
    private var pins: UnsafeMutablePointer<curl_slist>?
    private var body: [UInt8] = []
    private var bytesReceived = 0
    private var isTooLarge = false
    private var socketsOpened = 0
    private var refusedScope: AddressScope?

    /// Nil when libcurl has no handle or would not take an option: a request is sent with all its safeguards or not.
    ///
    /// - Parameter isFresh: not over a connection that is open already.
    init?(_ order: SendOrder, handles: EasyHandles, settings: TransportSettings, isFresh: Bool) {
        guard let easy = handles.take() else { return nil }
        self.easy = easy
        self.handles = handles
        self.order = order
        limits = order.request.limits
        policy = order.request.url.addressPolicy
        for pin in settings.namePins { pins = curl_slist_append(pins, pin) }
        let options = CurlOptions(easy, settings: settings, isFresh: isFresh)
        guard setHeaders(order.request.headers), options.apply(order.request, to: self, headers: headers, pins: pins)
        else { return nil }
    }

    deinit {
        handles.give(easy)
        curl_slist_free_all(headers)
        curl_slist_free_all(pins)
    }

    /// The connection that others had used before broke before a byte of an answer: the receiver had closed it, or
    /// sends its requests elsewhere (GOAWAY). The same bytes go over a fresh one at once, and may be seen twice.
    /// libcurl does so by itself in most cases, but not in all.
    func isToRepeat(_ result: TransportResult) -> Bool {
        wasReused && bytesReceived == 0 && result == .failed(.connectionFailed)
    }

    /// It went over a connection that others had used before. To be asked once it has ended.
    var wasReused: Bool { socketsOpened == 0 && refusedScope == nil }

    func end(_ result: TransportResult) { order.end(result) }

    private func setHeaders(_ lines: [OutgoingRequest.Header]) -> Bool {
        // A header without a value after the colon removes the one that libcurl would send by itself.
        for line in lines.map({ $0.name + ": " + $0.value }) + ["Expect:", "Accept:"] {
            guard let longer = curl_slist_append(headers, line) else { return false }
            headers = longer
        }
        return true
    }

    /// The socket for `address`, or none when the endpoint's policy does not allow to go there.
    func openSocket(_ address: UnsafePointer<curl_sockaddr>) -> curl_socket_t {
        let target = IPAddress(socketAddress: nfod_address_bytes(address), length: Int(address.pointee.addrlen))
        if let scope = policy.refusal(of: target?.scope ?? .otherFamily) {
            refusedScope = scope
            return -1
        }
        socketsOpened += 1
        return socket(
            address.pointee.family, address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue), address.pointee.protocol)
    }

    /// Takes in a piece of the answer's head or body; false ends the transfer.
    func receive(_ piece: UnsafeBufferPointer<UInt8>, isBody: Bool) -> Bool {
        bytesReceived += piece.count
        isTooLarge = isTooLarge || bytesReceived > limits.answerBytesMax
        if isBody, !isTooLarge { body.append(contentsOf: piece) }
        return !isTooLarge
    }

    /// What libcurl's code means, together with what the callbacks saw.
    func result(_ code: CURLcode) -> TransportResult {
        if code == CURLE_OK { return .answered(answer()) }
        if isTooLarge || code == CURLE_FILESIZE_EXCEEDED { return .failed(.answerTooLarge) }
        if let refusedScope, socketsOpened == 0 { return .failed(.refusedByAddressPolicy(refusedScope)) }
        let failure = TransportFailure(code)
        // The connection broke after the answer had begun.
        return .failed(failure == .connectionFailed && bytesReceived > 0 ? .answerCutShort : failure)
    }

    private func answer() -> TransportAnswer {
        let seconds = nfod_retry_after_seconds(easy)
        return TransportAnswer(
            status: nfod_response_code(easy), retryAfter: seconds > 0 ? .seconds(seconds) : nil, body: body)
    }
}

extension TransportFailure {
    /// Sorts libcurl's own codes.
    init(_ code: CURLcode) {
        self =
            switch code {
            case CURLE_OPERATION_TIMEDOUT: .timeOut
            case CURLE_COULDNT_RESOLVE_HOST: .nameNotResolved
            case CURLE_COULDNT_CONNECT, CURLE_GOT_NOTHING, CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_HTTP2,
                CURLE_HTTP2_STREAM:
                .connectionFailed
            case CURLE_PARTIAL_FILE: .answerCutShort
            case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL, CURLE_LOGIN_DENIED: .urlNotAllowed
            case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
                CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_ENGINE_NOTFOUND,
                CURLE_SSL_ENGINE_SETFAILED, CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_PINNEDPUBKEYNOTMATCH,
                CURLE_SSL_CLIENTCERT, CURLE_SSL_SHUTDOWN_FAILED, CURLE_USE_SSL_FAILED:
                .tlsFailed
            default: .internalFault(Int(code.rawValue))
            }
    }
}
