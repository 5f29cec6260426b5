import NFODEngine

/// The shipped configuration with what only a demo needs: free ports, and a telephone for each member of the team, at
/// the demo's own receiver. Works on the text, so that everything else in it stays as it is shipped.
struct DemoConfiguration {
    let pagePort: UInt16
    let receiverPort: UInt16

    /// All telephones share one secret, made for this demo.
    static let secretFile = "phones.secret"

    /// `nfodd.yaml`
    func settings(_ shipped: String, workers: [String]) -> String {
        var isChannel = false
        let kept = lines(of: shipped).compactMap { line -> String? in
            if let first = line.first, first != " ", first != "#" { isChannel = line.hasPrefix("channels:") }
            guard !isChannel else { return nil }
            if line.hasPrefix("  listen:") { return "  listen: 127.0.0.1:\(pagePort)" }
            if line.hasPrefix("  link:") { return "  link: http://127.0.0.1:\(pagePort)" }
            return line
        }
        let channels = workers.map { worker in
            """
              \(worker):
                url: http://127.0.0.1:\(receiverPort)/hook/\(worker)
                secret: \(DemoConfiguration.secretFile)
                plainLoopback: true
            """
        }
        return (kept + ["channels:"] + channels).joined(separator: "\n") + "\n"
    }

    /// `team.yaml`, each worker told at a telephone of their own, and the workers' ids.
    func team(_ shipped: String) -> (text: String, workers: [String]) {
        var workers: [String] = []
        var id = ""
        let changed = lines(of: shipped).map { line -> String in
            if line.hasPrefix("  "), !line.hasPrefix("   "), line.hasSuffix(":") {
                id = line.dropLast().trimmingPrefix { $0 == " " }.description
            }
            guard line.hasPrefix("    channels:"), !id.isEmpty else { return line }
            workers.append(id)
            return "    channels: [\(id)]"
        }
        return (changed.joined(separator: "\n"), workers)
    }

    private func lines(of text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
}
