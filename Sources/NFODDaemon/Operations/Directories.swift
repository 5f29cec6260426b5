/// Where a command finds data and configuration.
public struct Directories: Sendable, Hashable {
    public var data: String
    public var config: String

    public init(data: String, config: String) {
        self.data = data
        self.config = config
    }
}
