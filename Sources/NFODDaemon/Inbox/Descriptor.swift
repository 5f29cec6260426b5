import Glibc

/// A file descriptor that is closed when nobody needs it any more.
final class Descriptor: Sendable {
    let number: Int32

    init(_ number: Int32) { self.number = number }

    deinit { close(number) }
}

/// What the disk would not do. Names no file: what an agency calls a file may be somebody's name.
struct DropFault: Error, Hashable {
    enum Step: String, Sendable { case openFolder, list, look, open, read, write, move }

    let step: Step
    /// As in errno(3).
    let number: Int32

    /// `move: No space left on device`
    var description: String { "\(step.rawValue): " + String(cString: strerror(number)) }
}
