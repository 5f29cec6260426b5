import Foundation

/// A strict reader of Prometheus' text format 0.0.4, which knows nothing of the code that writes it. It refuses what
/// `promtool check metrics` refuses, and more.
struct PrometheusText {
    struct Family {
        var type = ""
        var help = ""
        /// By name and labels, as written.
        var samples: [(series: String, value: Double)] = []
    }

    private(set) var families: [String: Family] = [:]
    private(set) var problems: [String] = []

    init(_ text: String) {
        if !text.hasSuffix("\n") { problems.append("the last line has no end") }
        var current = ""
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
            if line.hasPrefix("# ") { readComment(line, &current) } else { readSample(line, in: current) }
        }
        for (name, family) in families { check(name, family) }
    }

    func value(_ series: String) -> Double? {
        families.values.flatMap(\.samples).first { $0.series == series }?.value
    }

    private mutating func readComment(_ line: Substring, _ current: inout String) {
        let words = line.split(separator: " ", maxSplits: 3).map(String.init)
        guard words.count == 4 else { return problems.append("half a comment: \(line)") }
        switch words[1] {
        case "HELP":
            if families[words[2]] != nil { problems.append("told twice: \(words[2])") }
            current = words[2]
            families[current] = Family(help: words[3])
        case "TYPE":
            if words[2] != current { problems.append("type of another family: \(line)") }
            families[current]?.type = words[3]
        default: problems.append("neither HELP nor TYPE: \(line)")
        }
    }

    private mutating func readSample(_ line: Substring, in current: String) {
        let pattern = #/^([a-z_][a-z0-9_]*)(\{[a-z_]+="[^"\\]*"(,[a-z_]+="[^"\\]*")*\})? (\+Inf|NaN|-?[0-9.e+-]+)$/#
        guard let match = try? pattern.wholeMatch(in: line), let value = Double(match.4.replacing("+Inf", with: "inf"))
        else { return problems.append("not a sample: \(line)") }
        let suffixes = families[current]?.type == "histogram" ? ["_bucket", "_sum", "_count"] : [""]
        if !suffixes.contains(where: { current + $0 == match.1 }) { problems.append("in the wrong family: \(line)") }
        let series = String(match.1) + String(match.2 ?? "")
        if families[current]?.samples.contains(where: { $0.series == series }) == true {
            problems.append("told twice: \(series)")
        }
        families[current]?.samples.append((series, value))
    }

    private mutating func check(_ name: String, _ family: Family) {
        if family.help.isEmpty { problems.append("no help: \(name)") }
        switch family.type {
        case "counter":
            if !name.hasSuffix("_total") { problems.append("a counter ends with _total: \(name)") }
            if family.samples.contains(where: { $0.value < 0 }) { problems.append("a counter below 0: \(name)") }
        case "gauge":
            if name.hasSuffix("_total") || name.hasSuffix("_count") { problems.append("named as a counter: \(name)") }
        case "histogram": checkHistogram(name, family)
        default: problems.append("no type: \(name)")
        }
        for unit in ["_ms", "_milliseconds", "_minutes", "_hours", "_kilobytes", "_percent"] where name.contains(unit) {
            problems.append("not a base unit: \(name)")
        }
    }

    private mutating func checkHistogram(_ name: String, _ family: Family) {
        let buckets = family.samples.filter { $0.series.hasPrefix(name + "_bucket") }
        if zip(buckets, buckets.dropFirst()).contains(where: { $0.value > $1.value }) {
            problems.append("buckets fall: \(name)")
        }
        let count = family.samples.first { $0.series == name + "_count" }?.value
        if buckets.last?.series != name + "_bucket{le=\"+Inf\"}" || buckets.last?.value != count {
            problems.append("the last bucket is not everything: \(name)")
        }
    }
}
