import NFODEngine
import Synchronization

/// The team's answers in one transaction. Many levels that fire together ask who is on duty at the same instant; the
/// rota is gone through once for each role (rule 29 holds: nothing is remembered beyond the transaction).
final class DutyAnswers: DutyDirectory {
    private enum Question: Hashable {
        case role(RoleID, Instant)
        case agency(AgencyID, Instant)
    }

    private let team: Team
    private let known = Mutex<[Question: [WorkerID]]>([:])

    private struct Asked: Hashable {
        let worker: WorkerID
        let at: Instant
    }

    private let ways = Mutex<[Asked: [WayToTell]]>([:])

    init(_ team: Team) { self.team = team }

    func holders(of role: RoleID, at instant: Instant) -> [WorkerID] {
        answer(.role(role, instant)) { team.holders(of: role, at: instant) }
    }

    func onShift(of agency: AgencyID, at instant: Instant) -> [WorkerID] {
        answer(.agency(agency, instant)) { team.onShift(of: agency, at: instant) }
    }

    private func answer(_ question: Question, _ work: () -> [WorkerID]) -> [WorkerID] {
        if let answer = known.withLock({ $0[question] }) { return answer }
        let answer = work()
        known.withLock { $0[question] = answer }
        return answer
    }

    func channels(of worker: WorkerID) -> [ChannelID] { team.channels(of: worker) }

    func ways(toTell worker: WorkerID, at instant: Instant) -> [WayToTell] {
        let key = Asked(worker: worker, at: instant)
        if let answer = ways.withLock({ $0[key] }) { return answer }
        let answer = team.ways(toTell: worker, at: instant)
        ways.withLock { $0[key] = answer }
        return answer
    }

    func agency(of worker: WorkerID) -> AgencyID? { team.agency(of: worker) }

    func isActive(_ worker: WorkerID) -> Bool { team.isActive(worker) }

    func lastShiftEnd(of worker: WorkerID, after start: Instant, before due: Instant) -> Instant? {
        team.lastShiftEnd(of: worker, after: start, before: due)
    }

    func nextLook(after instant: Instant, every pause: Span) -> Instant { team.nextLook(after: instant, every: pause) }
}
