import Testing

@testable import NFODEngine

/// `docs/case-state-machine.md` leaves out no event, no command and no refusal of the code. Each must stand there as
/// `code`, so that a word that happens to be English does not pass for it.
@Suite struct StateMachineDocTests {
    static let page = "docs/case-state-machine.md"

    @Test func everyEventIsDescribed() throws {
        let types: [any EventPayload.Type] =
            CaseEvent.payloadTypes + PersonEvent.payloadTypes + SourceEvent.payloadTypes + SystemEvent.payloadTypes
        try expectDescribed(types.map { $0.type }, atLeast: 50)
    }

    @Test func everyCommandIsDescribed() throws {
        try expectDescribed(cases(in: "Sources/NFODEngine/Case/CaseCommand.swift"), atLeast: 30)
    }

    @Test func everyRefusalIsDescribed() throws {
        try expectDescribed(cases(in: "Sources/NFODEngine/Case/CaseRefusal.swift"), atLeast: 30)
    }

    @Test func everyEndingIsDescribed() throws {
        try expectDescribed(Ending.Kind.allCases.map(\.rawValue), atLeast: 11)
    }

    /// - Parameter atLeast: fewer were found: then it is the reading that is broken.
    private func expectDescribed(_ names: [String], atLeast: Int) throws {
        let text = try #require(Repository.files.first { $0.path == Self.page }).text
        #expect(names.count >= atLeast)
        let missing = names.filter { !text.contains("`\($0)`") }
        #expect(missing == [], "not in \(Self.page)")
    }

    /// The names of an enumeration's own cases: one level in, so that nested types and switches do not count.
    private func cases(in path: String) throws -> [String] {
        let file = try #require(Repository.files.first { $0.path == path })
        let start = "    case "
        return file.code.filter { $0.hasPrefix(start) }.map { line in
            String(line.dropFirst(start.count).prefix { $0.isLetter || $0.isNumber })
        }
    }
}
