import Foundation
public import NFODEngine

/// What lies in the inbox, source by source. Read from the disk: true with and without a daemon.
public struct InboxStatus: Codable, Hashable, Sendable {
    public struct Folder: Codable, Hashable, Sendable {
        /// Files that were not taken in yet. Uploads under way do not count.
        public var waiting = 0
        /// Files that somebody has to look at.
        public var needsFixing = 0
    }

    /// By the name of the source.
    public var sources: [String: Folder]
    /// Folders that no source of the configuration has: nothing in them is read.
    public var unknownFolders: [String]

    /// Folders that are missing count as empty.
    public static func read(of dataDirectory: String, sources: some Sequence<SourceID>) -> InboxStatus {
        let root = Inbox.path(in: dataDirectory)
        let known = sources.map(\.name)
        var status = InboxStatus(sources: [:], unknownFolders: [])
        for source in known {
            let waiting = names(in: "\(root)/\(source)").filter { !$0.isPassedOver && !isOurs($0) }
            let fixing = names(in: "\(root)/\(source)/\(DropFolder.needsFixingName.text)").filter { !$0.isPassedOver }
            status.sources[source] = Folder(waiting: waiting.count, needsFixing: fixing.count)
        }
        status.unknownFolders = names(in: root).map(\.text).filter { !known.contains($0) && !$0.hasPrefix(".") }
            .sorted()
        return status
    }

    /// One line each, with what to do.
    var warnings: [String] {
        unknownFolders.map {
            "inbox/\($0) belongs to no source and nothing in it is read; rename it, or add config/sources/\($0).yaml"
        }
    }

    private static func isOurs(_ name: DropName) -> Bool {
        name == DropFolder.doneName || name == DropFolder.needsFixingName
    }

    private static func names(in path: String) -> [DropName] {
        (try? FolderListing.names(of: FolderListing.open(DropName(path)))) ?? []
    }
}

/// What the inbox did since the daemon started.
public struct InboxTally: Hashable, Sendable {
    /// Files taken in whole.
    public var done = 0
    /// Files of which rows, or the whole, were put aside.
    public var needsFixing = 0
    /// Tries that a fault of disk or store ended.
    public var failures = 0
    /// Files that could not be handled so far and are tried again.
    public var stuck = 0
    /// When all folders were last looked through; nil before the first time.
    public var lookedAt: Instant?

    public init() {}
}

extension DropName {
    /// For people; bytes that are no text are shown as such.
    var text: String { String(decoding: bytes, as: UTF8.self) }
}
