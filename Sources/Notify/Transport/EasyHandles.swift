internal import CCurl

/// libcurl's easy handles, which cost more to make than to clean. Lives on the loop's thread and nowhere else.
final class EasyHandles {
    private var idle: [UnsafeMutableRawPointer] = []
    /// More than are usually under way; what is left of a storm is freed.
    private let most = 64

    deinit { for easy in idle { curl_easy_cleanup(easy) } }

    /// One with all its options as they are at first; nil when libcurl has none.
    func take() -> UnsafeMutableRawPointer? { idle.popLast() ?? curl_easy_init() }

    /// Takes it back. It points to nothing of the request any more.
    func give(_ easy: UnsafeMutableRawPointer) {
        guard idle.count < most else { return curl_easy_cleanup(easy) }
        curl_easy_reset(easy)
        idle.append(easy)
    }
}
