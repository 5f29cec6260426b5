import Glibc

/// Frames over a connected socket. Each call has a time limit for the whole of it, so that a peer that sends or takes
/// one byte at a time gains nothing. Does not close the socket.
struct FrameChannel {
    private let descriptor: Int32
    private let bytesMax: Int

    init(_ descriptor: Int32, bytesMax: Int) {
        self.descriptor = descriptor
        self.bytesMax = bytesMax
    }

    func send(_ kind: Frame.Kind, _ bytes: [UInt8] = [], within limit: Duration) throws(SocketFault) {
        let deadline = ContinuousClock.now + limit
        try write(Frame(kind: kind, bytes: bytes).head, until: deadline)
        try write(bytes, until: deadline)
    }

    /// - Parameter limit: nil where the answer may take as long as the work takes.
    func receive(within limit: Duration?) throws(SocketFault) -> Frame {
        let deadline = limit.map { ContinuousClock.now + $0 }
        let head = try read(Frame.headBytes, until: deadline)
        guard let kind = Frame.Kind(rawValue: head[0]) else { throw .notUnderstood }
        let length = head[1...].reduce(0) { $0 << 8 | Int($1) }
        guard length <= bytesMax else { throw .frameTooLong(bytesMax) }
        return Frame(kind: kind, bytes: try read(length, until: deadline))
    }

    private func read(_ count: Int, until deadline: ContinuousClock.Instant?) throws(SocketFault) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            try wait(for: Int16(POLLIN), until: deadline)
            let got = bytes.withUnsafeMutableBytes {
                recv(descriptor, $0.baseAddress?.advanced(by: filled), count - filled, Int32(MSG_DONTWAIT))
            }
            if got > 0 { filled += got } else if got == 0 || !isTransient(errno) { throw .closedEarly }
        }
        return bytes
    }

    private func write(_ bytes: [UInt8], until deadline: ContinuousClock.Instant) throws(SocketFault) {
        var sent = 0
        let flags = Int32(MSG_DONTWAIT | MSG_NOSIGNAL)
        while sent < bytes.count {
            try wait(for: Int16(POLLOUT), until: deadline)
            let put = bytes.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress?.advanced(by: sent), bytes.count - sent, flags)
            }
            if put >= 0 { sent += put } else if !isTransient(errno) { throw .closedEarly }
        }
    }

    private func wait(for event: Int16, until deadline: ContinuousClock.Instant?) throws(SocketFault) {
        while true {
            var polled = pollfd(fd: descriptor, events: event, revents: 0)
            let ready = poll(&polled, 1, try milliseconds(until: deadline))
            if ready > 0 { return }
            if ready < 0, errno != EINTR { throw .closedEarly }
        }
    }

    private func milliseconds(until deadline: ContinuousClock.Instant?) throws(SocketFault) -> Int32 {
        guard let deadline else { return -1 }
        let left = ContinuousClock.now.duration(to: deadline)
        guard left > .zero else { throw .timedOut }
        let (seconds, attoseconds) = left.components
        return Int32(clamping: seconds * 1_000 + attoseconds / 1_000_000_000_000_000 + 1)
    }

    private func isTransient(_ code: Int32) -> Bool { code == EAGAIN || code == EINTR }
}
