import Glibc
import NFODEngine

/// Looks into a folder by its descriptor, at names as bytes, and follows nothing.
enum FolderListing {
    /// Opens a folder that is one, and no link to one.
    static func open(_ name: DropName, in parent: Int32 = AT_FDCWD) throws -> Descriptor {
        let number = openat(parent, name.path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard number >= 0 else { throw DropFault(step: .openFolder, number: errno) }
        return Descriptor(number)
    }

    static func names(of folder: Descriptor) throws -> [DropName] {
        // A description of its own: reading moves it on.
        let again = openat(folder.number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard again >= 0 else { throw DropFault(step: .list, number: errno) }
        guard let stream = fdopendir(again) else {
            close(again)
            throw DropFault(step: .list, number: errno)
        }
        defer { closedir(stream) }
        var names: [DropName] = []
        errno = 0
        while let entry = readdir(stream) {
            let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            if bytes != Array(".".utf8), bytes != Array("..".utf8) { names.append(DropName(bytes: bytes)) }
            errno = 0
        }
        guard errno == 0 else { throw DropFault(step: .list, number: errno) }
        return names
    }

    /// Nil when nothing of that name is there.
    static func sighting(of name: DropName, in folder: Descriptor) throws -> DropSighting? {
        var status = stat()
        if fstatat(folder.number, name.path, &status, AT_SYMLINK_NOFOLLOW) == 0 { return DropSighting(status) }
        guard errno == ENOENT else { throw DropFault(step: .look, number: errno) }
        return nil
    }
}

extension DropSighting {
    init(_ status: stat) {
        let kind: Kind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .directory
            case S_IFLNK: .symbolicLink
            default: .other
            }
        self.init(
            kind: kind, inode: UInt64(status.st_ino), bytes: Int64(status.st_size),
            modified: DropSighting.nanoseconds(status.st_mtim), changed: DropSighting.nanoseconds(status.st_ctim))
    }

    /// What an open file looks like now.
    init(of file: Descriptor) throws {
        var status = stat()
        guard fstat(file.number, &status) == 0 else { throw DropFault(step: .look, number: errno) }
        self.init(status)
    }

    private static func nanoseconds(_ time: timespec) -> Int64 {
        // A time that somebody set to nonsense only has to differ from others.
        Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
    }
}

extension DropName {
    /// For the kernel: ends with a zero byte.
    var path: [CChar] { bytes.map { CChar(bitPattern: $0) } + [0] }
}
