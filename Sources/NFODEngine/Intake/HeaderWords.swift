/// What a column is likely to hold, from its name in a header: how a profile for a new source is guessed.
public enum HeaderWords {
    /// A field and how well the name fits it.
    public struct Match: Sendable, Equatable {
        public let field: SourceField
        public let fit: Fit

        public enum Fit: Int, Sendable, Comparable {
            /// One word of the name fits.
            case contained
            /// The name fits, but other columns could be called so too: `Date`, `Name`.
            case general
            case exact

            public static func < (left: Fit, right: Fit) -> Bool { left.rawValue < right.rawValue }
        }
    }

    /// The best match; nil for a name that says nothing known.
    public static func match(_ name: String) -> Match? {
        let found = words(of: folded(name)).map(String.init)
        let whole = found.joined(separator: " ")
        for (field, names) in exact where names.contains(whole) { return Match(field: field, fit: .exact) }
        if let field = general[whole] { return Match(field: field, fit: .general) }
        let contained = parts.first { part in part.words.allSatisfy { found.contains($0) } }
        return contained.map { Match(field: $0.field, fit: .contained) }
    }

    private static let exact: [(SourceField, Set<String>)] = [
        (
            .reference,
            [
                "ref", "reference", "incident no", "incident number", "incident ref", "case ref", "case no",
                "case number", "urn", "unique reference", "reference number", "record no", "record number",
                "attendance no",
                "attendance number", "vpd ref", "log no", "ref no",
            ]
        ),
        (
            .forename,
            [
                "forename", "forenames", "forename s", "first name", "firstname", "first names", "given name",
                "given names", "christian name",
            ]
        ),
        (.surname, ["surname", "last name", "lastname", "family name"]),
        (
            .fullName,
            [
                "full name", "fullname", "patient name", "client name", "name of person", "name of patient",
                "service user", "service user name",
            ]
        ),
        (
            .otherName,
            [
                "known as", "aka", "a k a", "alias", "aliases", "other name", "other names", "preferred name",
                "maiden name",
            ]
        ),
        (.birthDate, ["dob", "d o b", "date of birth", "birth date", "birthdate", "birthday"]),
        (.birthYear, ["year of birth", "yob", "birth year"]), (.chi, ["chi", "chi number", "chi no", "chi num"]),
        (.sex, ["sex", "gender", "m f", "male female"]),
        (
            .phone,
            [
                "phone", "telephone", "tel", "tel no", "mobile", "mobile no", "mobile number", "phone no",
                "phone number", "telephone number", "contact number",
            ]
        ),
        (
            .reportedBy,
            [
                "reported by", "notified by", "referred by", "referrer", "referral source", "informed by",
                "source of information", "referring agency", "agency",
            ]
        ),
        (.homeAddress, ["home address", "address of person", "client address", "residence", "home"]),
        (.homePostcode, ["postcode", "post code", "home postcode"]),
        (
            .sceneAddress,
            [
                "incident address", "incident location", "location of incident", "address of incident",
                "locus", "scene", "location of nfod", "location of overdose", "place of overdose", "nfod location",
                "where found",
            ]
        ),
        (.scenePostcode, ["incident postcode", "locus postcode", "scene postcode"]),
        (
            .overdoseDate,
            [
                "date of nfod", "nfod date", "date of overdose", "overdose date", "date of od", "od date",
                "incident date", "date of incident", "call date", "date of event", "event date", "date occurred",
            ]
        ),
        (
            .overdoseTime,
            [
                "time of nfod", "nfod time", "time of overdose", "overdose time", "time of od", "incident time",
                "time of incident", "call time", "time of call", "time of event",
            ]
        ),
        (
            .overdoseAt,
            [
                "occurred", "occurred at", "date and time", "date time", "datetime", "date time of nfod",
                "date and time of nfod", "date and time of overdose", "date and time of incident",
            ]
        ),
        (
            .arrivedAt,
            [
                "arrived", "arrival", "arrival time", "arrived at", "ed arrival", "date of attendance",
                "attendance date", "arrival date",
            ]
        ),
        (
            .departedAt,
            [
                "departed", "departure", "departed at", "departure time", "discharge date", "discharged at",
                "date of discharge",
            ]
        ),
        (
            .naloxoneGiven,
            [
                "naloxone", "naloxone given", "naloxone administered", "naloxone used", "narcan",
                "narcan given",
            ]
        ),
        (.naloxoneDoses, ["doses", "naloxone doses", "number of doses", "no of doses", "doses of naloxone"]),
        (
            .conveyedToHospital,
            [
                "conveyed", "conveyed to hospital", "taken to hospital", "transported to hospital",
                "hospital y n", "attended hospital",
            ]
        ),
        (
            .substances,
            [
                "substances", "substance", "substances involved", "suspected substances", "substances taken",
                "drugs", "drugs involved", "drugs taken", "suspected drugs", "substances used", "drug s", "substance s",
            ]
        ),
        (.diagnosis, ["diagnosis", "diagnoses", "diagnosis code", "icd10", "icd 10"]),
        (.selfHarm, ["self harm", "selfharm", "intentional", "deliberate"]),
        (.childrenPresent, ["children present", "child present", "children in household", "children in house"]),
        (.childConcern, ["child concern", "child protection"]),
        (.adultConcern, ["adult concern", "adult protection", "asp"]),
        (.domesticAbuse, ["domestic abuse", "domestic"]), (.concern, ["concern", "concerns", "type of concern"]),
        (.outcome, ["discharge outcome", "ed outcome", "disposal"]),
        (
            .note,
            [
                "note", "notes", "comment", "comments", "details", "narrative", "summary", "further information",
                "additional information",
            ]
        ),
        (.objection, ["objects", "objection", "objects to follow up", "opted out", "opt out"]),
        (.toldAboutSharing, ["told about sharing", "told about the referral"]),
        (.sharingBasis, ["basis", "sharing basis", "basis of sharing", "legal basis"]),
        (
            .sentAt,
            [
                "sent", "date sent", "sent date", "date notified", "notified", "date received", "received",
                "date of referral", "referral date", "date reported", "reported", "date of report", "report date",
                "notification date", "date of notification",
            ]
        ),
    ]

