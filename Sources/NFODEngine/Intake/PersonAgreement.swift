/// Whether two tellings under one reference are about one person (rule 12): no score, each identifier by itself.
enum PersonAgreement: Sendable, Equatable {
    case samePerson, anotherPerson, doubtful

    /// - Parameter canBePerIncident: the reference may stand for several people, so that a row that names nobody says
    ///   nothing about who is meant.
    init(_ left: NotificationDetails, _ right: NotificationDetails, canBePerIncident: Bool) {
        let birth = PersonAgreement.birth(left, right)
        let chi = Likeness(left.chi, right.chi)
        switch NameAgreement(left, right) {
        case .same, .near:
            // A father and a son of one name may have been in it, and what was told once is seldom left out later.
            let isBarer = canBePerIncident && left.birthDate != nil && right.birthDate == nil
            self = isBarer && !chi.isAgreement ? .doubtful : PersonAgreement.named(birth, chi)
        // Twins are taken to hospital together, under one reference of the ambulance.
        case .otherForename where canBePerIncident && chi != .same: self = .doubtful
        case .partly, .otherForename:
            let isProven = (birth == .same && chi != .different) || (chi == .same && birth != .different)
            self = isProven ? .samePerson : birth == .different && chi != .same ? .anotherPerson : .doubtful
        case .different:
            self = birth == .same || chi == .same ? .doubtful : .anotherPerson
        case .untold:
            if birth == .different || chi == .different {
                self = chi == .same || birth == .same ? .doubtful : .anotherPerson
            } else if birth.isAgreement || chi.isAgreement || !canBePerIncident {
                self = .samePerson
            } else {
                self = .doubtful
            }
        }
    }

    /// The names agree.
    private static func named(_ birth: Likeness, _ chi: Likeness) -> PersonAgreement {
        switch (birth, chi) {
        case (.different, .same), (.different, .near): .samePerson
        // A parent and a child can share a name, and so can two strangers.
        case (.different, _): .doubtful
        case (.same, _), (.near, _): .samePerson
        case (.untold, .different): .doubtful
        case (.untold, _): .samePerson
        }
    }

    private static func birth(_ left: NotificationDetails, _ right: NotificationDetails) -> Likeness {
        if let one = left.birthDate, let other = right.birthDate {
            if one == other { return .same }
            let isSwapped = one.year == other.year && one.month == other.day && one.day == other.month
            return isSwapped ? .near : Likeness(one.iso8601, other.iso8601)
        }
        guard let one = left.birthDate?.year ?? left.birthYear, let other = right.birthDate?.year ?? right.birthYear
        else {
            return .untold
        }
        return one == other ? .near : .different
    }
}

/// How the names of two tellings agree.
private enum NameAgreement {
    case same, near, partly, different, untold
    /// One surname, and two forenames that are no forms of one name, or two spellings of one that are each a name.
    case otherForename

    init(_ left: NotificationDetails, _ right: NotificationDetails) {
        let forenames = Likeness(left.forename, right.forename)
        let surnames = Likeness(left.surname, right.surname)
        let crossed = [Likeness(left.forename, right.surname), Likeness(left.surname, right.forename)]
        if crossed.allSatisfy(\.isAgreement) {
            self = .same
        } else if forenames == .untold && surnames == .untold {
            self = .untold
        } else {
            let told = [forenames, surnames].filter { $0 != .untold }
            let different = told.count { $0 == .different }
            if forenames != .same && surnames.isAgreement && NameAgreement.areTwoForenames(left, right) {
                self = .otherForename
            } else if different == 0 {
                self = told.contains(.near) ? .near : .same
            } else {
                self = different == 2 ? .different : .partly
            }
        }
    }

    private static func areTwoForenames(_ left: NotificationDetails, _ right: NotificationDetails) -> Bool {
        let (one, other) = (NameFolding.folded(left.forename ?? ""), NameFolding.folded(right.forename ?? ""))
        return NameWord(one).isSpelling(of: NameWord(other))
            || (Forenames.isKnown(one) && Forenames.isKnown(other) && !Forenames.areForms(one, other))
    }
}
