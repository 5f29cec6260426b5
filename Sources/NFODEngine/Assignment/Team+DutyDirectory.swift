extension Team: DutyDirectory {
    public func isActive(_ worker: WorkerID) -> Bool { workers[worker].map { !$0.isDisabled } ?? false }
}
