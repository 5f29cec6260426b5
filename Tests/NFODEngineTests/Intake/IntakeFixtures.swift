@testable import NFODEngine

/// British clocks for the years the tests live in.
let london: ZoneRules = {
    let changes: [(Int64, Int)] = [
        (1_553_994_000, 3_600), (1_572_138_000, 0), (1_585_443_600, 3_600), (1_603_587_600, 0),
        (1_616_893_200, 3_600), (1_635_642_000, 0),
    ]
    return ZoneRules(
        name: "Europe/London", initialOffsetSeconds: 0,
        changes: changes.map { ZoneRules.Change(from: Instant(seconds: $0.0), offsetSeconds: $0.1) })
}()

let intakeSettings = IntakeSettings(
    arrivalLag: .hours(3), unknownTimeMax: .hours(48), longAgo: .days(730), ageMaxYears: 120, rowBytesMax: 4_096)

func instant(_ text: String) -> Instant {
    guard let instant = Instant(iso8601: text) else { preconditionFailure("not an instant: \(text)") }
    return instant
}

func date(_ text: String) -> CivilDate {
    guard let date = CivilDate(iso8601: text) else { preconditionFailure("not a date: \(text)") }
    return date
}

let testWords = SourceWords(
    yes: ["Y", "yes"], no: ["N", "no"], absent: ["unknown", "not known", "n/k"],
    describing: ["male", "female", "unidentified"], sexes: ["m": .male, "f": .female, "male": .male],
    noFixedAddress: ["no fixed abode"],
    substances: [
        "heroin": .heroin, "street valium": .streetBenzodiazepine, "valium": .prescribedBenzodiazepine,
        "nitazene": .nitazene, "unknown tablets": .unknownTablets,
    ],
    diagnoses: ["T40.1": [.heroin], "T50.9": []],
    marks: [
        "adult concern": .adultConcern, "domestic": .domesticAbuse, "naloxone used": .naloxoneGiven,
        "left before treatment": .leftHospitalBeforeTreatment,
    ],
    negations: ["no", "denies"], separators: [";", ","])

/// A made-up feed that has every kind of column; a test tells only the cells it is about.
let testProfile: SourceProfile = {
    let columns: [(String, SourceField)] = [
        ("Ref", .reference), ("First", .forename), ("Last", .surname), ("Name", .fullName), ("Known As", .otherName),
        ("DOB", .birthDate), ("Born", .birthYear), ("CHI", .chi), ("Sex", .sex), ("Home", .homeAddress),
        ("Home Code", .homePostcode), ("Scene", .sceneAddress), ("When", .overdoseAt), ("Day", .overdoseDate),
        ("Time", .overdoseTime), ("Arrived", .arrivedAt), ("Naloxone", .naloxoneGiven), ("Doses", .naloxoneDoses),
        ("Substances", .substances), ("Diagnosis", .diagnosis), ("Concern", .concern), ("Outcome", .outcome),
        ("Note", .note), ("Sent", .sentAt),
    ]
    return SourceProfile(
        id: SourceID("test"), label: "Test",
        columns: columns.map { SourceColumn(name: $0.0, field: $0.1, isRequired: false) },
        dates: ["dd/MM/yyyy", "dd/MM/yyyy HH:mm", "HH:mm", "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmXXX"]
            .compactMap { DatePattern($0) },
        words: testWords, receivedAtLocalTime: CivilTime(millisecondOfDay: 7 * 3_600_000), towns: ["Dundee"],
        basis: .publicTask, expectEvery: .hours(24))
}()

let testReceipt = FeedReceipt(
    receivedAt: instant("2021-03-01T09:30:00Z"), previousFeedAt: instant("2021-02-28T07:00:00Z"))

/// One row of the made-up feed.
func content(_ cells: [String: String], receipt: FeedReceipt = testReceipt) -> FeedRow.Content {
    FeedReader.row(from: cells, profile: testProfile, settings: intakeSettings, zone: london, receipt: receipt).content
}

/// The same, where the row is expected to be taken.
func reading(_ cells: [String: String], receipt: FeedReceipt = testReceipt) -> NotificationReading {
    guard case .read(let reading) = content(cells, receipt: receipt) else {
        preconditionFailure("the row was put aside")
    }
    return reading
}

/// A profile whose header is small, for tests about whole files.
let fileProfile = SourceProfile(
    id: SourceID("file"), label: "File",
    columns: [
        SourceColumn(name: "Ref", field: .reference), SourceColumn(name: "Name", field: .fullName),
        SourceColumn(name: "When", field: .overdoseAt), SourceColumn(name: "Sent", field: .sentAt),
    ],
    dates: testProfile.dates, words: testWords, receivedAtLocalTime: testProfile.receivedAtLocalTime)

/// Reads a whole file in chunks of `chunk` bytes.
func readFile(
    _ bytes: [UInt8], profile: SourceProfile = fileProfile, chunk: Int = 7
) throws(FeedRefusal) -> (rows: [FeedRow], reader: FeedReader) {
    var reader = FeedReader(profile: profile, settings: intakeSettings, zone: london, receipt: testReceipt)
    var rows: [FeedRow] = []
    for start in stride(from: 0, to: bytes.count, by: chunk) {
        rows += try reader.feed(bytes[start..<min(start + chunk, bytes.count)])
    }
    rows += try reader.finish()
    return (rows, reader)
}
