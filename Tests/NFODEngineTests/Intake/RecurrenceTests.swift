import Testing

@testable import NFODEngine

/// Rule 12: the same row again, a correction, another person.
@Suite struct RecurrenceTests {
    private static let base = [
        "Ref": "R1", "First": "Ailsa", "Last": "Wren", "DOB": "01/02/1980", "CHI": "0102801234", "Sex": "f",
        "Home": "12 Kirk Road", "When": "28/02/2021 10:00", "Doses": "1", "Sent": "2021-02-28",
    ]

    private func row(_ changes: [String: String], base: [String: String] = RecurrenceTests.base) -> NotificationReading
    {
        reading(base.merging(changes) { $1 })
    }

    private func stored(_ versions: NotificationReading..., id: Int64 = 7) -> StoredNotification {
        StoredNotification(
            id: NotificationID(id), current: versions[versions.count - 1].details,
            currentFacts: versions[versions.count - 1].facts,
            versions: versions.map { .init(content: $0.contentText, sentAt: $0.facts.sentAt) },
            ordinal: versions[0].ordinal)
    }

    private func judge(
        _ row: NotificationReading, _ stored: StoredNotification..., perIncident: Bool = true
    ) -> Recurrence {
        Recurrence.of(row, content: row.contentText, among: stored, canBePerIncident: perIncident)
    }

    private let id = NotificationID(7)

    /// One surname, one birth date, one door, one reference of the ambulance, and no number to tell them apart.
    @Test func rule12_twinsUnderOneReferenceAreTwoRecords() {
        let dean = row(["First": "Dean", "CHI": ""])
        let jean = row(["First": "Jean", "CHI": ""])
        #expect(judge(jean, stored(dean)) == .anotherPerson(doubt: true))
        #expect(judge(jean, stored(dean), perIncident: false) == .correction(id, identifiersChanged: true))
        let sean = row(["First": "Sean", "CHI": ""])
        #expect(judge(row(["First": "Shaun", "CHI": ""]), stored(sean)) == .anotherPerson(doubt: true))
        let numbered = stored(row(["First": "Sean"]))
        #expect(judge(row(["First": "Shaun"]), numbered) == .correction(id, identifiersChanged: true))
        let kenneth = row(["First": "Kenneth", "CHI": ""])
        #expect(judge(row(["First": "Ken", "CHI": ""]), stored(kenneth)) == .correction(id, identifiersChanged: true))
    }

    /// One name, one door, one reference of the ambulance.
    @Test func rule12_fatherAndSonOfOneNameUnderOneReferenceAreTwoRecords() {
        let father = row(["DOB": "01/02/1960", "CHI": ""])
        #expect(judge(row(["DOB": "07/09/1985", "CHI": ""]), stored(father)) == .anotherPerson(doubt: true))
        #expect(judge(row(["DOB": "07/09/1985"]), stored(father)) == .anotherPerson(doubt: true))
        #expect(judge(row(["DOB": "", "CHI": ""]), stored(father)) == .anotherPerson(doubt: true), "it may be either")
        let bare = row(["DOB": "", "CHI": ""])
        #expect(judge(father, stored(bare)) == .correction(id, identifiersChanged: true), "a birth date is filled in")
    }

    @Test func firstTime() {
        #expect(judge(row([:])) == .new)
    }

    @Test func againChangesNothing() {
        #expect(judge(row([:]), stored(row([:]))) == .unchanged(id))
        #expect(judge(row(["Sent": "2021-03-01"]), stored(row([:]))) == .unchanged(id))
    }

    @Test(
        arguments: [
            (["Doses": "3"], false), (["CHI": "0102801235"], true), (["CHI": ""], true), (["DOB": ""], true),
            (["First": "Alisa"], true), (["Last": "Wrenn"], true), (["DOB": "01/02/1981"], true),
            (["DOB": "02/01/1980"], true),
            (["Last": "Heron"], true), (["First": "Wren", "Last": "Ailsa"], true), (["Home": "14 Kirk Road"], true),
            (["When": "28/02/2021 10:05"], true), (["First": ""], true), (["DOB": "07/09/1991"], true),
        ] as [([String: String], Bool)])
    func corrections(changes: [String: String], identifiersChanged: Bool) {
        #expect(judge(row(changes), stored(row([:]))) == .correction(id, identifiersChanged: identifiersChanged))
    }