    private static let general: [String: SourceField] = [
        "date": .overdoseDate, "time": .overdoseTime, "when": .overdoseAt, "name": .fullName, "patient": .fullName,
        "client": .fullName, "person": .fullName, "id": .reference, "no": .reference, "address": .homeAddress,
        "location": .sceneAddress, "place": .sceneAddress, "source": .reportedBy, "hospital": .conveyedToHospital,
        "outcome": .outcome, "children": .childrenPresent, "born": .birthDate, "contact": .phone,
    ]

    /// Words of which all stand in the name, in this order of preference.
    private static let parts: [(words: [String], field: SourceField)] = [
        (["year", "birth"], .birthYear), (["birth"], .birthDate), (["dob"], .birthDate), (["chi"], .chi),
        (["forename"], .forename), (["forenames"], .forename), (["first", "name"], .forename), (["surname"], .surname),
        (["last", "name"], .surname), (["incident", "postcode"], .scenePostcode), (["postcode"], .homePostcode),
        (["incident", "address"], .sceneAddress), (["address"], .homeAddress), (["mobile"], .phone),
        (["phone"], .phone),
        (["doses"], .naloxoneDoses), (["naloxone"], .naloxoneGiven), (["substances"], .substances),
        (["substance"], .substances), (["drugs"], .substances), (["drug"], .substances), (["gender"], .sex),
        (["overdose", "date"], .overdoseDate), (["nfod", "date"], .overdoseDate),
        (["incident", "date"], .overdoseDate),
        (["overdose", "time"], .overdoseTime), (["nfod", "time"], .overdoseTime),
        (["incident", "time"], .overdoseTime),
        (["received", "date"], .sentAt), (["referral", "date"], .sentAt), (["notified"], .sentAt),
        (["location"], .sceneAddress), (["locus"], .sceneAddress), (["reference"], .reference), (["ref"], .reference),
        (["notes"], .note), (["comments"], .note), (["outcome"], .outcome), (["name"], .fullName),
    ]
}
