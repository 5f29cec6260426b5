/// The closed vocabulary of the rules: every statement that `triage.yaml` and `plan.yaml` may ask about. The raw value
/// is the spelling in those files and in events, and never changes once shipped.
public enum FactCode: String, Codable, Sendable, CaseIterable {
    // What was taken
    /// A source named a nitazene.
    case nitazeneSuspected
    /// A source named something that naloxone acts on.
    case opioidSuspected
    case benzodiazepineSuspected
    /// An opioid and a benzodiazepine in the same overdose.
    case benzodiazepineWithOpioid
    /// An opioid and alcohol in the same overdose.
    case alcoholWithOpioid
    /// More than one group of substances.
    case polySubstance
    /// Any of the substances listed: `anySubstanceOf: [heroin, cocaine]`.
    case anySubstanceOf
    /// No source named a substance, or only tablets nobody could name.
    case substancesUnknown

    // What was done
    case naloxoneGiven
    /// `naloxoneDosesAtLeast: 2`
    case naloxoneDosesAtLeast
    /// The person did not go to hospital.
    case notConveyed
    case inHospital
    case leftHospitalBeforeTreatment
    case dischargedFromHospital
    case inCustody
    case liberated

    // About the person and those near
    case selfHarm
    case childrenPresent
    case childConcern
    case domesticAbuse
    case adultConcern
    case noFixedAddress
    case under16
    case under18
    /// No full birth date, and something suggests a young person (rule 23).
    case possiblyUnder18
    /// The person has said that they do not want follow-up.
    case objectionTold
    /// A service has a key worker for the person.
    case keyWorkerKnown
    /// Nobody is identified yet.
    case unidentified
    /// A review asks who this is.
    case identityInReview

    // Time and history
    /// `hoursLeftBelow: 12`: hours until the contact is due.
    case hoursLeftBelow
    /// Less than the short-notice hours were left when the first notification came (rule 4).
    case toldLate
    /// No source told a usable time (rule 2).
    case timeUnknown
    /// `overdosesInLast: {days: 365, atLeast: 2}`: this one counts.
    case overdosesInLast
    /// `anotherOverdoseWithinHours: 24`: before or after this one. Catches "the same day" whatever midnight does.
    case anotherOverdoseWithinHours
    /// `spokenWithInLastDays: 30`
    case spokenWithInLastDays
    /// An earlier response ended without anybody reaching the person.
    case notReachedBefore
    /// An earlier response ended because a death was recorded: probably a question of identity.
    case deathRecordedBefore

    /// What has to stand beside the name in the file.
    public enum Shape: Hashable, Sendable {
        /// The bare name.
        case bare
        /// One whole number in this range.
        case number(ClosedRange<Int>)
        /// `{days: ..., atLeast: ...}`
        case countInDays
        /// A list of substances.
        case substances
    }

    public var shape: Shape {
        switch self {
        case .naloxoneDosesAtLeast: .number(1...20)
        case .hoursLeftBelow: .number(1...72)
        case .anotherOverdoseWithinHours: .number(1...168)
        case .spokenWithInLastDays: .number(1...3_650)
        case .overdosesInLast: .countInDays
        case .anySubstanceOf: .substances
        default: .bare
        }
    }
}
