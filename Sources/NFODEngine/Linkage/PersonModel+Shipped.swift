extension PersonModel {
    /// Works from the first row. Rates of error are those that record linkage of health and police data usually meets;
    /// those of kin are set high on purpose, because a wrong join is worse than a missed one (rule 17). Fixed before
    /// anything was scored; `nfodd link train` estimates the columns `same` and `stranger` from a team's own records.
    public static let shipped = PersonModel(
        forename: forenames, surname: surnames, birthDate: birthDates, chiBesideBirthDate: numbersBesideBirthDate,
        chiAlone: numbersAlone,
        sexBesideForename: [.agree: rates(0.99, 0.97, 0.97, 0.97, 0.97, 0.97), .differ: rates(0.01, 0.03)],
        sexAlone: [.agree: rates(0.99, 0.5, 0.6, 0.5, 0.6, 0.99), .differ: rates(0.01, 0.5, 0.4, 0.5, 0.4, 0.01)],
        home: homes, encounter: encounters, namesSwapped: 0.03,
        chiDateDiffers: rates(0.03, 0.98, 0.2, 0.98, 0.98, 0.03),
        kin: Kin(twin: 0.01, relative: 0.1, parentOrChild: 0.05, namesake: 0.0003),
        names: Names(forename: 0.012, surname: 0.006, worth: 200), unheardOf: 300)

    private static func rates(
        _ same: Double, _ stranger: Double, _ twin: Double? = nil, _ relative: Double? = nil,
        _ parentOrChild: Double? = nil, _ namesake: Double? = nil
    ) -> Rates {
        Rates(
            same: same, stranger: stranger, twin: twin ?? stranger, relative: relative ?? stranger,
            parentOrChild: parentOrChild ?? stranger, namesake: namesake ?? stranger)
    }

    /// A slip that makes no other name is no twin's; alike names are, for twins are called Donna and Shona.
    private static let forenames: LevelTable<FieldComparison.Forename> = [
        .agree: rates(0.86, 0.012, 0.0005, 0.001, 0.1, 0.86),
        .shortForm: rates(0.03, 0.004, 0.02, 0.004, 0.01, 0.03),
        .clearSlip: rates(0.06, 0.001, 0.0005, 0.0005, 0.006, 0.06),
        .slip: rates(0.06, 0.0015, 0.03, 0.004, 0.006, 0.06),
        .alike: rates(0.006, 0.012, 0.03, 0.03, 0.03, 0.006),
        .differ: rates(0.025, 0.97, 0.95, 0.95, 0.85, 0.025),
    ]

    private static let surnames: LevelTable<FieldComparison.Surname> = [
        .agree: rates(0.86, 0.006, 0.86, 0.6, 0.75, 0.86),
        .slip: rates(0.07, 0.0015, 0.07, 0.05, 0.06, 0.07),
        .differ: rates(0.05, 0.99, 0.05, 0.34, 0.18, 0.05),
    ]

    private static let birthDates: LevelTable<FieldComparison.BirthDate> = [
        .agree: rates(0.9, 0.00006, 0.9, 0.0001, 0.000001, 0.9),
        .dayAndMonthSwapped: rates(0.02, 0.00006, 0.02, 0.0001, 0.000001, 0.02),
        .slip: rates(0.05, 0.0012, 0.05, 0.002, 0.0001, 0.05),
        .close: rates(0.005, 0.00024, 0.005, 0.0003, 0.00001, 0.005),
        .yearAgrees: rates(0.97, 0.03, 0.97, 0.04, 0.002, 0.97),
        .differ: rates(0.015, 0.998, 0.015, 0.997, 0.9999, 0.015),
    ]

    private static let numbersBesideBirthDate: LevelTable<FieldComparison.CHI> = [
        .agree: rates(0.975, 0.002, 0.01, 0.002, 0.001, 0.001),
        .slip: rates(0.015, 0.03, 0.1, 0.03, 0.03, 0.03),
        .differ: rates(0.01, 0.968, 0.89, 0.968, 0.969, 0.969),
    ]

    private static let numbersAlone: LevelTable<FieldComparison.CHI> = [
        .agree: rates(0.975, 0.000001, 0.01, 0.002, 0.001, 0.001),
        .slip: rates(0.015, 0.00002, 0.1, 0.002, 0.002, 0.02),
        .differ: rates(0.01, 0.99998, 0.89, 0.996, 0.997, 0.979),
    ]

    private static let homes: LevelTable<FieldComparison.Home> = [
        .sameDoor: rates(0.72, 0.0002, 0.6, 0.6, 0.6, 0.0001),
        .samePostcode: rates(0.72, 0.0007, 0.6, 0.6, 0.6, 0.001),
        .sameManyLiveThere: rates(0.6, 0.02, 0.4, 0.4, 0.4, 0.02),
        .sameSector: rates(0.05, 0.04, 0.08, 0.08, 0.08, 0.04),
        .differ: rates(0.22, 0.95, 0.32, 0.32, 0.32, 0.94),
    ]

    /// The household is counted as home already: of the encounter only the time counts then.
    private static let encounters: LevelTable<FieldComparison.Encounter> = [
        .sameScene: rates(0.5, 0.00004, 0.03, 0.03, 0.02, 0.0001),
        .sameHousehold: rates(0.3, 0.1, 0.02, 0.02, 0.01, 0.003),
        .sameTime: rates(0.15, 0.1, 0.02, 0.02, 0.01, 0.003),
        .elsewhere: rates(0.02, 0.1, 0.1, 0.1, 0.1, 0.1),
        .toldTwice: rates(0.01, 0.1, 0.1, 0.1, 0.1, 0.1),
    ]
}
