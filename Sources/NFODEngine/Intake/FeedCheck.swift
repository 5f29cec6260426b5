/// The first reading of a file: is it whole, and is it this source's? Takes nothing in.
public struct FeedCheck: Sendable {
    private let profile: SourceProfile
    private var csv: CSVReader
    /// A header that fits has been read.
    private(set) var hasHeader = false

    public init(profile: SourceProfile, rowBytesMax: Int) {
        self.profile = profile
        csv = CSVReader(delimiter: profile.delimiter, rowBytesMax: rowBytesMax)
    }

    public mutating func feed(_ bytes: some Collection<UInt8>) throws(FeedRefusal) {
        do { try look(at: try csv.feed(bytes)) } catch { throw FeedCheck.refusal(error) }
    }

    public mutating func finish() throws(FeedRefusal) {
        do { try look(at: try csv.finish()) } catch { throw FeedCheck.refusal(error) }
    }

    private mutating func look(at rows: [CSVRow]) throws {
        guard !hasHeader, let first = rows.first else { return }
        _ = try HeaderLayout(header: first, profile: profile)
        hasHeader = true
    }

    private static func refusal(_ error: any Error) -> FeedRefusal {
        if let refusal = error as? FeedRefusal { return refusal }
        guard let fault = error as? CSVFault else { preconditionFailure("reading CSV throws faults of the file only") }
        return .file(fault)
    }
}
