internal import CCurl
import Glibc
import NFODEngine
import Synchronization

/// One mail on its way: libcurl's easy handle, and what its callbacks collect. Lives on one thread, which it blocks:
/// libcurl waits for the answer to its last word (QUIT) without letting go, so mail never shares a loop with others.
final class MailTry {
    private let mail: OutgoingMail
    private let isStopping: @Sendable () -> Bool
    private let easy: UnsafeMutableRawPointer
    private var recipients: UnsafeMutablePointer<curl_slist>?
    private var sent = 0
    private var bytesReceived = 0
    private var socketsOpened = 0
    private var refusedScope: AddressScope?

    /// Nil when libcurl has no handle.
    init?(_ mail: OutgoingMail, isStopping: @escaping @Sendable () -> Bool) {
        guard let easy = curl_easy_init() else { return nil }
        self.easy = easy
        self.mail = mail
        self.isStopping = isStopping
    }

    deinit {
        curl_easy_cleanup(easy)
        curl_slist_free_all(recipients)
    }

    /// Blocks until it is over.
    func run() -> TransportResult {
        recipients = curl_slist_append(nil, "<\(mail.to.text)>")
        guard recipients != nil, setUp() else { return .failed(.internalFault(Int(CURLE_FAILED_INIT.rawValue))) }
        return result(curl_easy_perform(easy))
    }

    /// A mail is sent with all its safeguards or not.
    private func setUp() -> Bool {
        let context = Unmanaged.passUnretained(self).toOpaque()
        var codes = [
            nfod_set_text(easy, CURLOPT_URL, mail.server.text),
            nfod_set_text(easy, CURLOPT_PROTOCOLS_STR, mail.server.scheme),
            nfod_set_text(easy, CURLOPT_PROXY, ""),
            nfod_set_number(easy, CURLOPT_DISALLOW_USERNAME_IN_URL, 1),
            nfod_set_number(easy, CURLOPT_NOSIGNAL, 1),
            nfod_set_number(easy, CURLOPT_QUICK_EXIT, 1),
            nfod_set_text(easy, CURLOPT_MAIL_FROM, "<\(mail.from.text)>"),
            nfod_set_list(easy, CURLOPT_MAIL_RCPT, recipients),
            nfod_set_number(easy, CURLOPT_UPLOAD, 1),
            nfod_set_data_function(easy, CURLOPT_READFUNCTION, giveMail),
            nfod_set_pointer(easy, CURLOPT_READDATA, context),
            nfod_set_data_function(easy, CURLOPT_HEADERFUNCTION, hearServer),
            nfod_set_pointer(easy, CURLOPT_HEADERDATA, context),
            nfod_set_data_function(easy, CURLOPT_WRITEFUNCTION, hearServer),
            nfod_set_pointer(easy, CURLOPT_WRITEDATA, context),
            nfod_set_open_socket(easy, openMailSocket, context),
            nfod_set_progress(easy, askWhetherToStop, context),
        ]
        codes += limitCodes + trustCodes
        if let login = mail.login {
            codes.append(nfod_set_text(easy, CURLOPT_USERNAME, login.name.text))
            codes.append(nfod_set_text(easy, CURLOPT_PASSWORD, login.password.text))
        }
        return codes.allSatisfy { $0 == CURLE_OK }
    }

    private var limitCodes: [CURLcode] {
        [
            nfod_set_number(easy, CURLOPT_CONNECTTIMEOUT_MS, Int(mail.limits.connectTimeOut.milliseconds)),
            nfod_set_number(easy, CURLOPT_TIMEOUT_MS, Int(mail.limits.totalTimeOut.milliseconds)),
            // For one answer, and for the one to QUIT alone: by then the mail is where it should be.
            nfod_set_number(easy, CURLOPT_SERVER_RESPONSE_TIMEOUT, 10),
        ]
    }

