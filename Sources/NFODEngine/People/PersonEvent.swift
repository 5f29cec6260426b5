/// Everything that can happen on the stream of one person. One stream per person: a merge is told on both streams in
/// one transaction, ``PersonMerged`` on that of the person whose id stays and ``MergedInto`` on that of the alias, so
/// that each stream can be folded by itself.
public enum PersonEvent: StreamEvent {
    case known(PersonKnown)
    case linked(NotificationLinked)
    case unlinked(NotificationUnlinked)
    case merged(PersonMerged)
    case mergeUndone(PersonMergeUndone)
    case mergedInto(MergedInto)
    case mergedIntoUndone(MergedIntoUndone)
    case reviewOpened(ReviewOpened)
    case reviewConfirmed(ReviewConfirmed)
    case reviewSeparated(ReviewSeparated)
    case reviewUndone(ReviewUndone)
    case wishesRecorded(WishesRecorded)
    case detailsOpened(DetailsOpened)

    public static let payloadTypes: [any EventPayload.Type] = [
        PersonKnown.self, NotificationLinked.self, NotificationUnlinked.self, PersonMerged.self,
        PersonMergeUndone.self, MergedInto.self, MergedIntoUndone.self, ReviewOpened.self, ReviewConfirmed.self,
        ReviewSeparated.self, ReviewUndone.self,
        WishesRecorded.self, DetailsOpened.self,
    ]

    public init?(_ payload: any EventPayload) {
        switch payload {
        case let payload as PersonKnown: self = .known(payload)
        case let payload as NotificationLinked: self = .linked(payload)
        case let payload as NotificationUnlinked: self = .unlinked(payload)
        case let payload as PersonMerged: self = .merged(payload)
        case let payload as PersonMergeUndone: self = .mergeUndone(payload)
        case let payload as MergedInto: self = .mergedInto(payload)
        case let payload as MergedIntoUndone: self = .mergedIntoUndone(payload)
        case let payload as ReviewOpened: self = .reviewOpened(payload)
        case let payload as ReviewConfirmed: self = .reviewConfirmed(payload)
        case let payload as ReviewSeparated: self = .reviewSeparated(payload)
        case let payload as ReviewUndone: self = .reviewUndone(payload)
        case let payload as WishesRecorded: self = .wishesRecorded(payload)
        case let payload as DetailsOpened: self = .detailsOpened(payload)
        default: return nil
        }
    }

    public var payload: any EventPayload {
        switch self {
        case .known(let payload): payload
        case .linked(let payload): payload
        case .unlinked(let payload): payload
        case .merged(let payload): payload
        case .mergeUndone(let payload): payload
        case .mergedInto(let payload): payload
        case .mergedIntoUndone(let payload): payload
        case .reviewOpened(let payload): payload
        case .reviewConfirmed(let payload): payload
        case .reviewSeparated(let payload): payload
        case .reviewUndone(let payload): payload
        case .wishesRecorded(let payload): payload
        case .detailsOpened(let payload): payload
        }
    }
}
