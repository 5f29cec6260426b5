import Testing

/// Each rule of the house, fed with something that breaks it and with something that only looks so.
@Suite struct HouseStyleSelf {
    private static let engine = "Sources/NFODEngine/Case/Thing.swift"

    struct Snippet: Sendable, CustomTestStringConvertible {
        let text: String
        var path = HouseStyleSelf.engine
        let rule: @Sendable (StyleFile) -> [Violation]
        var testDescription: String { "\(path): \(text.filter { $0 != "\n" }.prefix(60))" }
    }

    static let bad: [Snippet] = [
        Snippet(text: String(repeating: "\n", count: 301), rule: LengthRules.check),
        Snippet(text: String(repeating: "é", count: 121), rule: LengthRules.check),
        Snippet(text: "func long() {\n" + String(repeating: "a()\n", count: 40) + "}", rule: LengthRules.check),
        Snippet(
            text: "var long: Int {\n" + String(repeating: "if b { a() }\n", count: 40) + "}", rule: LengthRules.check),
        Snippet(text: "init?(a: [Int] = {\n}()) {" + String(repeating: "\n", count: 41) + "}", rule: LengthRules.check),
        Snippet(text: "let now = Date()", rule: PurityRules.check),
        Snippet(text: "let id = \"\\(UUID())\"", rule: PurityRules.check),
        Snippet(text: "let one = Int.random(in: 1...2)", rule: PurityRules.check),
        Snippet(text: "print(1)", rule: PurityRules.check),
        Snippet(text: "internal import Foundation", rule: PurityRules.check),
        Snippet(text: "@preconcurrency import Glibc", rule: PurityRules.check),
        Snippet(text: "import NFODStore", rule: LayerRules.check),
        Snippet(text: "import Notify", path: "Sources/NFODStore/A.swift", rule: LayerRules.check),
        Snippet(text: "public import struct NFODWeb.Page", path: "Sources/NFODDaemon/A.swift", rule: LayerRules.check),
        Snippet(text: "import CFileSystem", path: "Sources/NFODDaemon/A.swift", rule: LayerRules.check),
        Snippet(text: "import CCurl", path: "Sources/NFODDaemon/A.swift", rule: LayerRules.check),
        Snippet(text: "let a = b!", rule: SafetyRules.check),
        Snippet(text: "let a = b[0]!.c", rule: SafetyRules.check),
        Snippet(text: "if a! == b { }", rule: SafetyRules.check),
        Snippet(text: "let a = Int(\"1\")!", rule: SafetyRules.check),
        Snippet(text: "var a: View!", rule: SafetyRules.check),
        Snippet(text: "try! a()", rule: SafetyRules.check),
        Snippet(text: "a as! B", rule: SafetyRules.check),
        Snippet(text: "fatalError()", rule: SafetyRules.check),
        Snippet(text: "condition.wait(until: Date() + 1)", rule: SafetyRules.check),
        Snippet(text: "nonisolated(unsafe) var a = 1", rule: SafetyRules.check),
        Snippet(text: "/// A box.\nfinal class A: @unchecked Sendable {}", rule: SafetyRules.check),
        Snippet(text: "// TO" + "DO: later", rule: SafetyRules.leftOvers),
        Snippet(text: "struct CaseManager {}", rule: { NamingRules.check($0, typesOfModule: []) }),
        Snippet(text: "struct Other {}", rule: { NamingRules.check($0, typesOfModule: ["Thing"]) }),
        Snippet(
            text: "", path: "Sources/NFODEngine/String+ext.swift", rule: { NamingRules.check($0, typesOfModule: []) }),
        Snippet(
            text: "struct Thing: EventPayload {\n    let who: Name?\n}",
            rule: { PrivacyRules.check($0, personal: ["Name"]) }),
        Snippet(text: "/// For every addict.", rule: WordRules.check),
        Snippet(text: "label: Drug Users", path: "config/nfodd.yaml", rule: WordRules.check),
        Snippet(text: "The person refused.", path: "docs/glossary.md", rule: WordRules.check),
        Snippet(text: "let a = \"clean\"", path: "Sources/NFODEngine/Wording/A.swift", rule: WordRules.check),
    ]

    static let good: [Snippet] = [
        Snippet(text: String(repeating: "é", count: 120), rule: LengthRules.check),
        Snippet(text: "func short() {\n" + String(repeating: "\"{\" // {\n", count: 39) + "}", rule: LengthRules.check),
        Snippet(text: "struct A {\n" + String(repeating: "let a = 1\n", count: 60) + "}", rule: LengthRules.check),
        Snippet(
            text: "/// Never `Date()` or print(\nlet text = \"UUID()\"\nfunc blueprint() {}", rule: PurityRules.check),
        Snippet(text: "import NFODEngine", path: "Sources/NFODStore/A.swift", rule: LayerRules.check),
        Snippet(text: "import NFODStore\nimport Notify", path: "Sources/NFODDaemon/A.swift", rule: LayerRules.check),
        Snippet(
            text: "if a != b, !c, a!=b { }\nlet d = \"no!\" // wow!\n/* e! /* f! */ g! */", rule: SafetyRules.check),
        Snippet(text: "let a = #\"b\"!\"#\nlet c = \"\"\"\n d! \"e\"!\n \"\"\"", rule: SafetyRules.check),
        Snippet(
            text: "/// Sendable because it is locked.\n@frozen\nstruct A: @unchecked Sendable {}",
            rule: SafetyRules.check),
        Snippet(text: "extension Thing {}", rule: { NamingRules.check($0, typesOfModule: []) }),
        Snippet(
            text: "enum AThing {}", path: "Sources/NFODEngine/Things.swift",
            rule: { NamingRules.check($0, typesOfModule: []) }),
        Snippet(
            text: "struct Thing: EventPayload {\n    let who: NameID // not a Name\n}",
            rule: { PrivacyRules.check($0, personal: ["Name"]) }),
        Snippet(text: "// addiction services refused this row", rule: WordRules.check),
    ]

    @Test(arguments: bad) func aBreachIsFound(_ snippet: Snippet) {
        #expect(!snippet.rule(StyleFile(snippet.path, snippet.text)).isEmpty)
    }

    @Test(arguments: good) func whatOnlyLooksLikeOneIsNot(_ snippet: Snippet) {
        #expect(snippet.rule(StyleFile(snippet.path, snippet.text)) == [])
    }

    @Test func personalTypesAreCollectedFromEveryKindOfDeclaration() {
        let file = StyleFile(
            Self.engine,
            "struct A: Codable, PersonalData {}\nextension B: PersonalData {}\n"
                + "final class C:\n    PersonalData {}\nstruct D {}"
        )
        #expect(PrivacyRules.personalTypes(in: [file]) == ["A", "B", "C", "PersonalData"])
    }

    @Test func stringsCommentsAndCodeAreTakenApart() {
        let text = SwiftText("a \"b\\(c(\"d\"))e\" // f\ng")
        #expect(String(decoding: text.code, as: UTF8.self) == "a \" \\(c(\" \")) \"     \ng")
        #expect(String(decoding: text.literals, as: UTF8.self).filter { $0 != " " } == "bde\n")
        #expect(String(decoding: text.comments, as: UTF8.self).filter { $0 != " " } == "//f\n")
    }
}
