import NFODEngine
import Testing

@Suite struct AlarmTests {
    private let start = Instant(seconds: 1_614_585_600)

    private func standing(_ kind: AlarmKind, _ subject: String? = nil, after hours: Int64 = 0, figure: Int64? = nil)
        -> StandingAlarm
    {
        let at = start + .hours(hours)
        return StandingAlarm(
            kind: kind, subject: subject.map { AlarmSubject($0) }, raisedAt: at, toldAt: at, figure: figure)
    }

    @Test func whatStandsIsRaisedAgainOnlyWhereEachTimeIsNew() {
        for kind in AlarmKind.allCases {
            let again = kind.decideRaising(nil, figure: 3, standing: standing(kind, figure: 2))
            switch kind {
            case .needsFixing: #expect(again?.figure == 5)
            case .clockStep, .stoodStill: #expect(again?.figure == 3)
            case .rosterGapAhead:
                // A gap that begins later is another; the same one is not.
                #expect(again?.figure == 3)
                #expect(kind.decideRaising(nil, figure: 2, standing: standing(kind, figure: 2)) == nil)
            default: #expect(again == nil, "\(kind)")
            }
            #expect(kind.decideRaising(nil, figure: 3, standing: nil)?.figure == 3)
        }
    }

    @Test(
        arguments: [
            (AlarmKind.walLarge, 71, false), (.walLarge, 72, true), (.silentFeed, 23, false), (.silentFeed, 24, true),
            (.diskFull, 3, false), (.diskFull, 4, true),
        ] as [(AlarmKind, Int64, Bool)])
    func itIsToldAgainByHowGraveItIs(kind: AlarmKind, hours: Int64, isTold: Bool) {
        let reminder = standing(kind).decideReminder(AlarmSpacing(), at: start + .hours(hours))
        #expect((reminder != nil) == isTold)
    }

    @Test func aPersonEndsOnlyWhatDoesNotEndByItself() throws {
        for kind in AlarmKind.allCases {
            guard [.needsFixing, .notTold, .channelDisabled, .stoodStill].contains(kind) else {
                #expect(throws: AlarmRefusal.endsByItself(kind)) { try standing(kind).decideSettling() }
                continue
            }
            #expect(try standing(kind, "police").decideSettling().why == .byPerson)
        }
    }

    @Test func theGravestStandFirstThenTheOldest() {
        let alarms = [
            standing(.walLarge), standing(.silentFeed, "police", after: 2), standing(.silentFeed, "hospital", after: 1),
            standing(.diskFull, after: 9),
        ]
        let sorted = alarms.sorted { $0.precedes($1) }
        #expect(sorted.map { $0.subject?.name ?? $0.kind.rawValue } == ["diskFull", "hospital", "police", "walLarge"])
    }

    @Test(
        arguments: [
            (500, false, false), (501, false, false), (500, true, true), (624, true, true), (625, true, false),
            (499, false, true),
        ] as [(Int64, Bool, Bool)])
    func aValueThatTremblesDoesNotRaiseAgainAndAgain(free: Int64, wasRaised: Bool, isRaised: Bool) {
        #expect(AlarmThreshold(raiseAt: 499, clearAt: 625).isRaised(by: free, wasRaised: wasRaised) == isRaised)
        let upward = AlarmThreshold(raiseAt: -499, clearAt: -625)
        #expect(upward.isRaised(by: -free, wasRaised: wasRaised) == isRaised)
    }

    @Test func everyAlarmHasWordsAndARemedyOfItsOwn() {
        let words = AlarmKind.allCases.map { Wording().text(standing($0, "police", figure: 7)) }
        #expect(Set(words).count == words.count)
        #expect(zip(words, AlarmKind.allCases).allSatisfy { $0 != $1.rawValue })
        #expect(AlarmKind.allCases.allSatisfy { !Wording().remedy($0).isEmpty })
    }

    @Test func everyAlarmHasItsLineInTheOperationsPageWithLevelAndOwner() throws {
        let page = try #require(Repository.files.first { $0.path == "docs/operations.md" }).text
        let rows = page.split(separator: "\n").filter { $0.hasPrefix("| `") }
        for kind in AlarmKind.allCases {
            let head = "| `\(kind.rawValue)` | \(kind.level.rawValue) | \(kind.owner.rawValue) | "
            let row = try #require(rows.first { $0.hasPrefix(head) }, "no line '\(head)...'")
            #expect(row.split(separator: "|").count == 4, "\(kind): what it means and what to do")
        }
    }
}
