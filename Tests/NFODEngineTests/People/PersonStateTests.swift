import NFODEngine
import Testing

private let now = Instant(milliseconds: 1_600_000_000_000)

private func known(_ id: Int64, _ commands: PersonCommand...) throws -> PersonState {
    var state = PersonState(id: PersonID(id))
    try state.run(.know(NotificationID(id * 10), status: .new))
    for command in commands { try state.run(command) }
    return state
}

extension PersonState {
    fileprivate mutating func run(_ command: PersonCommand) throws {
        for decided in try decide(command, at: now) {
            #expect(PersonEvent(decided.event.payload) == decided.event)
            apply(decided.event)
        }
    }

    fileprivate func refusal(of command: PersonCommand) -> PersonRefusal? {
        do throws(PersonRefusal) {
            _ = try decide(command, at: now)
            return nil
        } catch {
            return error
        }
    }
}

@Suite struct PersonStateTests {
    let why = LinkEvidence(
        this: NotificationID(11), with: NotificationID(10), bits: Bits(tenths: 150), weights: [],
        reasons: [.fullNameAgrees])
    let candidates = [
        RankedCandidate(person: PersonID(2), bits: Bits(tenths: 50), reasons: [.birthDateAgrees]),
        RankedCandidate(person: PersonID(3), bits: Bits(tenths: -20), reasons: [.samePostcode]),
    ]

    @Test func aPersonIsKnownOnceAndLinkedOnce() throws {
        var state = try known(1, .link(NotificationID(11), status: .exact, why: why))
        #expect(state.notifications == [NotificationID(10): .new, NotificationID(11): .exact])
        #expect(state.refusal(of: .know(NotificationID(12), status: .new)) == .personAlreadyKnown)
        #expect(state.refusal(of: .link(NotificationID(11), status: .exact, why: why)) == .notificationAlreadyLinked)
        #expect(state.refusal(of: .link(NotificationID(12), status: .exact, why: nil)) == .statusDoesNotFit)
        try state.run(.unlink(NotificationID(11)))
        #expect(state.refusal(of: .link(NotificationID(11), status: .exact, why: why)) == .notificationWasTakenOut)
        try state.run(.link(NotificationID(11), status: .confirmed, why: nil))
        #expect(PersonState(id: PersonID(9)).refusal(of: .standAlone()) == .personNotKnown)
    }

