import NFODEngine

/// Which parts another part points to (ECMA-376, part 2, clause 9).
final class Relationships: XMLHandler {
    struct Relationship {
        let id: String
        /// Last word of the type's address: `worksheet`, `sharedStrings`.
        let kind: String
        /// Name of the part in the archive.
        let target: String
    }

    private(set) var all: [Relationship] = []
    private let folder: String
    private let most: Int

    /// - Parameter owner: the part whose relationships these are; empty for the archive as a whole.
    init(of owner: String, in archive: ZipArchive, limits: SheetLimits) throws {
        folder = PartName.folder(of: owner)
        most = limits.entriesMax
        let part = PartName.relationships(of: owner)
        guard archive.has(part) else { return }
        try XMLStream.read(part, as: .relationships, of: archive, limits: limits, handler: self)
    }

    func first(_ kind: String) -> Relationship? { all.first { $0.kind == kind } }

    func start(_ name: XMLName, _ attributes: XMLAttributes) throws {
        guard name == .relation("Relationship"), attributes["TargetMode"] != "External" else { return }
        guard let id = attributes["Id"], let type = attributes["Type"], let target = attributes["Target"] else {
            throw WorkbookProblem.damaged(.relationships)
        }
        guard all.count < most else { throw WorkbookProblem.tooLarge(.entries) }
        let kind = type.split(separator: "/").last.map(String.init) ?? ""
        all.append(Relationship(id: id, kind: kind, target: PartName.resolved(target, in: folder)))
    }

    func end(_ name: XMLName) {}
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}

/// Names of parts: paths with slashes, without one at the beginning.
enum PartName {
    static func folder(of part: String) -> String {
        part.lastIndex(of: "/").map { String(part[..<$0]) } ?? ""
    }

    /// `xl/workbook.xml` has its relationships in `xl/_rels/workbook.xml.rels`.
    static func relationships(of part: String) -> String {
        let folder = folder(of: part)
        let file = folder.isEmpty ? part : String(part.dropFirst(folder.utf8.count + 1))
        return (folder.isEmpty ? "" : folder + "/") + "_rels/" + file + ".rels"
    }

    static func resolved(_ target: String, in folder: String) -> String {
        var path = target.hasPrefix("/") ? [] : folder.split(separator: "/")
        for step in target.split(separator: "/") where step != "." {
            if step == ".." { _ = path.popLast() } else { path.append(step) }
        }
        return path.joined(separator: "/")
    }
}
