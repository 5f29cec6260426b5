import Foundation
import Testing

@testable import NFODEngine

/// What stands in the log stands for ever: every payload, byte for byte. A changed golden file of a shipped version is
/// a mistake; a new meaning or shape is a new version with a file of its own. Renew deliberately with
/// `NFOD_RENEW_GOLDEN=1 NFOD_ONLY=engine swift test`, read the difference, commit it.
@Suite struct GoldenEventTests {
    static let types: [any EventPayload.Type] =
        CaseEvent.payloadTypes + PersonEvent.payloadTypes + SourceEvent.payloadTypes + SystemEvent.payloadTypes

    @Test(arguments: EventSamples.all.map(GoldenEvent.init))
    func aSampleIsWrittenAndReadAsItsGoldenFile(event: GoldenEvent) throws {
        let written = try event.encoded()
        if ProcessInfo.processInfo.environment["NFOD_RENEW_GOLDEN"] == "1" { try written.write(to: event.file) }
        let golden = try #require(
            try? Data(contentsOf: event.file),
            "no golden file \(event.name); make it with NFOD_RENEW_GOLDEN=1 NFOD_ONLY=engine swift test, and read it")
        #expect(
            golden == written,
            "\(event.name) is not what is written now; logs that exist hold the old form, so make a new version")
        #expect(try event.isEqual(toDecoded: golden), "\(event.name) is not read back as it was written")
    }

    @Test func everyPayloadOfEveryStreamHasASample() {
        let sampled = EventSamples.all.map { type(of: $0).type }
        #expect(Set(sampled).count == sampled.count)
        #expect(Set(Self.types.map { $0.type }).symmetricDifference(sampled) == [])
    }

    @Test func typeNamesAreUniqueOverAllStreams() {
        let counts = Dictionary(grouping: Self.types.map { $0.type }, by: \.self).filter { $0.value.count > 1 }
        #expect(counts.isEmpty)
    }

    @Test func everySampleComesBackFromItsOwnStreamAlone() {
        for sample in EventSamples.all {
            let events: [(any StreamEvent)?] = [
                CaseEvent(sample), PersonEvent(sample), SourceEvent(sample), SystemEvent(sample),
            ]
            let found = events.compactMap { $0 }
            #expect(found.count == 1)
            #expect(found.allSatisfy { AnyHashable($0.payload) == AnyHashable(sample) })
        }
    }

    @Test func noGoldenFileIsLeftWithoutItsPayload() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: GoldenEvent.directory.path)
        let known = Set(Self.types.map { $0.type })
        #expect(names.filter { !known.contains(String($0.prefix { $0 != "." })) } == [])
    }
}

/// Rule 43, over what is really written: no key and no value of a personal kind.
@Suite struct PersonalDataInEventsTests {
    /// `name` is that of a ladder's level.
    static let allowed: [String: Set<String>] = ["levelFired": ["name"]]
    /// A yes or no, never an address.
    static let yesOrNo: Set<String> = ["noFixedAddress"]
    static let personal = [
        "name", "forename", "surname", "chi", "birth", "dob", "address", "postcode", "phone", "mobile", "email",
        "street", "text", "words", "scene", "home",
    ]

    @Test(arguments: EventSamples.all.map(GoldenEvent.init))
    func rule43_noKeyNamesSomethingPersonal(event: GoldenEvent) throws {
        let keys = JSONKeys.all(in: try JSONSerialization.jsonObject(with: try event.encoded()))
        let found = keys.filter { Self.isPersonal($0) }.subtracting(Self.yesOrNo).subtracting(
            Self.allowed[event.type] ?? [])
        #expect(found == [])
    }

    @Test(arguments: EventSamples.all.map(GoldenEvent.init))
    func rule43_noValueInsideIsPersonal(event: GoldenEvent) {
        #expect(Self.personalTypes(in: event.payload) == [])
    }

    @Test func bothWouldFindSomething() throws {
        #expect(JSONKeys.all(in: [["a": ["surName": 1]]]).filter { Self.isPersonal($0) } == ["surName"])
        #expect(!Self.isPersonal("wording") && !Self.isPersonal("chiefComplaint"))
        let details = [["x": NotificationDetails?.some(NotificationDetails())]]
        #expect(Self.personalTypes(in: details).contains("NotificationDetails"))
    }

    /// As a whole key or as one of its words: `phone`, `homePhone`, `birthDate`.
    private static func isPersonal(_ key: String) -> Bool {
        let words = key.reduce(into: [""]) { words, letter in
            if letter.isUppercase { words.append("") }
            words[words.count - 1].append(contentsOf: letter.lowercased())
        }
        return personal.contains(key.lowercased()) || words.contains { personal.contains($0) }
    }

    private static func personalTypes(in value: Any) -> [String] {
        let own = value is any PersonalData ? [String(describing: type(of: value))] : []
        return own + Mirror(reflecting: value).children.flatMap { personalTypes(in: $0.value) }
    }
}

enum JSONKeys {
    static func all(in json: Any) -> Set<String> {
        switch json {
        case let object as [String: Any]:
            object.reduce(into: Set(object.keys)) { $0.formUnion(all(in: $1.value)) }
        case let list as [Any]: list.reduce(into: []) { $0.formUnion(all(in: $1)) }
        default: []
        }
    }
}
