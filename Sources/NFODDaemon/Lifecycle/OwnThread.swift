import Foundation

/// A thread for work that blocks. The shared pool has as many threads as the machine has cores: what waits there for
/// the disk holds up everybody.
enum OwnThread {
    /// Returns when `body` has.
    static func run(_ body: @escaping @Sendable () -> Void) async {
        await withCheckedContinuation { ended in
            Thread.detachNewThread {
                body()
                ended.resume()
            }
        }
    }
}
