/// Looking ahead: what no huddle sees in time, and what the huddle decides about those nobody can visit today.
extension CaseDecision {
    /// A response that is due before any huddle has met is somebody's at once, not the next huddle's: whoever has it
    /// hears so. Where a huddle has seen it already, or this due time was told of, there is nothing to say; where the
    /// time is over already, the ladder begins at its highest level (rule 4).
    mutating func tellWhatNoHuddleSees() {
        guard !context.isHistory, state.isOpen, state.toldDueBeforeHuddle != state.contactDueAt else { return }
        let next = context.huddles.nextHuddle(after: state.openedAt)
        guard next >= state.contactDueAt, state.contactDueAt > context.now else { return }
        let told = context.directory.recipients(of: [.owner], owner: state.owner, at: context.now)
        emit(.dueBeforeHuddle(DueBeforeHuddle(contactDueAt: state.contactDueAt, nextHuddle: next, told: told)))
    }

    mutating func decideNotToday(_ decision: NotTodayDecided) throws(CaseRefusal) {
        try requireOpen()
        try requireHuman()
        try requireActive(decision.worker)
        let latest = context.huddles.nextHuddle(after: context.now)
        guard decision.nextLookAt <= latest else { throw .nextLookTooLate(latest: latest) }
        guard decision.nextLookAt > context.now else { throw .nextLookPassed }
        emit(.notTodayDecided(decision), reason: decision.instead.rawValue)
    }
}
