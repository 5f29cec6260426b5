import Foundation

/// Links held against the truth, by counting and nothing else. A person who holds notifications of two true people is a
/// false merge; people are judged by the notifications that name somebody.
struct ReplayScore {
    /// Keys of the truth that no row of the export has.
    private(set) var missing: [String] = []
    /// Keys of the export that the truth does not know.
    private(set) var unexpected: [String] = []
    private(set) var falseMerges: [String] = []
    private(set) var falseIncidentMerges: [String] = []
    /// Of the pairs of notifications that belong to one true person, the share that we hold together.
    private(set) var personRecall = 0.0
    private(set) var incidentRecall = 0.0

    init(_ links: [ReplayLink], truth path: String) throws {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        var truth: [String: (incident: String, person: String, isNamed: Bool)] = [:]
        for line in text.split(whereSeparator: \.isNewline).dropFirst() {
            let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            truth[cells[0] + " " + cells[1]] = (cells[2], cells[3], cells[4] != "unidentified")
        }
        let found = links.map { (link: $0, key: $0.source + " " + $0.reference) }
        missing = Set(truth.keys).subtracting(found.map(\.key)).sorted()
        unexpected = Set(found.map(\.key)).subtracting(truth.keys).sorted()
        var people: [(mine: String, true: String)] = []
        var incidents: [(mine: String, true: String)] = []
        for (link, key) in found {
            guard let told = truth[key] else { continue }
            incidents.append((link.incident, told.incident))
            if told.isNamed { people.append((link.person, told.person)) }
        }
        falseMerges = Self.mixed(people)
        falseIncidentMerges = Self.mixed(incidents)
        personRecall = Self.recall(people)
        incidentRecall = Self.recall(incidents)
    }

    private static func mixed(_ rows: [(mine: String, true: String)]) -> [String] {
        let members = rows.reduce(into: [String: Set<String>]()) { $0[$1.mine, default: []].insert($1.true) }
        return members.filter { $1.count > 1 }.map { "\($0) holds \($1.sorted())" }.sorted()
    }

    private static func recall(_ rows: [(mine: String, true: String)]) -> Double {
        let truly = pairs(rows.map(\.true))
        return truly == 0 ? 1 : Double(pairs(rows.map { $0.true + " " + $0.mine })) / Double(truly)
    }

    private static func pairs(_ groups: [String]) -> Int {
        let sizes = groups.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
        return sizes.values.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
    }
}
