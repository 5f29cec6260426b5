internal import Yams

/// Collects the problems of one configuration while its files are read, so that all are told at once.
public final class ProblemList {
    public private(set) var problems: [Problem] = []

    public init() {}

    public func add(_ file: String, _ line: Int, _ message: String) {
        problems.append(Problem(file: file, line: line, message: message))
    }
}

/// One value in a YAML file, with its place, read strictly: a wrong value, an unknown key or a missing one is noted in
/// the problem list and reading goes on with a stand-in, so that one run names every typing error.
public struct YAMLReader {
    let node: Node
    let file: String
    let list: ProblemList
    /// Keys down to here, for messages: `levels.2.to`.
    let path: String

    /// Parses `text`; nil (with a problem noted) when it is not YAML at all or is empty.
    public static func parse(_ text: String, file: String, list: ProblemList) -> YAMLReader? {
        do {
            guard let node = try Yams.compose(yaml: text) else {
                list.add(file, 0, "the file is empty; see the commented example that is shipped with the program")
                return nil
            }
            return YAMLReader(node: node, file: file, list: list, path: "")
        } catch let YamlError.scanner(_, problem, mark, _), let YamlError.parser(_, problem, mark, _) {
            list.add(file, mark.line, "not readable as YAML here: \(problem)")
        } catch {
            list.add(file, 0, "not readable as YAML: \(error)")
        }
        return nil
    }

    public var line: Int { node.mark?.line ?? 0 }

    public func problem(_ message: String) {
        list.add(file, line, path.isEmpty ? message : "\(path): \(message)")
    }

    // MARK: mappings

    /// Notes every key that is not among `known`, with the nearest known one as a suggestion.
    public func allowKeys(_ known: Set<String>) {
        guard let mapping = node.mapping else {
            problem("expected keys and values (\(known.sorted().joined(separator: ", ")))")
            return
        }
        for key in mapping.keys {
            guard let name = key.string, !known.contains(name) else { continue }
            let near = known.min { distance($0, name) < distance($1, name) }
            let hint = near.map { distance($0, name) <= 3 ? "did you mean '\($0)'? " : "" } ?? ""
            list.add(
                file, key.mark?.line ?? line,
                "unknown key '\(path.isEmpty ? "" : path + ".")\(name)'; \(hint)known here: "
                    + known.sorted().joined(separator: ", ")
            )
        }
    }

    /// The value under `key`, or nil when it is absent or null.
    public func optional(_ key: String) -> YAMLReader? {
        guard let value = node.mapping?[key], value.null == nil else { return nil }
        return YAMLReader(node: value, file: file, list: list, path: path.isEmpty ? key : "\(path).\(key)")
    }

    /// The value under `key`; its absence is a problem.
    public func required(_ key: String) -> YAMLReader? {
        if let value = optional(key) { return value }
        problem("'\(key)' is missing")
        return nil
    }

    /// Keys and values in file order; keys that are not text are a problem.
    public func entries() -> [(key: String, value: YAMLReader)] {
        guard let mapping = node.mapping else {
            problem("expected keys and values")
            return []
        }
        return mapping.compactMap { key, value in
            guard let name = key.scalar?.string else {
                list.add(file, key.mark?.line ?? line, "a key must be plain text")
                return nil
            }
            return (
                name, YAMLReader(node: value, file: file, list: list, path: path.isEmpty ? name : "\(path).\(name)")
            )
        }
    }

    // MARK: sequences and scalars

    /// The elements of a list. A single value is not a list of one: that is a problem.
    public func elements() -> [YAMLReader] {
        guard let sequence = node.sequence else {
            problem("expected a list")
            return []
        }
        return sequence.enumerated().map {
            YAMLReader(node: $1, file: file, list: list, path: "\(path).\($0 + 1)")
        }
    }

    public var isList: Bool { node.sequence != nil }
    public var isMapping: Bool { node.mapping != nil }

    /// Text as written; numbers and booleans are taken as the text they were written as.
    public func string() -> String? {
        guard let scalar = node.scalar else {
            problem("expected text")
            return nil
        }
        return scalar.string
    }

    public func strings() -> [String] { elements().compactMap { $0.string() } }

    public func integer(in range: ClosedRange<Int>) -> Int? {
        guard let number = node.scalar.flatMap({ Int($0.string) }), range.contains(number) else {
            problem("expected a whole number from \(range.lowerBound) to \(range.upperBound), found '\(shown)'")
            return nil
        }
        return number
    }

    /// `true` or `false`, spelled so: YAML's other spellings (yes, on) are refused because they surprise.
    public func boolean() -> Bool? {
        switch node.scalar?.string {
        case "true": return true
        case "false": return false
        default:
            problem("expected true or false, found '\(shown)'")
            return nil
        }
    }

    /// One of the cases of an enumeration whose raw values are the spellings allowed.
    public func choice<Choice: RawRepresentable & CaseIterable>(_ type: Choice.Type = Choice.self) -> Choice?
    where Choice.RawValue == String {
        if let value = node.scalar.flatMap({ Choice(rawValue: $0.string) }) { return value }
        problem("expected one of \(Choice.allCases.map(\.rawValue).joined(separator: ", ")), found '\(shown)'")
        return nil
    }

    /// What is written here, for messages; configuration holds no personal data, and at most 40 characters are shown.
    public var shown: String {
        guard let scalar = node.scalar else { return isList ? "a list" : "keys and values" }
        return String(scalar.string.prefix(40))
    }
}

/// Edit distance, for "did you mean".
func distance(_ left: String, _ right: String) -> Int {
    let target = Array(right)
    var previous = Array(0...target.count)
    for (row, character) in left.enumerated() {
        var current = [row + 1]
        for (column, other) in target.enumerated() {
            current.append(
                min(previous[column + 1] + 1, current[column] + 1, previous[column] + (character == other ? 0 : 1)))
        }
        previous = current
    }
    return previous[target.count]
}
