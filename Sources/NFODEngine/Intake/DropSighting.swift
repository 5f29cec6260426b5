/// What the file system says of something in an inbox, as far as a change of it would show there.
public struct DropSighting: Hashable, Sendable {
    public enum Kind: String, Sendable, CaseIterable { case file, directory, symbolicLink, other }

    public let kind: Kind
    /// Its number on its disk: another file under the same name has another.
    public let inode: UInt64
    public let bytes: Int64
    /// When its content was last written, as its writer may have set it; nanoseconds.
    public let modified: Int64
    /// When anything about it was last changed, its name included, which nobody can set; nanoseconds.
    public let changed: Int64

    public init(kind: Kind, inode: UInt64, bytes: Int64, modified: Int64, changed: Int64) {
        self.kind = kind
        self.inode = inode
        self.bytes = bytes
        self.modified = modified
        self.changed = changed
    }

    /// The same file with the same content. A new name or new rights change nothing about that.
    public func hasSameContent(as other: DropSighting) -> Bool {
        kind == other.kind && inode == other.inode && bytes == other.bytes && modified == other.modified
    }
}
