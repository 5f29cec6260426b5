import CFileSystem

/// What kind of file system a path is on, as statfs(2) names it by number.
enum FileSystemKind: Hashable, Sendable {
    /// Its locks and its shared memory are this machine's.
    case local
    /// A network's, a cluster's or user space's: SQLite's locks cannot be trusted there.
    case remote(String)

    /// The kind of the file system that holds a path; one that cannot be asked counts as local.
    init(of path: String) {
        var status = CFileSystem.statfs()
        self = statfs(path, &status) == 0 ? FileSystemKind(magic: UInt32(truncatingIfNeeded: status.f_type)) : .local
    }

    init(magic: UInt32) { self = Self.remotes[magic].map(FileSystemKind.remote) ?? .local }

    /// Numbers of linux/magic.h and of the file systems' own headers.
    private static let remotes: [UInt32: String] = [
        0x0000_6969: "nfs", 0xFF53_4D42: "cifs", 0xFE53_4D42: "smb2", 0x0000_517B: "smb", 0x6573_5546: "fuse",
        0x0102_1997: "9p", 0x00C3_6400: "ceph", 0x5346_414F: "afs", 0x6B41_4653: "kafs", 0x7375_7245: "coda",
        0x0000_564C: "ncp", 0x0BD0_0BD0: "lustre", 0x0116_1970: "gfs2", 0x7461_636F: "ocfs2", 0x4750_4653: "gpfs",
        0x786F_4256: "vboxsf", 0x0133_6A3D: "vmhgfs",
    ]
}
