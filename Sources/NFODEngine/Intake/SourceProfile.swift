/// How to read one source's feed: its columns, spellings and habits (rules 11 to 15). A value; loaded from
/// `config/sources/`.
public struct SourceProfile: Sendable, Equatable {
    public let id: SourceID
    /// The agency's name on pages.
    public let label: String
    /// Between cells; one ASCII byte.
    public var delimiter: UInt8
    public var columns: [SourceColumn]
    /// A header with columns beyond these still fits; their cells are kept as received.
    public var allowsOtherColumns: Bool
    /// Tried in order, for dates, times and both together.
    public var dates: [DatePattern]
    public var nameOrder: NameOrder
    /// Town names dropped from the end of an address.
    public var towns: Set<String>
    public var words: SourceWords
    /// A date of sending without a time counts as this local time.
    public var receivedAtLocalTime: CivilTime
    /// Why the source may tell us, unless a row says otherwise.
    public var basis: SharingBasis
    /// Last day of the sharing agreement; nil when none is recorded.
    public var agreementEnds: CivilDate?
    /// Longest quiet time between feeds before the source counts as silent (rule 14); nil when it has no rhythm.
    public var expectEvery: Span?
    /// One reference may stand for an incident with several people (rule 12).
    public var canBePerIncident: Bool
    /// An old list, taken in for people's history alone: it is never watched for silence, and never taken in as a feed.
    public var isHistory = false

    /// Order of the names in a cell that holds both. A comma always means surname first.
    public enum NameOrder: String, Sendable, CaseIterable {
        case surnameFirst, forenameFirst
    }

    public init(
        id: SourceID, label: String, columns: [SourceColumn], dates: [DatePattern], words: SourceWords,
        receivedAtLocalTime: CivilTime, delimiter: UInt8 = 0x2C, allowsOtherColumns: Bool = true,
        nameOrder: NameOrder = .forenameFirst, towns: [String] = [], basis: SharingBasis = .unknown,
        agreementEnds: CivilDate? = nil, expectEvery: Span? = nil, canBePerIncident: Bool = false
    ) {
        self.id = id
        self.label = label
        self.columns = columns
        self.dates = dates
        self.words = words
        self.receivedAtLocalTime = receivedAtLocalTime
        self.delimiter = delimiter
        self.allowsOtherColumns = allowsOtherColumns
        self.nameOrder = nameOrder
        self.towns = Set(towns.map { folded($0) })
        self.basis = basis
        self.agreementEnds = agreementEnds
        self.expectEvery = expectEvery
        self.canBePerIncident = canBePerIncident
    }
}

extension SourceProfile {
    /// The same source where its file is a spreadsheet workbook. Cells that the workbook itself knows to be dates come
    /// in one way of writing (ISO 8601), whatever their format shows; texts are read as the profile says.
    public var readingWorkbooks: SourceProfile {
        var profile = self
        profile.delimiter = 0x2C
        let typed = ["yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "HH:mm", "HH:mm:ss"]
        profile.dates += typed.compactMap { DatePattern($0) }.filter { !dates.contains($0) }
        return profile
    }
}
