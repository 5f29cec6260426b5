import GRDB
import NFODEngine

extension EventLog {
    /// Whether this stream is about somebody whose death is confirmed, under whatever number: nothing of it may be
    /// erased (rule 34).
    func isUnderLegalHold(_ stream: EventStream) throws -> Bool {
        let person: PersonID?
        switch stream {
        case .person(let id): person = id
        case .case(let id):
            guard let row = try ResponseTable(db: db).row(id: id) else { return false }
            if row.ending == .diedConfirmed { return true }
            person = row.person
        default: return false
        }
        guard let person else { return false }
        let people = PersonTable(db: db, memory: memory)
        let group = try people.everybody(in: try people.root(of: person))
        return try ResponseTable(db: db).rows(of: group).contains { $0.ending == .diedConfirmed }
    }
}
