import Foundation
import NFODEngine
import Testing

/// Words about people are people first: no word of the language table's right-hand column anywhere on a page.
@Suite struct WordingTests {
    static let banned = [
        "addict", "addicts", "addiction", "drug user", "drug users", "user of drugs", "junkie", "alcoholic", "abuser",
        "substance abuse", "drug abuse", "misuse", "misuser", "refused", "refuses", "refusal", "non-engaged",
        "not engaged", "failed to engage", "non-compliant", "resistant", "unmotivated", "in denial", "clean", "dirty",
        "sober", "drug-free", "relapsed", "frequent flyer", "offender", "homeless", "drug-seeking", "manipulative",
        "committed suicide", "lacks insight", "hard to reach",
    ]

    static func banned(in text: String) -> [String] {
        let words = text.lowercased().split { !$0.isLetter && $0 != "-" && $0 != "'" }.joined(separator: " ")
        return banned.filter { (" " + words + " ").contains(" " + $0 + " ") }
    }

    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// What stands between quotation marks: the words a reader of the page can meet.
    static func quoted(_ swift: String) -> String {
        var quoted: [String] = []
        for line in swift.split(separator: "\n") where !line.contains("///") {
            let pieces = line.split(separator: "\"", omittingEmptySubsequences: false).map(String.init)
            quoted += pieces.indices.filter { $0 % 2 == 1 }.map { pieces[$0] }
        }
        return quoted.joined(separator: "\n")
    }

    @Test(arguments: ["triage.yaml", "plan.yaml"])
    func rulesSpeakOfPeopleFirst(file: String) throws {
        let text = try String(contentsOf: Self.root.appending(path: "config/\(file)"), encoding: .utf8)
        #expect(text.count > 1_000)
        #expect(Self.banned(in: text) == [])
    }

    @Test(arguments: ["Wording", "Triage", "Plan"])
    func pagesSpeakOfPeopleFirst(room: String) throws {
        let folder = Self.root.appending(path: "Sources/NFODEngine/\(room)")
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        #expect(!files.isEmpty)
        for file in files where file.pathExtension == "swift" {
            let text = try String(contentsOf: file, encoding: .utf8)
            #expect(Self.banned(in: Self.quoted(text)) == [], "\(file.lastPathComponent)")
        }
    }

    @Test func theWordListCatchesWhatItShould() {
        #expect(Self.banned(in: "The patient REFUSED; a known drug user.") == ["drug user", "refused"])
        #expect(Self.banned(in: "said no for now; cleaning; domestic abuse") == [])
        #expect(Self.quoted("case .x: \"not clean\" // dirty") == "not clean")
    }

    @Test func theNameOfTheOverdoseIsASetting() throws {
        let own = Wording(
            overdose: OverdoseLabel(short: "NFO", one: "non-fatal overdose", many: "non-fatal overdoses"),
            endings: [.reached: "spoken with"])
        let history = PersonHistory(otherOverdoses: [Sample.overdoseAt - .days(3)])
        let found = Sample.one(history: history).find(.overdoses(atLeast: 2, inLastDays: 365))
        #expect(own.text(found) == "2 non-fatal overdoses notified in 365 days")
        #expect(Wording().text(found) == "2 near-fatal overdoses notified in 365 days")
        #expect(own.text(PersonHistory.Ending.reached) == "spoken with")
        #expect(own.text(PersonHistory.Ending.died) == Wording().text(PersonHistory.Ending.died))
    }

    @Test func everyValueHasWordsOfItsOwn() {
        let words = Wording()
        #expect(Set(Substance.allCases.map { words.text($0) }).count == Substance.allCases.count)
        #expect(Set(IntakeFlag.allCases.map { words.text($0) }).count == IntakeFlag.allCases.count)
        #expect(Set(PersonHistory.Ending.allCases.map { words.text($0) }).count == PersonHistory.Ending.allCases.count)
        #expect(words.text(PlanStanding.drafted) == "drafted by rules, agreed by nobody")
        #expect(words.text(NotNeededReason.saidNoForNow) == "said no for now")
    }

    /// Each fact, found in an overdose of which nothing is told and in one of which much is.
    @Test func everyFactReadsAsAPhrase() throws {
        let much = Sample.one {
            $0.substances = [.heroin, .streetBenzodiazepine, .alcohol, .nitazene]
            $0.naloxoneDoses = 3
        }
        for code in FactCode.allCases {
            let fact: Fact =
                switch code.shape {
                case .bare: try #require(Fact(code))
                case .number: try #require(Fact(code, 2))
                case .countInDays: .overdoses(atLeast: 2, inLastDays: 90)
                case .substances: .anySubstance(of: [.heroin, .cocaine])
                }
            for facts in [Sample.one(identified: false), much] {
                let text = Wording().text(facts.find(fact))
                #expect(text.count > 5 && !text.contains(code.rawValue), "\(code): \(text)")
            }
        }
        let nitazene = much.find(try Sample.fact(.nitazeneSuspected))
        #expect(Wording().text(nitazene) == "a nitazene is suspected (nitazene; told by ambulance)")
    }
}
