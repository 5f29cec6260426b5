internal import CCurl
import NFODEngine

/// Puts one request and all its safeguards into a handle. The first option that is not taken spoils the whole.
struct CurlOptions {
    private let easy: UnsafeMutableRawPointer
    private let settings: TransportSettings
    private let isFresh: Bool
    private var isGood = true

    /// - Parameter isFresh: not over a connection that is open already.
    init(_ easy: UnsafeMutableRawPointer, settings: TransportSettings, isFresh: Bool) {
        self.easy = easy
        self.settings = settings
        self.isFresh = isFresh
    }

    /// False when libcurl would not take one of the options.
    func apply(
        _ request: OutgoingRequest, to transfer: CurlTransfer, headers: UnsafeMutablePointer<curl_slist>?,
        pins: UnsafeMutablePointer<curl_slist>?
    ) -> Bool {
        var options = self
        options.setMessage(request, headers)
        options.setSafeguards(request.url.addressPolicy)
        options.setConnection(pins)
        options.setLimits(request.limits)
        options.setTrust(request.authorities)
        options.setCallbacks(Unmanaged.passUnretained(transfer).toOpaque())
        return options.isGood
    }

    private mutating func setMessage(_ request: OutgoingRequest, _ headers: UnsafeMutablePointer<curl_slist>?) {
        check(nfod_set_text(easy, CURLOPT_URL, request.url.text))
        switch request.method {
        case .get: number(CURLOPT_HTTPGET, 1)
        case .post: setBody(request.body)
        }
        check(nfod_set_list(easy, CURLOPT_HTTPHEADER, headers))
        check(nfod_set_text(easy, CURLOPT_USERAGENT, "nfodd"))
    }

    private mutating func setBody(_ body: [UInt8]) {
        number(CURLOPT_POST, 1)
        // The length first: the copy is made by it.
        check(nfod_set_offset(easy, CURLOPT_POSTFIELDSIZE_LARGE, Int64(body.count)))
        check(body.withUnsafeBytes { nfod_set_pointer(easy, CURLOPT_COPYPOSTFIELDS, $0.baseAddress) })
    }

    private mutating func setSafeguards(_ policy: AddressPolicy) {
        check(nfod_set_text(easy, CURLOPT_PROTOCOLS_STR, policy == .loopbackOnly ? "http" : "https"))
        number(CURLOPT_FOLLOWLOCATION, 0)
        number(CURLOPT_DISALLOW_USERNAME_IN_URL, 1)
        check(nfod_set_text(easy, CURLOPT_PROXY, ""))
        number(CURLOPT_NOSIGNAL, 1)
        // Otherwise ending a transfer waits for a name server that does not answer, and every other one with it.
        number(CURLOPT_QUICK_EXIT, 1)
    }

    /// HTTP/2 where the receiver offers it in the TLS handshake, several requests over one connection then.
    ///
    /// CURLOPT_PIPEWAIT is left off: in libcurl 7.88 a request that waits for another's connection has no time-out, and
    /// stands in one list with those of all endpoints, of which one at a time is looked at. A few dead endpoints would
    /// delay every other. Without it a busy endpoint costs `atOnce` connections at most.
    private mutating func setConnection(_ pins: UnsafeMutablePointer<curl_slist>?) {
        number(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2TLS)
        number(CURLOPT_FRESH_CONNECT, isFresh ? 1 : 0)
        number(CURLOPT_MAXAGE_CONN, Int(settings.idleConnectionMax.milliseconds / 1_000))
        number(CURLOPT_MAXLIFETIME_CONN, Int(settings.connectionAgeMax.milliseconds / 1_000))
        number(CURLOPT_TCP_KEEPALIVE, 1)
        number(CURLOPT_TCP_KEEPIDLE, 10)
        number(CURLOPT_TCP_KEEPINTVL, 5)
        if let pins { check(nfod_set_list(easy, CURLOPT_RESOLVE, pins)) }
    }

    private mutating func setLimits(_ limits: TransferLimits) {
        number(CURLOPT_CONNECTTIMEOUT_MS, Int(limits.connectTimeOut.milliseconds))
        number(CURLOPT_TIMEOUT_MS, Int(limits.totalTimeOut.milliseconds))
        number(CURLOPT_LOW_SPEED_LIMIT, limits.slowBytesPerSecond)
        number(CURLOPT_LOW_SPEED_TIME, Int(limits.slowSpan.milliseconds / 1_000))
        check(nfod_set_offset(easy, CURLOPT_MAXFILESIZE_LARGE, Int64(limits.answerBytesMax)))
    }

    private mutating func setTrust(_ authorities: CertificateAuthorities?) {
        number(CURLOPT_SSL_VERIFYPEER, 1)
        number(CURLOPT_SSL_VERIFYHOST, 2)
        number(CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2)
        // Otherwise the system's directory of certificates is trusted besides those given here; and the system's own,
        // which hold the same, would be read anew for each connection instead of once an hour.
        check(nfod_set_text(easy, CURLOPT_CAPATH, nil))
        number(CURLOPT_CA_CACHE_TIMEOUT, 3_600)
        guard let authorities else { return }
        check(
            authorities.pem.withUnsafeBytes {
                nfod_set_blob_copy(easy, CURLOPT_CAINFO_BLOB, $0.baseAddress, $0.count)
            })
    }

    private mutating func setCallbacks(_ transfer: UnsafeMutableRawPointer) {
        check(nfod_set_open_socket(easy, openSocket, transfer))
        check(nfod_set_data_function(easy, CURLOPT_HEADERFUNCTION, receiveHead))
        check(nfod_set_pointer(easy, CURLOPT_HEADERDATA, transfer))
        check(nfod_set_data_function(easy, CURLOPT_WRITEFUNCTION, receiveBody))
        check(nfod_set_pointer(easy, CURLOPT_WRITEDATA, transfer))
    }

    private mutating func number(_ option: CURLoption, _ value: Int) { check(nfod_set_number(easy, option, value)) }

    private mutating func check(_ code: CURLcode) { isGood = isGood && code == CURLE_OK }
}

private func openSocket(
    _ transfer: UnsafeMutableRawPointer?, _ purpose: curlsocktype, _ address: UnsafeMutablePointer<curl_sockaddr>?
) -> curl_socket_t {
    guard let transfer, let address, purpose == CURLSOCKTYPE_IPCXN else { return -1 }
    return Unmanaged<CurlTransfer>.fromOpaque(transfer).takeUnretainedValue().openSocket(address)
}

private func receiveHead(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ transfer: UnsafeMutableRawPointer?
) -> Int {
    receive(bytes, size * count, transfer, isBody: false)
}

private func receiveBody(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ transfer: UnsafeMutableRawPointer?
) -> Int {
    receive(bytes, size * count, transfer, isBody: true)
}

/// How many bytes were taken: fewer than came ends the transfer.
private func receive(
    _ bytes: UnsafeMutablePointer<CChar>?, _ length: Int, _ transfer: UnsafeMutableRawPointer?, isBody: Bool
) -> Int {
    guard let bytes, let transfer else { return 0 }
    let collector = Unmanaged<CurlTransfer>.fromOpaque(transfer).takeUnretainedValue()
    return bytes.withMemoryRebound(to: UInt8.self, capacity: length) { piece in
        collector.receive(UnsafeBufferPointer(start: piece, count: length), isBody: isBody) ? length : 0
    }
}
