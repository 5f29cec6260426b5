import Foundation
import NFODDaemon
import NFODEngine

extension CaseRequest {
    /// Fields of a command's body; which case, which action and which version stand in the address and in If-Match.
    static let bodyFields: [(name: String, type: String)] =
        Mirror(reflecting: CaseRequest(action: .show, code: "")).children.compactMap { child in
            guard let name = child.label, !["action", "code", "version"].contains(name) else { return nil }
            return (name, "\(type(of: child.value))")
        }

    /// - Throws: ``InvalidInput`` with every field that no command has or that has another type.
    init(_ action: Action, _ code: CaseCode, version: Int64, body: JSONTree) throws {
        guard case .object(var members) = body else {
            throw InvalidInput([.init(field: "", code: "notAnObject", expected: "an object with the command's fields")])
        }
        let problems = members.keys.sorted().compactMap { name -> InvalidInput.Problem? in
            guard let field = CaseRequest.bodyFields.first(where: { $0.name == name }) else {
                let known = CaseRequest.bodyFields.map(\.name).joined(separator: ", ")
                return .init(field: name, code: "unknown", expected: "one of " + known)
            }
            return CaseRequest.problem(members[name] ?? .null, field.name, field.type)
        }
        guard problems.isEmpty else { throw InvalidInput(Array(problems.prefix(100))) }
        members["action"] = .string(action.rawValue)
        members["code"] = .string(code.name)
        members["version"] = .integer(version)
        self = try JSONDecoder().decode(CaseRequest.self, from: JSONEncoder().encode(JSONTree.object(members)))
    }

    private static func problem(_ value: JSONTree, _ name: String, _ type: String) -> InvalidInput.Problem? {
        switch (value, type) {
        case (.null, _), (.string, "Optional<String>"), (.bool, "Optional<Bool>"), (.integer, "Optional<Int64>"): nil
        default: .init(field: name, code: "type", expected: words(for: type) + ", found \(value.kind)")
        }
    }

    private static func words(for type: String) -> String {
        switch type {
        case "Optional<Bool>": "true or false"
        case "Optional<Int64>": "a whole number"
        default: "a text"
        }
    }
}
