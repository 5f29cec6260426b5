/// Tells, look by look, when there has been nothing to do for a while: once, until something is done again.
struct QuietTime: Sendable {
    /// What grows with all work.
    struct Activity: Hashable, Sendable {
        var events: Int64
        var requests: UInt64
    }

    /// So many looks without any of it are a while.
    private let looks: Int
    private var seen: Activity?
    private var unchanged = 0

    init(looks: Int) { self.looks = looks }

    /// - Returns: true at the look with which it has been quiet for long enough.
    mutating func begins(at activity: Activity) -> Bool {
        guard seen == activity else {
            (seen, unchanged) = (activity, 0)
            return false
        }
        unchanged += 1
        return unchanged == looks
    }
}
