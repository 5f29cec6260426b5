import Foundation
import NFODConfig
import NFODEngine

/// `nfodd source try FILE`: how a file of a new source would be read. Opens no data directory and writes nothing.
public struct SourceTrial {
    private let path: String
    private let profilePath: String?
    private let config: String
    private let now: Instant

    /// - Parameters:
    ///   - profilePath: the profile to try; nil: one is guessed.
    ///   - config: the configuration directory, for words, zone and settings.
    public init(path: String, profilePath: String?, config: String) {
        self.path = path
        self.profilePath = profilePath
        self.config = config
        now = AnchoredClock.wall()
    }

    /// The answer is no (1) where the header does not fit the profile, or where the guess lacks something without which
    /// nothing can be read.
    ///
    /// - Parameter profileOnly: without the rows, to be saved as it is.
    public func run(profileOnly: Bool) -> Answer {
        do { return try tried(profileOnly) } catch {
            let header = (error as? FeedRefusal)?.headerShown.map { ["The file's columns: \($0) [header]"] } ?? []
            let answer = Failure.answer(error)
            return Answer(output: answer.output, errors: answer.errors + header, exitCode: answer.exitCode)
        }
    }

    private func tried(_ profileOnly: Bool) throws -> Answer {
        guard FileKind.isReadable(path), FileKind.isRegular(path) else { throw DaemonError.fileUnreadable(path) }
        let configuration = try Daemon.configuration(config)
        let file = try FeedFile(path)
        if let profilePath {
            let profile = try profile(atPath: profilePath)
            return Answer(output: try reading(file, profile, configuration).text)
        }
        let sample = try FeedSample(file, rowBytesMax: configuration.settings.intake.rowBytesMax)
        let guess = ProfileGuess(
            header: sample.header, rows: sample.rows, words: try SourceProfileReader.sharedWords(directory: config))
        let yaml = guess.yaml(rows: sample.rows.count, delimiter: sample.delimiter)
        guard guess.missing.isEmpty else {
            return Answer(
                output: yaml, errors: guess.missing.map { $0 + SourceTrial.headerAdvice }, exitCode: Failure.refusalExit
            )
        }
        if profileOnly { return Answer(output: yaml) }
        // What is shown is what the text above does once it is saved.
        let profile = try SourceProfileReader.profile(text: yaml, name: "the guessed profile", directory: config)
        return Answer(output: yaml + "\n" + (try reading(file, profile, configuration).text))
    }

    private func profile(atPath path: String) throws -> SourceProfile {
        guard let data = FileManager.default.contents(atPath: path), let text = String(data: data, encoding: .utf8)
        else { throw DaemonError.fileUnreadable(path) }
        return try SourceProfileReader.profile(text: text, name: path, directory: config)
    }

    private func reading(
        _ file: FeedFile, _ profile: SourceProfile, _ configuration: Configuration
    ) throws -> TrialReading {
        let profile = file.profile(profile)
        let receipt = FeedReceipt(receivedAt: now, previousFeedAt: nil, isHistory: profile.isHistory)
        var reader = FeedReader(
            profile: profile, settings: configuration.settings.intake, zone: configuration.zone, receipt: receipt)
        var reading = TrialReading(zone: configuration.zone)
        _ = try file.each { reading.add(try reader.feed($0)) }
        reading.add(try reader.finish())
        reading.otherColumns = reader.otherColumns
        return reading
    }

    private static let headerAdvice = "; is the first row the header? Rows above it must go"
}

/// A file's header and first rows, before anything is known about them.
struct FeedSample {
    private(set) var header: [String] = []
    private(set) var rows: [[String]] = []
    /// Nil for a workbook.
    let delimiter: UInt8?

    private static let rowsMax = 500

    /// - Throws: `FeedRefusal` for a file that is not CSV and no workbook.
    init(_ file: FeedFile, rowBytesMax: Int) throws {
        delimiter = try file.delimiter()
        var csv = CSVReader(delimiter: delimiter ?? 0x2C, rowBytesMax: rowBytesMax)
        var records: [CSVRow] = []
        do {
            // The whole file goes by, because it must be whole; only its beginning is kept.
            _ = try file.each { chunk in
                let more = try csv.feed(chunk)
                if records.count <= FeedSample.rowsMax { records += more.prefix(FeedSample.rowsMax) }
            }
            records += try csv.finish()
        } catch let fault as CSVFault {
            throw FeedRefusal.file(fault)
        }
        for record in records.prefix(FeedSample.rowsMax + 1) {
            guard case .cells(let cells) = record.content else { continue }
            if header.isEmpty {
                header = cells.map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
            } else {
                rows.append(cells)
            }
        }
    }
}

extension FeedFile {
    /// What stands most often between the words of a CSV file's first line; nil for a workbook.
    func delimiter() throws -> UInt8? {
        guard !isWorkbook else { return nil }
        let line = try start(count: 1 << 14).prefix { $0 != 0x0A }
        let candidates: [UInt8] = [0x2C, 0x3B, 0x09, 0x7C]
        return candidates.max { left, right in
            line.count { $0 == left } < line.count { $0 == right }
        }
    }
}
