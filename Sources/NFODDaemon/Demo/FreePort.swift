import Glibc

/// A port of this machine that nobody listens on.
enum FreePort {
    /// The first one free from here on; 0 takes any.
    static func first(from port: UInt16) -> UInt16? {
        guard port > 0 else { return taken(0) }
        return (port...max(port, min(port, 65_000) + 200)).lazy.compactMap(taken).first
    }

    /// Takes the port for a moment.
    /// - Returns: the one that was had; nil where somebody else has it.
    private static func taken(_ port: UInt16) -> UInt16? {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var yes: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        address.sin_port = port.bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        return withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bare in
                guard bind(descriptor, bare, length) == 0, getsockname(descriptor, bare, &length) == 0 else {
                    return nil
                }
                return pointer.pointee.sin_port.bigEndian
            }
        }
    }
}
