import NFODEngine

/// Reads the fields of one request and collects what is wrong with them, so that all is told at once.
final class RequestReader {
    private var problems: [InvalidInput.Problem] = []
    private let now: Instant

    init(now: Instant) { self.now = now }

    func required<Value>(_ value: Value?, _ field: String, _ expected: String) -> Value? {
        if value == nil { note(field, "missing", expected) }
        return value
    }

    func choice<Choice: RawRepresentable & CaseIterable>(
        _ text: String?, _ field: String, _ type: Choice.Type = Choice.self
    ) -> Choice? where Choice.RawValue == String {
        let expected = "one of " + Choice.allCases.map(\.rawValue).joined(separator: ", ")
        guard let text = required(text, field, expected) else { return nil }
        guard let value = Choice(rawValue: text) else {
            note(field, "unknown", expected)
            return nil
        }
        return value
    }

    /// Now, when it is left out.
    func instant(_ text: String?, _ field: String) -> Instant? {
        guard let text else { return now }
        guard let instant = Instant(iso8601: text) else {
            note(field, "notAnInstant", "a time with its offset, such as 2021-03-01T09:30:00+00:00")
            return nil
        }
        return instant
    }

    func date(_ text: String?, _ field: String) -> CivilDate? {
        guard let text else { return nil }
        guard let date = CivilDate(iso8601: text) else {
            note(field, "notADate", "a date such as 2021-03-08")
            return nil
        }
        return date
    }

    func told(_ text: String?, _ field: String) -> Told {
        guard let text else { return .unknown }
        guard let told = Told(rawValue: text) else {
            note(field, "unknown", "yes, no or unknown")
            return .unknown
        }
        return told
    }

    /// Values between commas; `none` for an empty list.
    func list<Value>(_ text: String, _ field: String, _ expected: String, _ read: (String) -> Value?) -> [Value] {
        guard text != "none" else { return [] }
        return text.split(separator: ",").compactMap { part in
            let value = read(part.filter { $0 != " " })
            if value == nil { note(field, "unknown", expected) }
            return value
        }
    }

    /// What may stand in an event: a name for programs, and no words about anybody (rule 43).
    func identifier(_ text: String?, _ field: String, _ expected: String) -> String? {
        guard let text = required(text, field, expected) else { return nil }
        let isPlain = text.utf8.allSatisfy { byte in
            (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D
        }
        guard isPlain, (1...64).contains(text.utf8.count) else {
            note(field, "notAnIdentifier", "lower-case letters, digits and hyphens; words go into note")
            return nil
        }
        return text
    }

    func worker(_ name: String?) -> WorkerID? {
        required(name, "worker", "a worker's id from config/team.yaml").map { WorkerID($0) }
    }

    /// Who is asked: a worker, or an agency's duty desk.
    func asked(_ request: CaseRequest) -> WorkerID? {
        guard let desk = request.desk else { return worker(request.worker) }
        if request.worker != nil { note("desk", "workerToo", "a worker or a desk") }
        return AgencyID(desk).desk
    }

    func note(_ field: String, _ code: String, _ expected: String) {
        problems.append(.init(field: field, code: code, expected: expected))
    }

    /// Everything noted so far.
    var refusal: InvalidInput { InvalidInput(problems) }

    func check() throws { if !problems.isEmpty { throw refusal } }

    /// The value once everything was right; a value that is missing has been noted.
    func finish<Value>(_ value: Value?) throws -> Value {
        try check()
        guard let value else { throw InvalidInput([.init(field: "", code: "incomplete", expected: "all fields")]) }
        return value
    }
}
