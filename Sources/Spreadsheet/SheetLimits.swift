/// How much of a workbook is read before it is refused, so that no file, however small it looks, can fill memory or
/// hold a command for long. The defaults hold every sheet that Excel itself can be used with in practice.
public struct SheetLimits: Sendable {
    /// Entries in the archive.
    public var entriesMax = 10_000
    /// The archive's list of entries.
    public var directoryBytesMax = 4 << 20
    /// Unpacked size of one part of the workbook.
    public var partBytesMax = 128 << 20
    /// Unpacked to packed size, looked at once a part has unpacked to `ratioFromBytes`.
    public var ratioMax = 200
    public var ratioFromBytes = 8 << 20
    /// Different texts in the workbook, and their size together.
    public var stringsMax = 1_000_000
    public var stringBytesMax = 48 << 20
    /// Cell formats, and custom number formats. Excel has at most 65,490.
    public var formatsMax = 65_536
    /// Memory of the XML parser: what nesting, long tags and different names can cost.
    public var parserBytesMax = 4 << 20
    /// One cell's text. Excel has at most 32,767 characters, each of at most four bytes.
    public var cellBytesMax = 131_072
    public var cellsPerRowMax = 2_048
    /// One row's text, and the sheet's: one long text may stand in every cell by its number alone.
    public var rowBytesMax = 4 << 20
    public var textBytesMax = 512 << 20
    /// Rows with something in them.
    public var rowsMax = 250_000

    public init() {}
}
