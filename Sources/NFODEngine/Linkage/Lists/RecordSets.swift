/// Sets of records that grow by joining two of them; each is known by its first record.
struct RecordSets {
    private var parent: [Int]

    init(count: Int) { parent = Array(0..<count) }

    mutating func first(_ record: Int) -> Int {
        var record = record
        while parent[record] != record {
            parent[record] = parent[parent[record]]
            record = parent[record]
        }
        return record
    }

    mutating func join(_ left: Int, _ right: Int) {
        let (one, other) = (first(left), first(right))
        parent[max(one, other)] = min(one, other)
    }

    /// Sets of two records and more, by their first one.
    var groups: [Int: [Int]] {
        var sets = self
        var groups: [Int: [Int]] = [:]
        for record in parent.indices where parent[record] != record {
            groups[sets.first(record), default: [sets.first(record)]].append(record)
        }
        return groups
    }
}
