/// How common names are among the records heard so far, so that agreeing on Smith weighs less than agreeing on Ogilvie.
public protocol NameRates {
    /// How many records tell this folded forename, of any person.
    func records(withForename forename: String) throws -> Int
    func records(withSurname surname: String) throws -> Int
    /// All records that name somebody.
    func allRecords() throws -> Int
}

/// Names counted in memory.
public struct NameCounts: NameRates, Sendable {
    private var forenames: [String: Int] = [:]
    private var surnames: [String: Int] = [:]
    private var records = 0

    public init() {}

    public mutating func add(_ evidence: PersonEvidence) {
        guard let form = evidence.names.first else { return }
        records += 1
        if !form.forename.isEmpty { forenames[form.forename, default: 0] += 1 }
        if !form.surname.isEmpty { surnames[form.surname, default: 0] += 1 }
    }

    public func records(withForename forename: String) -> Int { forenames[forename] ?? 0 }
    public func records(withSurname surname: String) -> Int { surnames[surname] ?? 0 }
    public func allRecords() -> Int { records }
}

extension PersonModel.Names {
    /// The share of people with this forename: the belief before any record, moved by the records there are.
    func forenameRate(_ name: String, _ counted: some NameRates) throws -> Double {
        try rate(forename, counted.records(withForename: name), of: counted.allRecords())
    }

    func surnameRate(_ name: String, _ counted: some NameRates) throws -> Double {
        try rate(surname, counted.records(withSurname: name), of: counted.allRecords())
    }

    private func rate(_ before: Double, _ seen: Int, of all: Int) -> Double {
        (before * worth + Double(seen)) / (worth + Double(max(all, seen)))
    }
}
