/// An address that a connection would go to, as the system resolved it: what is checked, not the name in the URL.
public enum IPAddress: Hashable, Sendable {
    /// The four bytes, first byte highest.
    case v4(UInt32)
    /// The sixteen bytes in two halves, first byte highest.
    case v6(UInt64, UInt64)

    /// What kind of place the address is, by the special-purpose registries of IANA (RFC 6890 and its updates).
    public var scope: AddressScope {
        switch self {
        case .v4(let bits): IPAddress.scopeOfV4(bits)
        case .v6(let high, let low): IPAddress.scopeOfV6(high, low)
        }
    }

    private static func scopeOfV4(_ bits: UInt32) -> AddressScope {
        for block in reservedBlocks where bits >> (32 - block.length) == block.prefix >> (32 - block.length) {
            return block.scope
        }
        return .global
    }

    private static func scopeOfV6(_ high: UInt64, _ low: UInt64) -> AddressScope {
        if high == 0 {
            if low == 0 { return .unspecified }
            if low == 1 { return .loopback }
            // ::ffff:a.b.c.d is the IPv4 address itself; the older ::a.b.c.d goes nowhere good.
            return low >> 32 == 0xffff ? scopeOfV4(UInt32(truncatingIfNeeded: low)) : .reserved
        }
        if high == 0x0064_ff9b_0000_0000, low >> 32 == 0 { return scopeOfV4(UInt32(truncatingIfNeeded: low)) }
        switch high >> 48 {
        case 0xfe80...0xfebf: return .linkLocal
        case 0xfc00...0xfdff: return .privateUse
        case 0xff00...0xffff: return .multicast
        // 6to4 carries an IPv4 address in its bytes 2 to 5 and delivers to it.
        case 0x2002: return scopeOfV4(UInt32(truncatingIfNeeded: high >> 16))
        case 0x2001 where (high >> 32) & 0xfe00 == 0 || (high >> 32) & 0xffff == 0x0db8: return .reserved
        case 0x2000...0x3fff: return .global
        default: return .reserved
        }
    }

    private struct Block {
        let prefix: UInt32
        let length: UInt32
        let scope: AddressScope
    }

    private static let reservedBlocks = [
        Block(prefix: 0x0000_0000, length: 8, scope: .unspecified),  // 0.0.0.0/8
        Block(prefix: 0x0a00_0000, length: 8, scope: .privateUse),  // 10.0.0.0/8
        Block(prefix: 0x6440_0000, length: 10, scope: .carrierShared),  // 100.64.0.0/10
        Block(prefix: 0x7f00_0000, length: 8, scope: .loopback),  // 127.0.0.0/8
        Block(prefix: 0xa9fe_0000, length: 16, scope: .linkLocal),  // 169.254.0.0/16
        Block(prefix: 0xac10_0000, length: 12, scope: .privateUse),  // 172.16.0.0/12
        Block(prefix: 0xc000_0000, length: 24, scope: .reserved),  // 192.0.0.0/24
        Block(prefix: 0xc000_0200, length: 24, scope: .reserved),  // 192.0.2.0/24
        Block(prefix: 0xc058_6300, length: 24, scope: .reserved),  // 192.88.99.0/24
        Block(prefix: 0xc0a8_0000, length: 16, scope: .privateUse),  // 192.168.0.0/16
        Block(prefix: 0xc612_0000, length: 15, scope: .reserved),  // 198.18.0.0/15
        Block(prefix: 0xc633_6400, length: 24, scope: .reserved),  // 198.51.100.0/24
        Block(prefix: 0xcb00_7100, length: 24, scope: .reserved),  // 203.0.113.0/24
        Block(prefix: 0xe000_0000, length: 4, scope: .multicast),  // 224.0.0.0/4
        Block(prefix: 0xf000_0000, length: 4, scope: .reserved),  // 240.0.0.0/4
    ]
}

/// What kind of place an address is. Only ``global`` is somewhere else on the internet.
public enum AddressScope: String, Hashable, Sendable, CaseIterable {
    case global, unspecified, loopback, privateUse, carrierShared, linkLocal, multicast, reserved
    /// Neither IPv4 nor IPv6.
    case otherFamily
}

/// Which addresses an endpoint's connections may go to (reliability of the sender against a URL that points inwards).
public enum AddressPolicy: String, Hashable, Sendable {
    /// Production: addresses of the public internet only.
    case publicOnly
    /// Development, https: the public internet and this machine.
    case publicOrLoopback
    /// Development, plain http: this machine only, so that nothing unencrypted ever leaves it.
    case loopbackOnly

    /// Nil when a connection may be opened; otherwise the scope it was not opened for.
    public func refusal(of scope: AddressScope) -> AddressScope? {
        let allowed =
            switch self {
            case .publicOnly: scope == .global
            case .publicOrLoopback: scope == .global || scope == .loopback
            case .loopbackOnly: scope == .loopback
            }
        return allowed ? nil : scope
    }
}
