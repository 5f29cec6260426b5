/// Why something in an inbox was not taken in as a whole; nothing of it was. Its words hold nothing of the file.
public enum DropRefusal: Error, Sendable, Equatable {
    /// A symbolic link, a folder, a pipe: never followed and never opened.
    case notAFile(DropSighting.Kind)
    /// The rights of the file keep us out.
    case unreadable
    case tooLarge(bytesMax: Int)
    /// Nothing reads files with such an ending.
    case formatUnknown
    /// What the file itself says, and the sources whose profile its header fits.
    case feed(FeedRefusal, fits: [SourceID])

    /// Stable, for machines.
    public var code: String {
        switch self {
        case .notAFile(.symbolicLink): "file-is-link"
        case .notAFile(.directory): "file-is-folder"
        case .notAFile: "file-not-regular"
        case .unreadable: "file-unreadable"
        case .tooLarge: "file-too-large"
        case .formatUnknown: "file-format-unknown"
        case .feed(let refusal, _): refusal.code
        }
    }

    /// What is wrong and what to do.
    public var message: String {
        switch self {
        case .notAFile(.symbolicLink):
            "This is a symbolic link, which is never followed. Upload the file itself."
        case .notAFile(.directory):
            "This is a folder, and folders are not looked into. Upload the files into the source's own folder."
        case .notAFile:
            "This is not a file but a pipe, a socket or a device. Upload a file."
        case .unreadable:
            "The service may not read this file. Give its group the right to read it, then put it back."
        case .tooLarge(let bytesMax):
            "The file is larger than \(bytesMax) bytes. Split it, or raise inbox.fileBytesAtMost in nfodd.yaml."
        case .formatUnknown:
            "Nothing reads files with such an ending. Read are: "
                + DropFormat.allCases.map(\.ending).joined(separator: ", ") + ". Rename it, or save it as one of these."
        case .feed(let refusal, let fits):
            refusal.message
                + (fits.isEmpty ? "" : " It looks like a file of source \(fits.map(\.name).joined(separator: " or ")).")
        }
    }

    /// A row put aside has its own codes; these are about a whole file.
    public static func isAboutWholeFile(_ code: String) -> Bool { code.hasPrefix("file-") || code.hasPrefix("header-") }
}
