/// One metric with its samples, as Prometheus reads it (text format 0.0.4). Labels are closed words: a lane, a source's
/// id, a status; never a person, a case, or anything a stranger can choose.
public struct MetricFamily: Hashable, Sendable {
    public enum Kind: String, Sendable { case counter, gauge, histogram }

    public struct Sample: Hashable, Sendable {
        /// Goes after the family's name: `_bucket`, `_sum`, `_count` of a histogram.
        var suffix = ""
        public var labels: [Label]
        public var value: Double

        public init(_ value: Double, _ labels: Label...) {
            self.value = value
            self.labels = labels
        }
    }

    public struct Label: Hashable, Sendable {
        public let name: String
        public let value: String

        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    public let name: String
    /// One sentence.
    public let help: String
    public let kind: Kind
    public var samples: [Sample]

    public init(_ name: String, _ kind: Kind, _ help: String, _ samples: [Sample]) {
        self.name = name
        self.kind = kind
        self.help = help
        self.samples = samples
    }

    public static func gauge(_ name: String, _ help: String, _ value: Int) -> MetricFamily {
        MetricFamily(name, .gauge, help, [Sample(Double(value))])
    }

    public static func gauge(_ name: String, _ help: String, _ samples: [Sample]) -> MetricFamily {
        MetricFamily(name, .gauge, help, samples)
    }

    public static func counter(_ name: String, _ help: String, _ samples: [Sample]) -> MetricFamily {
        MetricFamily(name, .counter, help, samples)
    }

    var text: String {
        let head = "# HELP \(name) \(MetricFamily.escaped(help))\n# TYPE \(name) \(kind.rawValue)\n"
        return head + samples.map { name + $0.suffix + $0.text + "\n" }.joined()
    }

    fileprivate static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
    }
}

extension MetricFamily.Sample {
    fileprivate var text: String {
        let pairs = labels.map { label in
            "\(label.name)=\"\(MetricFamily.escaped(label.value).replacing("\"", with: "\\\""))\""
        }
        return (pairs.isEmpty ? "" : "{\(pairs.joined(separator: ","))}") + " " + MetricFamily.Sample.written(value)
    }

    /// Whole numbers without a point.
    static func written(_ value: Double) -> String {
        if value == .infinity { return "+Inf" }
        return Int64(exactly: value).map(String.init) ?? String(value)
    }
}
