import NFODConfig
import NFODEngine
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// The four shipped profiles against the four Dundee feeds, and what a mistake in a profile says.
@Suite struct SourceProfileTests {
    private static let root = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()

    private static func bytes(_ path: String) throws -> [UInt8] {
        let file = try #require(fopen(root + "/" + path, "rb"))
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while case let count = fread(&chunk, 1, chunk.count, file), count > 0 { bytes += chunk[..<count] }
        return bytes
    }

    private static func shipped() throws -> [SourceProfile] {
        var files: [String: String] = [:]
        for name in ["ambulance", "police", "hospital", "community", "words"] {
            let path = "config/sources/\(name).yaml"
            files[path] = String(decoding: try bytes(path), as: UTF8.self)
        }
        let list = ProblemList()
        let profiles = SourceProfileReader.profiles(files: files, list: list)
        #expect(list.problems == [])
        return profiles
    }

    private static let settings = IntakeSettings(
        arrivalLag: .hours(3), unknownTimeMax: .hours(48), longAgo: .days(730), ageMaxYears: 120, rowBytesMax: 65_536)
    private static let receivedAt = Instant(iso8601: "2021-06-01T07:00:00Z")

    private static func rows(_ source: String, _ change: ([UInt8]) -> [UInt8] = { $0 }) throws -> [FeedRow] {
        let profile = try #require(try shipped().first { $0.id.name == source })
        let receipt = FeedReceipt(receivedAt: try #require(receivedAt), previousFeedAt: nil)
        var reader = FeedReader(profile: profile, settings: settings, zone: .utc, receipt: receipt)
        let bytes = change(try bytes("Tests/Fixtures/dundee/\(source).csv"))
        var rows: [FeedRow] = []
        for start in stride(from: 0, to: bytes.count, by: 1_000) {
            rows += try reader.feed(bytes[start..<min(start + 1_000, bytes.count)])
        }
        return try rows + reader.finish()
    }

    private static func readings(_ source: String) throws -> [NotificationReading] {
        try rows(source).compactMap { if case .read(let reading) = $0.content { reading } else { nil } }
    }

    @Test(arguments: [("ambulance", 765), ("police", 361), ("hospital", 446), ("community", 52)])
    func everyRowOfEveryFeedIsTaken(source: String, count: Int) throws {
        #expect(try Self.rows(source).count == count)
        let readings = try Self.readings(source)
        #expect(readings.count == count)
        let strange: Set<IntakeFlag> = [
            .timeMissing, .timeImpossible, .timeInFuture, .timeLongAgo, .birthDateImpossible, .birthDateInFuture,
            .sexUnreadable, .answerUnreadable, .numberUnreadable, .substanceUnreadable, .encodingFallback, .formulaText,
        ]
        for reading in readings {
            #expect(reading.facts.flags.isDisjoint(with: strange), "\(reading.facts.flags)")
            #expect(reading.details.reference != nil)
        }
    }

    @Test func ambulance() throws {
        let rows = try Self.readings("ambulance")
        #expect(rows.count { $0.details.isUnidentified } == 17)
        #expect(rows.count { $0.facts.naloxoneGiven == .yes } == 424)
        #expect(rows.count { $0.facts.naloxoneGiven == .no } == 341)
        #expect(rows.count { $0.facts.conveyedToHospital == .yes } == 477)
        #expect(rows.allSatisfy { $0.facts.overdose.precision == .exact })
        #expect(rows.allSatisfy { $0.facts.sex != nil })
        #expect(rows.count { $0.details.birthDate == nil } == 61)
        #expect(rows.count { $0.details.scene?.postcode != nil } == 750)
        #expect(rows.count { $0.facts.substances.contains(.nitazene) } > 0)
        let first = try #require(rows.first)
        #expect(first.details.home == nil && first.facts.noFixedAddress)
        #expect(first.facts.substances == [.cocaine, .methadone, .alcohol])
        #expect(first.facts.overdose == .exact(try #require(Instant(iso8601: "2019-11-18T16:14:00Z"))))
        #expect(first.facts.sentAt == Instant(iso8601: "2019-11-19T07:00:00Z"))
    }

    @Test func police() throws {
        let rows = try Self.readings("police")
        #expect(rows.allSatisfy { $0.facts.overdose.precision == .exact })
        #expect(rows.count { $0.facts.childConcern == .yes } == 92)
        #expect(rows.count { $0.facts.domesticAbuse == .yes } == 98)
        #expect(rows.count { $0.facts.childrenPresent == .yes } == 52)
        #expect(rows.count { !$0.details.otherNames.isEmpty } == 29)
        #expect(rows[2].details.home == Place(address: "158 Blackness Road", postcode: "DD3 8WG"))
        #expect(rows[1].details.scene == Place(address: "Constitution Street, common stair", postcode: "DD1 4ZG"))
    }

    @Test func hospital() throws {
        let rows = try Self.readings("hospital")
        #expect(rows.allSatisfy { $0.facts.overdose.origin == .arrival && $0.facts.arrivedAt != nil })
        #expect(rows.count { $0.facts.whereabouts == .leftHospitalBeforeTreatment } == 126)
        #expect(rows.count { $0.facts.whereabouts == .inHospital } == 159)
        #expect(rows.count { $0.facts.selfHarm == .yes } == 146)
        #expect(rows.count { $0.facts.substances == [.heroin] } == 96)
        #expect(rows.count { $0.facts.substances.isEmpty } == 91)
        let first = try #require(rows.first)
        #expect(first.details.surname == "FRASER" && first.details.forename == "Reece")
        #expect(first.facts.overdose.earliest == Instant(iso8601: "2019-11-18T14:13:00Z"))
    }

    @Test func community() throws {
        let rows = try Self.readings("community")
        #expect(rows.allSatisfy { $0.facts.overdose.precision == .day })
        #expect(rows.count { $0.facts.naloxoneGiven == .yes } == 25)
        #expect(rows.count { $0.details.birthYear != nil } == 27)
        #expect(rows.count { $0.facts.ageStatus == .under16 } == 2)
    }

    /// Rule 12 over the ambulance feed, then the same file again: issue 2, Bad input, duplicate file.
    @Test func repeatedRowsAreCorrectionsAndADuplicateFileChangesNothing() throws {
        var stored: [String: [StoredNotification]] = [:]
        var tally: [String: Int] = [:]
        let rows = try Self.readings("ambulance")
        for (number, row) in (rows + rows).enumerated() {
            let reference = try #require(row.details.reference)
            let known = stored[reference] ?? []
            let version = StoredNotification.Version(content: row.contentText, sentAt: row.facts.sentAt)
            let pass = number < rows.count ? "first" : "second"
            switch Recurrence.of(row, content: row.contentText, among: known, canBePerIncident: true) {
            case .new:
                tally["\(pass) new", default: 0] += 1
                stored[reference] = [
                    StoredNotification(
                        id: NotificationID(Int64(number)), current: row.details, currentFacts: row.facts,
                        versions: [version], ordinal: row.ordinal)
                ]
            case .correction(let id, _):
                tally["\(pass) corrected", default: 0] += 1
                stored[reference] = known.map {
                    $0.id != id
                        ? $0
                        : StoredNotification(
                            id: id, current: row.details, currentFacts: row.facts, versions: $0.versions + [version],
                            ordinal: $0.ordinal)
                }
            case .unchanged: tally["\(pass) unchanged", default: 0] += 1
            case .anotherPerson: tally["\(pass) another", default: 0] += 1
            }
        }
        #expect(tally == ["first new": 739, "first corrected": 18, "first unchanged": 8, "second unchanged": 765])
    }

    /// Issue 2, Bad input: wrong source.
    @Test func aFeedOfAnotherSourceIsRefusedWhole() throws {
        let police = try Self.bytes("Tests/Fixtures/dundee/police.csv")
        let refusal = #expect(throws: FeedRefusal.self) { try Self.rows("ambulance") { _ in police } }
        let message = try #require(refusal).message
        #expect(message.contains("Not in it: Incident No, Call Date") && !message.contains("VPD Ref"))
    }

    /// Cut anywhere, a feed gives every row that is whole; it never crashes and never makes one up before the cut.
    @Test(arguments: ["ambulance", "police", "hospital"])
    func cutsLoseNoWholeRow(source: String) throws {
        let bytes = try Self.bytes("Tests/Fixtures/dundee/\(source).csv")
        let whole = try Self.rows(source)
        let profile = try #require(try Self.shipped().first { $0.id.name == source })
        let receipt = FeedReceipt(receivedAt: try #require(Self.receivedAt), previousFeedAt: nil)
        var seed: UInt64 = 20_211_118
        for _ in 0..<60 {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let cut = Int(seed >> 33) % bytes.count
            var reader = FeedReader(profile: profile, settings: Self.settings, zone: .utc, receipt: receipt)
            do {
                let rows = try reader.feed(bytes[..<cut])
                #expect(rows == Array(whole.prefix(rows.count)), "cut at \(cut), seed 20211118")
                #expect(rows.count >= bytes[..<cut].count { $0 == 0x0A } - 1)
                let last = try reader.finish()
                #expect(last.count <= 1)
            } catch {
                // A cut inside a quoted cell or inside the header is told as such.
                #expect(["file-half-written", "header-does-not-fit", "file-empty"].contains(error.code))
            }
        }
    }

    /// Issue 2, Bad input: three typing errors are named at once, with file and line.
    @Test func mistakesAreNamedAllAtOnce() throws {
        let text = """
            source: clinic
            label: A clinic
            columns:
              Ref: referense
              Name: fullName
              Seen: overdoseAt
            dates: [dd/MM/yyyy, MM/dd/yyyy, tomorrow]
            recievedAt: "07:00"
            sharing: {basis: habit, agreementEnds: 2027-02-31}
            words:
              yes: [aye]
              no: [aye]
              substances: {heroine: [h]}
            """
        let list = ProblemList()
        _ = SourceProfileReader.profiles(files: ["sources/clinic.yaml": text], list: list)
        let told = list.problems.sorted().map(\.description)
        let expected = [
            "clinic.yaml:4: columns.Ref: expected one of", "clinic.yaml:7: dates: day/month and month/day",
            "clinic.yaml:7: dates.3: 'tomorrow' is not",
            "clinic.yaml:8: unknown key 'recievedAt'; did you mean 'receivedAt'?",
            "'receivedAt' is missing", "clinic.yaml:9: sharing.basis: expected one of",
            "clinic.yaml:9: sharing.agreementEnds: expected a date", "'aye' stands under yes and under no",
            "unknown key 'words.substances.heroine'; did you mean 'heroin'?",
        ]
        for text in expected { #expect(told.contains { $0.contains(text) }, "\(text) in \(told)") }
        #expect(told.count == expected.count, "\(told)")
    }

    @Test func anOldListIsNotExpected() {
        let text =
            "source: old\nlabel: Old\nhistory: true\nexpectEveryHours: 24\ncolumns: {Name: fullName, Seen: "
            + "overdoseAt}\ndates: [dd/MM/yyyy]\nreceivedAt: \"07:00\"\nsharing: {basis: consent}\n"
        let list = ProblemList()
        let profiles = SourceProfileReader.profiles(files: ["sources/old.yaml": text], list: list)
        #expect(profiles.first?.isHistory == true)
        #expect(list.problems.map(\.description).contains { $0.contains("old.yaml:3: history: an old list") })
    }

    @Test func ownWordsComeBeforeSharedOnes() throws {
        let shared = "yes: [y]\nno: [n]\nsubstances: {heroin: [brown], cocaine: [white]}\nseparators: [\",\"]\n"
        let source = """
            source: clinic
            label: A clinic
            columns: {Name: fullName, Seen: overdoseAt, Took: substances, Kids: childrenPresent}
            dates: [dd/MM/yyyy]
            receivedAt: "08:15"
            sharing: {basis: consent, agreementEnds: 2027-03-31}
            words:
              no: [y]
              substances: {methadone: [white]}
            """
        let list = ProblemList()
        let profiles = SourceProfileReader.profiles(files: ["words.yaml": shared, "clinic.yaml": source], list: list)
        #expect(list.problems == [])
        let profile = try #require(profiles.first)
        #expect(profile.agreementEnds == CivilDate(iso8601: "2027-03-31") && profile.expectEvery == nil)
        let receipt = FeedReceipt(receivedAt: try #require(Self.receivedAt), previousFeedAt: nil)
        let row = FeedReader.row(
            from: ["Name": "Ailsa Wren", "Seen": "31/05/2021", "Took": "white, brown", "kids": "Y"], profile: profile,
            settings: Self.settings, zone: .utc, receipt: receipt)
        guard case .read(let reading) = row.content else {
            Issue.record("put aside")
            return
        }
        #expect(reading.facts.substances == [.methadone, .heroin])
        #expect(reading.facts.childrenPresent == .no && reading.facts.basis == .consent)
    }
}
