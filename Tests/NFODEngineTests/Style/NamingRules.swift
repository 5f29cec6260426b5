/// A file is named for a type in it, and no type is a drawer.
enum NamingRules {
    private static let drawers = ["Manager", "Helper", "Helpers", "Utils", "Util", "Utilities", "Common"]

    static func check(_ file: StyleFile, typesOfModule: Set<String>) -> [Violation] {
        guard file.isSwift else { return [] }
        let types = Declaration.all(in: file)
        var found = types.flatMap { type in
            drawers.filter { type.name.hasSuffix($0) }.map {
                file.violation(type.line, "'\(type.name)' says nothing: name what it is, not \($0)")
            }
        }
        if file.isSource, !isNamedWell(file, types.map(\.name), typesOfModule) {
            found.append(file.violation(0, "name the file for a type in it, or Type+Aspect.swift"))
        }
        return found
    }

    /// `Owner.swift`, `SourceEvents.swift` (a family: the plural of a type, or of the end of one's name),
    /// `Plan+Changes.swift`, `CaseEvents+Ladder.swift`.
    private static func isNamedWell(_ file: StyleFile, _ names: [String], _ all: Set<String>) -> Bool {
        let halves = file.stem.split(separator: "+", maxSplits: 1).map(String.init)
        guard let name = halves.first, file.stem != "main" else { return true }
        let singular = name.hasSuffix("s") ? String(name.dropLast()) : name
        if halves.count == 2 { return names.contains(name) || all.contains(name) || all.contains(singular) }
        return names.contains(name) || names.contains { $0 == singular || $0.hasSuffix(singular) }
    }
}

/// A type that a file declares or extends.
struct Declaration: Hashable {
    let keyword: String
    let name: String
    /// What stands after the colon, up to the brace.
    let inherits: [String]
    /// 0-based.
    let line: Int

    private static let keywords: Set<String> = [
        "struct", "class", "enum", "actor", "protocol", "extension", "typealias",
    ]

    static func all(in file: StyleFile) -> [Declaration] {
        file.code.enumerated().compactMap { number, line in
            let words = line.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == ".") }.map(String.init)
            guard let at = words.firstIndex(where: keywords.contains), words.count > at + 1,
                words[..<at].allSatisfy(modifiers.contains)
            else { return nil }
            let head = file.code[number...].prefix(3).joined(separator: " ").prefix { $0 != "{" }
            let after = head.contains(":") ? head.drop { $0 != ":" } : ""
            let inherits = after.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
            return Declaration(
                keyword: words[at], name: words[at + 1].split(separator: ".").first.map(String.init) ?? words[at + 1],
                inherits: inherits, line: number)
        }
    }

    private static let modifiers: Set<String> = [
        "public", "package", "internal", "fileprivate", "private", "final", "indirect", "open", "MainActor", "Suite",
        "frozen", "unchecked",
    ]
}
