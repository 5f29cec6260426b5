public import NFODEngine
internal import Yams

extension YAMLReader {
    /// A length of time: `90s`, `15m`, `72h`, `2d`, never negative.
    public func span() -> Span? {
        let text = node.scalar?.string ?? ""
        if let unit = text.last, let count = Int64(text.dropLast()), (0...1_000_000).contains(count) {
            switch unit {
            case "s": return .seconds(count)
            case "m": return .minutes(count)
            case "h": return .hours(count)
            case "d": return .days(count)
            default: break
            }
        }
        problem("expected a length of time such as 15m, 72h or 2d, found '\(shown)'")
        return nil
    }

    /// A name made of lower-case letters, digits and hyphens, as all ids in the configuration are.
    public func identifier() -> String? {
        guard let text = node.scalar?.string, YAMLReader.isIdentifier(text) else {
            problem("expected a short name of lower-case letters, digits and hyphens, found '\(shown)'")
            return nil
        }
        return text
    }

    static func isIdentifier(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 64
            && text.utf8.allSatisfy { (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2d }
    }
}
