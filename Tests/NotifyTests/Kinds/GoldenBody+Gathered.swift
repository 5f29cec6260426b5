import NFODEngine

extension GoldenBody {
    static let gathered: [ChannelKind: String] = [:]
}
