/// A fact that words of a source can tell: concerns, outcomes, phrases in notes.
public enum SourceMark: String, Sendable, CaseIterable {
    case naloxoneGiven, naloxoneNotGiven, conveyedToHospital, notConveyed
    case selfHarm, childrenPresent, childConcern, adultConcern, domesticAbuse
    case inHospital, leftHospitalBeforeTreatment, dischargedFromHospital, inCustody, liberated, community
    case objects
    /// Known words that tell none of these.
    case nothing
}
