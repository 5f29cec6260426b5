/// What linkage believes about records of one person and of two (Fellegi and Sunter 1969): for each field, how often
/// each level of agreement is seen when two records are about the same person, and when they are about a stranger, a
/// twin, a relative at the same door, a parent or child, or a namesake. See ``shipped``, and ``ModelTraining`` for what
/// is learnt from a team's own records.
public struct PersonModel: Hashable, Codable, Sendable {
    /// What evidence names it by.
    public var version = LinkageModelID.shipped

    /// Of one level, under each possibility; shares of 1.
    public struct Rates: Hashable, Codable, Sendable {
        public var same: Double
        public var stranger: Double
        public var twin: Double
        public var relative: Double
        public var parentOrChild: Double
        public var namesake: Double

        public init(
            same: Double, stranger: Double, twin: Double, relative: Double, parentOrChild: Double, namesake: Double
        ) {
            self.same = same
            self.stranger = stranger
            self.twin = twin
            self.relative = relative
            self.parentOrChild = parentOrChild
            self.namesake = namesake
        }

        /// Compared with a stranger; `stranger` in place of the model's own rate where a name's rarity is known.
        func likelihoods(stranger rate: Double? = nil) -> Likelihoods {
            let base = rate ?? stranger
            return Likelihoods(
                same: same / base, twin: twin / base, relative: relative / base, parentOrChild: parentOrChild / base,
                namesake: namesake / base)
        }
    }

    public var forename: LevelTable<FieldComparison.Forename>
    public var surname: LevelTable<FieldComparison.Surname>
    public var birthDate: LevelTable<FieldComparison.BirthDate>
    /// Where the birth dates agree or are near: the number begins with the birth date, so only its last four digits say
    /// anything new.
    public var chiBesideBirthDate: LevelTable<FieldComparison.CHI>
    public var chiAlone: LevelTable<FieldComparison.CHI>
    /// Where the forenames are near they tell the sex already.
    public var sexBesideForename: LevelTable<FieldComparison.Recorded>
    public var sexAlone: LevelTable<FieldComparison.Recorded>
    /// One piece of evidence: door, postcode and sector are not independent.
    public var home: LevelTable<FieldComparison.Home>
    public var encounter: LevelTable<FieldComparison.Encounter>
    /// How often a clerk puts forename and surname in each other's place.
    public var namesSwapped: Double
    /// A record tells no birth date, and the date inside its CHI number is not the one the other tells.
    public var chiDateDiffers: Rates

    /// How many people of each kind there are for one notification that is truly about the same person again.
    public var kin: Kin

    public struct Kin: Hashable, Codable, Sendable {
        public var twin: Double
        public var relative: Double
        public var parentOrChild: Double
        public var namesake: Double
    }

    /// How common a name is before anybody has been heard of, and how many records that belief is worth.
    public var names: Names

    public struct Names: Hashable, Codable, Sendable {
        public var forename: Double
        public var surname: Double
        public var worth: Double
    }

    /// People nobody has told of yet, for whom a notification may be the first.
    public var unheardOf: Double
}
