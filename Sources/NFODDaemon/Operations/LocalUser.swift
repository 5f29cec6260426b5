import Foundation
public import NFODEngine

/// Who sits at this machine: the name of the process's user.
public enum LocalUser {
    public static var actor: Actor { actor(uid: getuid()) }

    /// The peer of a socket is known by its uid.
    public static func actor(uid: UInt32) -> Actor {
        guard let entry = getpwuid(uid), let name = entry.pointee.pw_name else { return .user("uid-\(uid)") }
        return .user(String(cString: name))
    }
}
