internal import CExpat
import Glibc
import NFODEngine

/// What is done with the elements of one part.
protocol XMLHandler: AnyObject {
    func start(_ name: XMLName, _ attributes: XMLAttributes) throws
    func end(_ name: XMLName) throws
    /// Text, in pieces.
    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws
}

/// An element's name, as far as it is of the standard's own vocabularies; every other name is ``other``.
enum XMLName: Equatable {
    /// Of the spreadsheet vocabulary.
    case sheet(String)
    /// Of the vocabulary of relationships between parts.
    case relation(String)
    case other
}

/// An element's attributes; valid only while its start is handled.
struct XMLAttributes {
    fileprivate let pairs: UnsafeMutablePointer<UnsafePointer<CChar>?>?

    /// The value of an attribute that has no namespace.
    subscript(name: StaticString) -> String? {
        value { strcmp($0, UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)) == 0 }
    }

    /// `r:id`, in the standard's older and newer namespace.
    var relation: String? {
        value { name in
            guard let (space, local) = XMLStream.halves(name), strcmp(local, "id") == 0 else { return false }
            return XMLStream.isOne(of: XMLStream.officeRelations, space)
        }
    }

    private func value(_ isMeant: (UnsafePointer<CChar>) -> Bool) -> String? {
        guard let pairs else { return nil }
        var index = 0
        while let name = pairs[index], let value = pairs[index + 1] {
            if isMeant(name) { return String(cString: value) }
            index += 2
        }
        return nil
    }
}

/// One part, read as XML by expat: no document type, so no entities; memory bounded; nothing loaded from elsewhere.
final class XMLStream {
    private let parser: XML_Parser
    private let handler: any XMLHandler
    private let part: WorkbookProblem.Part
    private var failure: (any Error)?

    fileprivate static let officeRelations = [
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    ]
    private static let sheets = [
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main",
    ]
    private static let relations = ["http://schemas.openxmlformats.org/package/2006/relationships"]

    private init(_ part: WorkbookProblem.Part, limits: SheetLimits, handler: any XMLHandler) throws(WorkbookProblem) {
        guard let parser = nfod_expat_create(limits.parserBytesMax) else { throw .tooLarge(.memory) }
        self.parser = parser
        self.handler = handler
        self.part = part
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(
            parser,
            { context, name, pairs in XMLStream.of(context)?.start(name, XMLAttributes(pairs: pairs)) },
            { context, name in XMLStream.of(context)?.end(name) })
        XML_SetCharacterDataHandler(parser) { context, bytes, count in XMLStream.of(context)?.text(bytes, count) }
        XML_SetStartDoctypeDeclHandler(parser) { context, _, _, _, _ in
            XMLStream.of(context)?.stop(WorkbookProblem.declaresDocumentType)
        }
    }

    deinit { XML_ParserFree(parser) }

    /// Reads a whole part.
    /// - Throws: ``WorkbookProblem``, and what the handler throws.
    static func read(
        _ name: String, as part: WorkbookProblem.Part, of archive: ZipArchive, limits: SheetLimits,
        handler: any XMLHandler
    ) throws {
        let stream = try XMLStream(part, limits: limits, handler: handler)
        try archive.read(name, as: part) { try stream.feed($0, isLast: false) }
        try stream.feed(UnsafeRawBufferPointer(start: nil, count: 0), isLast: true)
    }

    private func feed(_ bytes: UnsafeRawBufferPointer, isLast: Bool) throws {
        let status = XML_Parse(
            parser, bytes.assumingMemoryBound(to: CChar.self).baseAddress, Int32(bytes.count), isLast ? 1 : 0)
        if let failure { throw failure }
        guard status == XML_STATUS_OK else {
            throw XML_GetErrorCode(parser) == XML_ERROR_NO_MEMORY
                ? WorkbookProblem.tooLarge(.memory) : WorkbookProblem.damaged(part)
        }
    }

    private static func of(_ context: UnsafeMutableRawPointer?) -> XMLStream? {
        context.map { Unmanaged<XMLStream>.fromOpaque($0).takeUnretainedValue() }
    }

    private func start(_ name: UnsafePointer<CChar>?, _ attributes: XMLAttributes) {
        guard failure == nil, let name else { return }
        do { try handler.start(XMLStream.known(name), attributes) } catch { stop(error) }
    }

    private func end(_ name: UnsafePointer<CChar>?) {
        guard failure == nil, let name else { return }
        do { try handler.end(XMLStream.known(name)) } catch { stop(error) }
    }

    private func text(_ bytes: UnsafePointer<CChar>?, _ count: Int32) {
        guard failure == nil, let bytes, count > 0 else { return }
        let start = UnsafeRawPointer(bytes).assumingMemoryBound(to: UInt8.self)
        do { try handler.text(UnsafeBufferPointer(start: start, count: Int(count))) } catch { stop(error) }
    }

    private func stop(_ error: any Error) {
        failure = error
        XML_StopParser(parser, 0)
    }

    private static func known(_ name: UnsafePointer<CChar>) -> XMLName {
        guard let (space, local) = halves(name) else { return .other }
        if isOne(of: sheets, space) { return .sheet(String(cString: local)) }
        return isOne(of: relations, space) ? .relation(String(cString: local)) : .other
    }

    /// The namespace and what stands after it; nil for a name without one.
    fileprivate static func halves(
        _ name: UnsafePointer<CChar>
    ) -> (space: UnsafeBufferPointer<CChar>, local: UnsafePointer<CChar>)? {
        guard let bar = strrchr(name, 0x7C) else { return nil }
        return (UnsafeBufferPointer(start: name, count: UnsafePointer(bar) - name), UnsafePointer(bar) + 1)
    }

    fileprivate static func isOne(of spaces: [String], _ space: UnsafeBufferPointer<CChar>) -> Bool {
        guard let start = space.baseAddress else { return false }
        return spaces.contains { $0.utf8.count == space.count && strncmp(start, $0, space.count) == 0 }
    }
}
