/// The engine is pure: no clock, no made-up ids, no randomness, no input or output.
enum PurityRules {
    static let modules: Set<String> = ["NFODEngine"]

    static let forbidden = [
        "Date(", "Date.now", "UUID(", ".random(", ".randomElement(", ".shuffled(", ".shuffle(",
        "SystemRandomNumberGenerator", "ContinuousClock", "SuspendingClock", "clock_gettime", "gettimeofday",
        "print(", "debugPrint(", "dump(", "readLine(", "Logger(", "FileManager", "FileHandle", "FilePath",
        "fopen(", "getenv(", "ProcessInfo", "CommandLine", "URLSession", "URLRequest", "socket(", "connect(",
        "Thread", "DispatchQueue", "Task",
    ]

    static func check(_ file: StyleFile) -> [Violation] {
        guard let module = file.module, modules.contains(module) else { return [] }
        return file.lines(of: file.code, having: forbidden) { "the engine is pure: no \($0)" }
            + Import.all(in: file).map { file.violation($0.line, "the engine imports nothing, not even \($0.module)") }
    }
}

/// Arrows only downward: nfodd -> NFODWeb -> NFODDaemon -> {NFODStore, Notify, Spreadsheet, NFODConfig} -> NFODEngine.
enum LayerRules {
    static let heights = [
        "nfodd": 4, "NFODWeb": 3, "NFODDaemon": 2, "NFODStore": 1, "Notify": 1, "NFODConfig": 1, "NFODEngine": 0,
        "Spreadsheet": 1, "CCurl": 0, "CFileSystem": 0, "CZip": 0, "CExpat": 0, "CXLSXWriter": 0,
    ]

    /// Libraries of C, and the one module that speaks to each.
    private static let speakers = [
        "CCurl": "Notify", "CFileSystem": "NFODStore", "CZip": "Spreadsheet", "CExpat": "Spreadsheet",
        "CXLSXWriter": "Spreadsheet",
    ]

    static func check(_ file: StyleFile) -> [Violation] {
        guard file.isSwift, let module = file.module else { return [] }
        guard let height = heights[module] else {
            return [file.violation(0, "the module \(module) stands in no layer; add it to LayerRules")]
        }
        return Import.all(in: file).compactMap { imported in
            if let speaker = speakers[imported.module], module != speaker {
                return file.violation(imported.line, "only \(speaker) speaks to \(imported.module)")
            }
            guard let other = heights[imported.module], other >= height, imported.module != module else { return nil }
            return file.violation(imported.line, "\(module) must not look up or sideways at \(imported.module)")
        }
    }
}

/// One import of a file.
struct Import: Hashable {
    let module: String
    /// 0-based.
    let line: Int

    static func all(in file: StyleFile) -> [Import] {
        file.code.enumerated().compactMap { number, line in
            let words = line.split { $0 == " " || $0 == "\t" }.map(String.init)
            guard let at = words.firstIndex(of: "import"), words.count > at + 1,
                words[..<at].allSatisfy({ $0.hasPrefix("@") || accessLevels.contains($0) })
            else { return nil }
            let kinds: Set<String> = ["struct", "class", "enum", "protocol", "typealias", "func", "let", "var"]
            let name = kinds.contains(words[at + 1]) && words.count > at + 2 ? words[at + 2] : words[at + 1]
            return Import(module: String(name.prefix { $0 != "." }), line: number)
        }
    }

    private static let accessLevels: Set<String> = ["public", "package", "internal", "fileprivate", "private"]
}
