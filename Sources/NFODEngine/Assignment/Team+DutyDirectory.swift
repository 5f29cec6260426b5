extension Team: DutyDirectory {
    public func onShift(of agency: AgencyID, at instant: Instant) -> [WorkerID] {
        allWorkers.filter { $0.agency == agency && isOnShift($0.id, at: instant) }.map(\.id)
    }

    public func agency(of worker: WorkerID) -> AgencyID? { workers[worker]?.agency }

    public func isActive(_ worker: WorkerID) -> Bool { workers[worker].map { !$0.isDisabled } ?? false }
}
