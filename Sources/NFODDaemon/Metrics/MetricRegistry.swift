import Synchronization

/// Everything `/metrics` tells: each room adds what it knows, as a closure that is asked on each scrape.
public final class MetricRegistry: Sendable {
    public typealias Provider = @Sendable () throws -> [MetricFamily]

    private let providers = Mutex<[Provider]>([])

    public init() {}

    public func add(_ provider: @escaping Provider) { providers.withLock { $0.append(provider) } }

    /// A provider that fails (a store that cannot be read) leaves its families out and is counted; the others are told.
    public func collect() -> [MetricFamily] {
        var families: [MetricFamily] = []
        var failed = 0
        for provider in providers.withLock({ $0 }) {
            do { families += try provider() } catch { failed += 1 }
        }
        families.append(
            .gauge("nfo_metric_sources_failed", "Rooms of the daemon that could not tell their metrics.", failed))
        return families
    }

    /// In Prometheus' text format 0.0.4. Families of one name are told together, as the format wants it.
    public var text: String {
        var merged: [MetricFamily] = []
        for family in collect() {
            if let index = merged.firstIndex(where: { $0.name == family.name }) {
                merged[index].samples += family.samples
            } else {
                merged.append(family)
            }
        }
        return merged.sorted { $0.name < $1.name }.map(\.text).joined()
    }
}