    @Test func rule18_aMergeIsAnAliasAndItsUndoIsExact() throws {
        var root = try known(1)
        var alias = try known(2, .link(NotificationID(21), status: .exact, why: why))
        let before = (root, alias)
        try root.run(.absorb(PersonID(2), by: .human, why: nil))
        try alias.run(.becomeAlias(of: PersonID(1), by: .human))
        #expect(root.aliases == [PersonID(2): .human])
        #expect(
            alias.refusal(of: .link(NotificationID(22), status: .confirmed, why: nil))
                == .personIsAlias(of: PersonID(1)))
        #expect(root.refusal(of: .absorb(PersonID(2), by: .human, why: nil)) == .alreadyAbsorbed)
        try root.run(.undoAbsorb(PersonID(2)))
        try alias.run(.standAlone())
        #expect(root == before.0)
        #expect(alias == before.1)
        #expect(root.refusal(of: .undoAbsorb(PersonID(2))) == .notAbsorbed)
        #expect(alias.refusal(of: .standAlone()) == .personNotAlias)
    }

    @Test func rule17_theMachineNeverRepeatsAMergeAHumanUndid() throws {
        var root = try known(1)
        var alias = try known(2)
        try root.run(.absorb(PersonID(2), by: .machine, why: why))
        try alias.run(.becomeAlias(of: PersonID(1), by: .machine))
        #expect(!root.humanHasDecided)
        try root.run(.undoAbsorb(PersonID(2)))
        try alias.run(.standAlone())
        #expect(root.separatedPeople == [PersonID(2)])
        #expect(alias.separatedPeople == [PersonID(1)])
        #expect(root.refusal(of: .absorb(PersonID(2), by: .machine, why: why)) == .humanHasDecided)
        #expect(root.refusal(of: .absorb(PersonID(2), by: .human, why: nil)) == nil)
    }

    @Test func rule17_aReviewIsConfirmedOrSeparatedAndUndoneExactly() throws {
        var state = try known(1, .openReview(ReviewID(5), NotificationID(10), candidates: candidates))
        let open = state
        #expect(state.openReviews.map(\.id) == [ReviewID(5)])
        try state.run(.separateReview(ReviewID(5), candidates: [PersonID(2)]))
        #expect(state.separatedPeople == [PersonID(2)])
        #expect(state.openReviews.first?.remaining.map(\.person) == [PersonID(3)])
        #expect(state.refusal(of: .confirmReview(ReviewID(5), candidate: PersonID(2))) == .notACandidate)
        #expect(state.refusal(of: .absorb(PersonID(2), by: .human, why: nil)) == .pairSeparated)
        let again = PersonCommand.openReview(ReviewID(6), NotificationID(10), candidates: candidates)
        #expect(state.refusal(of: again) == .pairSeparated)
        let half = state
        try state.run(.confirmReview(ReviewID(5), candidate: PersonID(3)))
        #expect(state.openReviews.isEmpty)
        #expect(state.refusal(of: .separateReview(ReviewID(5), candidates: nil)) == .reviewNotOpen)
        try state.run(.undoReview(ReviewID(5)))
        #expect(state == half)
        try state.run(.undoReview(ReviewID(5)))
        #expect(state == open)
        #expect(state.refusal(of: .undoReview(ReviewID(5))) == .reviewHasNoAnswer)
        #expect(state.refusal(of: .undoReview(ReviewID(6))) == .reviewNotFound)
    }

    @Test func aConfirmedReviewIsTakenBackThroughItsAlias() throws {
        var state = PersonState(id: PersonID(1))
        try state.run(.know(NotificationID(10), status: .review))
        try state.run(.openReview(ReviewID(5), NotificationID(10), candidates: candidates))
        let open = state
        #expect(state.status(of: NotificationID(10)) == .review)
        try state.run(.confirmReview(ReviewID(5), candidate: PersonID(2)))
        try state.run(.becomeAlias(of: PersonID(2), by: .human))
        #expect(state.status(of: NotificationID(10)) == .confirmed)
        try state.run(.standAlone())
        try state.run(.undoReview(ReviewID(5)))
        #expect(state == open)
        try state.run(.separateReview(ReviewID(5), candidates: nil))
        #expect(state.status(of: NotificationID(10)) == .new)
    }

    @Test func lateStrongEvidenceSettlesAReview() throws {
        var state = PersonState(id: PersonID(1))
        try state.run(.know(NotificationID(10), status: .review))
        try state.run(.openReview(ReviewID(5), NotificationID(10), candidates: candidates))
        try state.run(.becomeAlias(of: PersonID(2), by: .machine))
        #expect(state.openReviews.isEmpty)
        #expect(state.status(of: NotificationID(10)) == .automatic)
    }

    @Test func everyPayloadHasItsOwnType() {
        #expect(Set(PersonEvent.payloadTypes.map { $0.type }).count == PersonEvent.payloadTypes.count)
        #expect(PersonEvent.payloadTypes.allSatisfy { $0.version == 1 })
    }
}

@Suite struct AliasMapTests {
    @Test func mergesNestAndUndoRestoresExactly() {
        var map = AliasMap()
        let merges = [map.merge(PersonID(3), into: PersonID(2)), map.merge(PersonID(2), into: PersonID(1))]
        #expect(merges == [true, true])
        let before = map
        #expect(map.root(of: PersonID(3)) == PersonID(1))
        #expect(map.everybody(in: PersonID(1)) == [PersonID(1), PersonID(2), PersonID(3)])
        let circles = [map.merge(PersonID(1), into: PersonID(3)), map.merge(PersonID(3), into: PersonID(1))]
        #expect(circles == [false, false])
        let undone = map.undoMerge(of: PersonID(2))
        #expect(undone)
        #expect(map.root(of: PersonID(3)) == PersonID(2))
        #expect(map.root(of: PersonID(1)) == PersonID(1))
        let again = map.merge(PersonID(2), into: PersonID(1))
        #expect(again)
        #expect(map == before)
    }
}
