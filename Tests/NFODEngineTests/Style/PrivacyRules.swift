/// Rule 43: nothing personal in an event. Types that hold something personal say so by conforming to `PersonalData`.
enum PrivacyRules {
    /// Every type that is declared or extended as personal.
    static func personalTypes(in files: [StyleFile]) -> Set<String> {
        Set(files.flatMap { Declaration.all(in: $0) }.filter { $0.inherits.contains("PersonalData") }.map(\.name))
            .union(["PersonalData"])
    }

    /// A file that declares events names no personal type, in a stored property or anywhere else in its code.
    static func check(_ file: StyleFile, personal: Set<String>) -> [Violation] {
        guard Declaration.all(in: file).contains(where: { $0.inherits.contains("EventPayload") }) else { return [] }
        return file.lines(of: file.code, having: personal.sorted()) {
            "\($0) is personal and must not stand in an event; put it into the vault and its number here (rule 43)"
        }
    }
}