    private var trustCodes: [CURLcode] {
        var codes = [
            // Without TLS nothing is said: not who we are, not who is written to.
            nfod_set_number(
                easy, CURLOPT_USE_SSL, Int((mail.server.needsTLS ? CURLUSESSL_ALL : CURLUSESSL_NONE).rawValue)),
            nfod_set_number(easy, CURLOPT_SSL_VERIFYPEER, 1),
            nfod_set_number(easy, CURLOPT_SSL_VERIFYHOST, 2),
            nfod_set_number(easy, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2),
        ]
        if let authorities = mail.authorities {
            codes.append(
                authorities.pem.withUnsafeBytes {
                    nfod_set_blob_copy(easy, CURLOPT_CAINFO_BLOB, $0.baseAddress, $0.count)
                })
            codes.append(nfod_set_text(easy, CURLOPT_CAPATH, nil))
        }
        return codes
    }

    private func result(_ code: CURLcode) -> TransportResult {
        let status = nfod_response_code(easy)
        if code == CURLE_OK { return .answered(TransportAnswer(status: status)) }
        if code == CURLE_ABORTED_BY_CALLBACK { return .failed(.stopping) }
        if bytesReceived > mail.limits.answerBytesMax { return .failed(.answerTooLarge) }
        if let refusedScope, socketsOpened == 0 { return .failed(.refusedByAddressPolicy(refusedScope)) }
        if code == CURLE_USE_SSL_FAILED { return .failed(.tlsFailed) }
        // The server has said no to something, in its own words and with its own number.
        if status >= 400 { return .answered(TransportAnswer(status: status)) }
        return .failed(code == CURLE_WEIRD_SERVER_REPLY ? .connectionFailed : TransportFailure(code))
    }

    fileprivate func give(_ room: UnsafeMutableRawBufferPointer) -> Int {
        let piece = mail.content[sent...].prefix(room.count)
        room.copyBytes(from: piece)
        sent += piece.count
        return piece.count
    }

    fileprivate func hear(_ count: Int) -> Bool {
        bytesReceived += count
        return bytesReceived <= mail.limits.answerBytesMax
    }

    fileprivate var isToStop: Bool { isStopping() }

    /// The socket for `address`, or none when the server's policy does not allow to go there.
    fileprivate func openSocket(_ address: UnsafePointer<curl_sockaddr>) -> curl_socket_t {
        let target = IPAddress(socketAddress: nfod_address_bytes(address), length: Int(address.pointee.addrlen))
        if let scope = mail.server.addressPolicy.refusal(of: target?.scope ?? .otherFamily) {
            refusedScope = scope
            return -1
        }
        socketsOpened += 1
        return socket(
            address.pointee.family, address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue), address.pointee.protocol)
    }
}

private func mailTry(_ context: UnsafeMutableRawPointer?) -> MailTry? {
    context.map { Unmanaged<MailTry>.fromOpaque($0).takeUnretainedValue() }
}

private func giveMail(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let bytes, let mail = mailTry(context) else { return Int(CURL_READFUNC_ABORT) }
    return mail.give(UnsafeMutableRawBufferPointer(start: bytes, count: size * count))
}

private func hearServer(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    mailTry(context)?.hear(size * count) == true ? size * count : 0
}

private func openMailSocket(
    _ context: UnsafeMutableRawPointer?, _ purpose: curlsocktype, _ address: UnsafeMutablePointer<curl_sockaddr>?
) -> curl_socket_t {
    guard let mail = mailTry(context), let address, purpose == CURLSOCKTYPE_IPCXN else { return -1 }
    return mail.openSocket(address)
}

private func askWhetherToStop(
    _ context: UnsafeMutableRawPointer?, _ downloadTotal: curl_off_t, _ downloadNow: curl_off_t,
    _ uploadTotal: curl_off_t, _ uploadNow: curl_off_t
) -> Int32 {
    mailTry(context)?.isToStop == true ? 1 : 0
}
