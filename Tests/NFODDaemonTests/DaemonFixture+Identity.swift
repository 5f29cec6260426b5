import NFODEngine
import NFODStore

@testable import NFODDaemon

extension DaemonFixture {
    /// As linkage joins two people, for reasons that it would not have.
    func machineJoins(_ absorbed: PersonID, into person: PersonID) throws {
        try workflow.perform(as: .machine("linkage")) { work in
            let (one, other) = (try work.tx.people.root(of: absorbed), try work.tx.people.root(of: person))
            let this = try work.tx.notifications.notifications(of: one).first
            let with = try work.tx.notifications.notifications(of: other).first
            let why = LinkEvidence(
                this: this ?? NotificationID(0), with: with ?? NotificationID(0), bits: Bits(tenths: 120),
                weights: [FieldWeight(field: .name, bits: Bits(tenths: 60))], reasons: [.fullNameAgrees],
                gaps: [EvidenceGap(.chi, from: .both)])
            try work.merge(one, into: other, by: .machine, why: why)
        }
    }

    @discardableResult
    func say(
        _ action: ReviewRequest.Action, _ subject: String, candidate: String? = nil, version: Int64? = nil,
        by user: String = "rhona"
    ) throws -> ReviewOutcome {
        let request = ReviewRequest(action: action, subject: subject, candidate: candidate, version: version)
        return try workflow.perform(as: .user(user)) { try $0.carryOut(request) }
    }

    func reviewList() throws -> ReviewList {
        try ReviewService(workflow).list(withNames: false, by: .user("rhona"))
    }

    /// Somebody whom nobody named, told of by the police at somebody's home.
    @discardableResult
    func nameless(at somebody: Somebody, _ reference: String, day: Int, time: String) throws -> IngestResult {
        try police(
            somebody, reference, day: day, time: time,
            ["Surname": "", "Forenames": "", "Date of Birth": "", "Home Address": ""])
    }

    /// What is told later counts for the priority of an earlier response from its next look on: this is that look.
    func readRules() throws {
        let open = try cases().filter(\.isOpen)
        try workflow.perform(as: .machine("intake")) { work in for state in open { try work.readRules(of: state.id) } }
    }

    /// Everything that joining two people moves, but for the runs of ladders: a reopened case begins a new one.
    struct Standing: Equatable {
        struct Response: Equatable {
            let id: CaseID
            let person: PersonID?
            let notifications: [AttachedNotification]
            let contactDueAt: Instant
            let overdose: OverdoseInterval
            let owner: Owner
            let plan: Plan?
            let triage: Triage?
            let attempts: [Attempt]
            let ending: Ending.Kind?
            let mayBeSameAs: [CaseID]
            /// Somebody will be told.
            let waits: Bool
        }

        let responses: [Response]
        let links: [NotificationID: NotificationLink]
        let roots: [PersonID: PersonID]
    }

    func standing() throws -> Standing {
        let responses = try cases().map { state in
            Standing.Response(
                id: state.id, person: state.person, notifications: state.notifications,
                contactDueAt: state.contactDueAt, overdose: state.overdose, owner: state.owner, plan: state.plan,
                triage: state.triage, attempts: state.attempts, ending: state.ending?.ending.kind,
                mayBeSameAs: state.mayBeSameAs.sorted(), waits: state.ladder != nil && state.isOpen)
        }
        return try workflow.read { reading in
            var links: [NotificationID: NotificationLink] = [:]
            var roots: [PersonID: PersonID] = [:]
            for notification in try reading.tx.notifications.all() {
                guard let link = try reading.tx.notifications.link(of: notification) else { continue }
                links[notification] = link
                if let person = link.person { roots[person] = try reading.tx.people.root(of: person) }
            }
            return Standing(responses: responses, links: links, roots: roots)
        }
    }
}
