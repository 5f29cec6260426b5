public import Logging
public import NFODEngine

/// What the inbox has to say, for the log. No names of files: what an agency calls a file may be somebody's name.
public enum InboxNews: Hashable, Sendable {
    /// All rows are in.
    case takenIn(SourceID, rows: Int)
    /// Rows or the whole file were put aside; the coordinator is alarmed.
    case needsFixing(SourceID, rowsTaken: Int, rowsPutAside: Int)
    /// What was taken in is not under its name any more: somebody was faster than the move.
    case goneBeforeMove(SourceID)
    case writerBusy(SourceID)
    /// A fault of disk or store; tried again later.
    case failed(SourceID, why: String)
    /// A source's folder cannot be used; tried again at the next look.
    case folderFailed(SourceID, why: String)
    /// No source has this folder; nothing in it is read.
    case unknownFolder(String)

    public func note(in log: Logger) {
        switch self {
        case .takenIn(let source, let rows):
            log.info("file taken in", metadata: ["source": "\(source)", "rows": "\(rows)"])
        case .needsFixing(let source, let taken, let aside):
            let fields: Logger.Metadata = ["source": "\(source)", "rowsTaken": "\(taken)", "rowsPutAside": "\(aside)"]
            log.warning("file needs fixing; its reasons lie beside it", metadata: fields)
        case .goneBeforeMove(let source):
            log.warning("a file was taken away or changed after it was taken in", metadata: ["source": "\(source)"])
        case .writerBusy(let source):
            log.info("a file is still open for writing and is left", metadata: ["source": "\(source)"])
        case .failed(let source, let why):
            log.error(
                "a file could not be handled and is tried again", metadata: ["source": "\(source)", "error": "\(why)"])
        case .folderFailed(let source, let why):
            log.error("a source's inbox cannot be used", metadata: ["source": "\(source)", "error": "\(why)"])
        case .unknownFolder(let name):
            log.warning(
                "no source has this folder of the inbox; nothing in it is read", metadata: ["folder": "\(name)"])
        }
    }
}
