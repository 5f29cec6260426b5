import NFODEngine

/// One thing that happens in the demo.
struct DemoBeat: Sendable {
    let at: Instant
    /// Which response it is about: the same word in all beats of one.
    let thread: DemoThread
    let act: Act
    /// For whoever watches, in plain words and without anything personal; nil for everyday work.
    let caption: String?

    enum Act: Sendable {
        /// An agency tells us.
        case tell(DemoRow)
        case nothingToSend(SourceID)
        /// The huddle, or whoever coordinates, gives the response to the worker who is proposed.
        case give
        case accept
        case screen
        /// The huddle agrees the draft.
        case agreePlan
        /// Every safeguarding item, one by one (rule 22).
        case decideSafeguarding
        /// What the plan holds is done, and a second follow-up with it.
        case finishPlan
        case handBack(HandedBack.Why)
        case attempt(Attempt.Way, Attempt.Outcome, by: Hand = .owner)
        case contact(Contact.Way, Contact.Outcome, by: Hand = .owner)
        case objects
        /// A second person says that the ending is right (rule 34).
        case confirmEnd
    }

    /// Whose hand does it.
    enum Hand: Sendable { case owner, dutyWorker, coordinator }
}

/// A response in the story.
public enum DemoThread: Hashable, Sendable {
    /// Nobody reaches this person over the weekend; the 72 hours end on Sunday.
    case weekend
    /// Two agencies tell of one overdose.
    case toldTwice
    /// A name that is spelled another way than the one we know.
    case misspelled
    case unidentified
    /// Somebody who has survived one before.
    case again
    case toldLate
    case underAge
    case objection
    case needsFixing
    /// What comes in day by day.
    case everyday(Int)
}