    @Test(
        arguments: [
            (["First": "Ben", "Last": "Lark", "DOB": "07/09/1991", "CHI": ""], false),
            (["First": "Ben", "DOB": "07/09/1991", "CHI": ""], false),
            (["First": "Ben", "Last": "Lark", "DOB": "", "CHI": ""], false),
            (["First": "Ben", "Last": "Lark", "CHI": ""], true),
            (["First": "Ben", "DOB": "", "CHI": ""], true),
            (["DOB": "07/09/1991", "CHI": ""], true),
            (["First": "Unknown", "Last": "Male", "DOB": "", "CHI": "", "Sex": "m"], true),
            (["First": "", "Last": "", "DOB": "07/09/1991", "CHI": ""], false),
        ] as [([String: String], Bool)])
    func anotherPersonUnderOneReference(changes: [String: String], doubt: Bool) {
        #expect(judge(row(changes), stored(row([:]))) == .anotherPerson(doubt: doubt))
    }

    @Test func whereAReferenceIsOnePersonsANameFilledInIsACorrection() {
        let unknown = row(["First": "", "Last": "", "DOB": "", "CHI": ""])
        #expect(judge(row([:]), stored(unknown), perIncident: false) == .correction(id, identifiersChanged: true))
        #expect(judge(row([:]), stored(unknown)) == .anotherPerson(doubt: true))
    }

    @Test func theRightOneOfTwoIsCorrected() {
        let ben = row(["First": "Ben", "Last": "Lark", "DOB": "07/09/1991", "CHI": ""])
        let corrected = row(["First": "Ben", "Last": "Lark", "DOB": "07/09/1991", "CHI": "", "Doses": "3"])
        let known = [stored(row([:])), stored(ben, id: 8)]
        #expect(judge(ben, known[0], known[1]) == .unchanged(NotificationID(8)))
        #expect(judge(corrected, known[0], known[1]) == .correction(NotificationID(8), identifiersChanged: false))
    }

    @Test func whereTwoCouldBeMeantNeitherIsChanged() {
        let row = row(["Doses": "3"])
        #expect(judge(row, stored(self.row([:])), stored(self.row(["CHI": ""]), id: 8)) == .anotherPerson(doubt: true))
    }

    /// A file that holds a row and its correction, fed twice, ends where it was.
    @Test func anOldVersionDoesNotUndoItsCorrection() {
        let (old, new) = (row([:]), row(["Doses": "3"]))
        #expect(judge(old, stored(old, new)) == .unchanged(id))
        #expect(judge(row(["Sent": "2021-03-01"]), stored(old, new)) == .correction(id, identifiersChanged: false))
    }

    @Test func withoutReferenceContentAndOrdinalDecide() {
        let first = row(["Ref": ""])
        var second = first
        second.ordinal = 2
        #expect(judge(first, stored(first)) == .unchanged(id))
        #expect(judge(second, stored(first)) == .new)
        #expect(judge(second, stored(first), stored(second, id: 8)) == .unchanged(NotificationID(8)))
    }

    /// Two people whom nobody could name, at one scene, told alike.
    @Test func twoUnidentifiedUnderOneIncident() {
        let first = row([:], base: ["Ref": "R1", "Scene": "Kirk Road", "When": "28/02/2021 10:00"])
        var second = first
        second.ordinal = 2
        #expect(judge(first, stored(first)) == .unchanged(id))
        #expect(judge(second, stored(first)) == .anotherPerson(doubt: true))
        #expect(judge(second, stored(first), perIncident: false) == .unchanged(id))
    }

    @Test func aTimeThatRestsOnReceiptIsNoNewIdentifier() {
        let timeless = ["Ref": "R1", "Last": "Wren", "Doses": "1"]
        let later = FeedReceipt(receivedAt: instant("2021-03-02T07:00:00Z"), previousFeedAt: nil)
        let again = reading(timeless.merging(["Doses": "2"]) { $1 }, receipt: later)
        #expect(judge(again, stored(row([:], base: timeless))) == .correction(id, identifiersChanged: false))
    }
}

@Suite struct LikenessTests {
    @Test(arguments: [
        ("Crawford", "Crawfrod", Likeness.near), ("Moarg", "Morag", .near), ("Reid", "Reed", .near),
        ("Reid", "Read", .near), ("Stuart", "Stewart", .different), ("O'Neill", "ONEILL", .same),
        ("Wren", "Wrens", .near),
        ("Jo", "Jon", .different), ("Ann", "Anna", .near), ("", "Ann", .untold), ("Black", "Brown", .different),
    ])
    func names(left: String, right: String, likeness: Likeness) {
        #expect(Likeness(left, right) == likeness)
        #expect(Likeness(right, left) == likeness)
    }
}
