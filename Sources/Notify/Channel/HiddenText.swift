/// A secret or an address of somebody: shows itself to nobody, not in a description, not in a debugger's dump.
struct HiddenText: Hashable, Sendable {
    let text: String
    init(_ text: String) { self.text = text }
}

extension HiddenText: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    var description: String { "…" }
    var debugDescription: String { description }
    var customMirror: Mirror { Mirror(self, children: []) }
}
