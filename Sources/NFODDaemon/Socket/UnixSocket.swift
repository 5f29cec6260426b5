import Glibc

/// The few calls of socket(7) that are needed, over file descriptors that are closed on exec.
enum UnixSocket {
    static func listen(at path: String) throws(SocketFault) -> Int32 {
        let socket = try new()
        unlink(path)
        guard withAddress(path, { bind(socket, $0, $1) }) == 0, chmod(path, 0o600) == 0,
            Glibc.listen(socket, 16) == 0
        else {
            close(socket)
            throw .cannotListen(path)
        }
        return socket
    }

    /// Nil when nobody listens there.
    static func connect(to path: String) -> Int32? {
        guard path.utf8.count <= SocketPlace.pathBytesMax, let socket = try? new() else { return nil }
        guard withAddress(path, { Glibc.connect(socket, $0, $1) }) == 0 else {
            close(socket)
            return nil
        }
        return socket
    }

    /// Nil when the listening socket was shut down or the process has no descriptor left.
    static func accept(on listener: Int32) -> Int32? {
        let socket = Glibc.accept(listener, nil, nil)
        guard socket >= 0 else { return nil }
        _ = fcntl(socket, F_SETFD, FD_CLOEXEC)
        return socket
    }

    /// User id of the process at the other end, as the kernel knows it.
    static func peer(of socket: Int32) -> UInt32? {
        // struct ucred: process, user, group; Glibc's module does not show it.
        var credentials: [UInt32] = [0, 0, 0]
        var length = socklen_t(MemoryLayout<UInt32>.stride * credentials.count)
        guard getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &credentials, &length) == 0 else { return nil }
        return credentials[1]
    }

    private static func new() throws(SocketFault) -> Int32 {
        let socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard socket >= 0 else { throw .cannotListen("a Unix socket") }
        return socket
    }

    private static func withAddress(
        _ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix(SocketPlace.pathBytesMax)) }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}
