extension Ending.Kind {
    /// As a later response's rules and the pages look at it.
    public var inHistory: PersonHistory.Ending {
        switch self {
        case .reached, .coveredBy: .reached
        case .objects: .objected
        case .diedReported, .diedConfirmed: .died
        case .transferred: .transferred
        case .notAnOverdose: .notAnOverdose
        case .wrongOrDoubled: .enteredByMistake
        case .mergedInto: .mergedInto
        case .beforeGoLive: .beforeGoLive
        case .notReached: .notReached
        }
    }
}
