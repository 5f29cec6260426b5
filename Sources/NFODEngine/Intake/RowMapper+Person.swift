extension RowMapper {
    /// Reference, names, sex, CHI number and phone.
    func readPerson(_ row: RowCells, into details: inout NotificationDetails, _ flags: inout Set<IntakeFlag>) {
        details.reference = row.first(.reference)
        (details.forename, details.surname) = names(row)
        if details.forename == nil && details.surname == nil { flags.insert(.nameMissing) }
        details.otherNames = row.all(.otherName).flatMap { $0.split(whereSeparator: { ";,/".contains($0) }) }
            .map { collapsed($0) }.filter { !$0.isEmpty && !profile.words.namesNobody($0) }
        details.phone = row.first(.phone)
        if let told = row.first(.sex) {
            details.sex = profile.words.sexes[folded(told)]
            if details.sex == nil { flags.insert(.sexUnreadable) }
        }
        if let number = row.first(.chi).flatMap({ CHINumber(told: $0) }) {
            details.chi = number.text
            flags.formUnion(number.doubts)
        }
    }

    private func names(_ row: RowCells) -> (forename: String?, surname: String?) {
        var forename = row.first(.forename).map { collapsed($0) }
        var surname = row.first(.surname).map { collapsed($0) }
        if forename == nil, surname == nil, let whole = row.first(.fullName) {
            (forename, surname) = split(collapsed(whole))
        }
        // "Unknown Male" is nobody's name, and no person called so is ever made; "John Male" is somebody.
        let told = [forename, surname].compactMap(\.self)
        if told.allSatisfy(profile.words.namesNobody) { return (nil, nil) }
        return (forename.flatMap(named), surname.flatMap(named))
    }

    private func named(_ name: String) -> String? {
        profile.words.meansAbsent(name) ? nil : name
    }

    private func split(_ name: String) -> (forename: String?, surname: String?) {
        if let comma = name.firstIndex(of: ",") {
            let (surname, forename) = (collapsed(name[..<comma]), collapsed(name[comma...].dropFirst()))
            return (forename.isEmpty ? nil : forename, surname.isEmpty ? nil : surname)
        }
        let parts = name.split(separator: " ")
        switch (parts.count, profile.nameOrder) {
        case (...1, .forenameFirst): return (name, nil)
        case (...1, .surnameFirst): return (nil, name)
        case (_, .forenameFirst): return (parts.dropLast().joined(separator: " "), parts.last.map(String.init))
        case (_, .surnameFirst): return (parts.dropFirst().joined(separator: " "), parts.first.map(String.init))
        }
    }

    /// Birth date or year; needs to know when the overdose was, because nobody has one before being born.
    func readBirth(
        _ row: RowCells, on day: CivilDate, into details: inout NotificationDetails, _ flags: inout Set<IntakeFlag>
    ) {
        let told = row.first(.birthDate) ?? row.first(.birthYear)
        guard let told else { return }
        if let year = wholeNumber(told), told.utf8.count == 4 {
            switch day.year - year {
            case ..<0: flags.insert(.birthDateInFuture)
            case 0...settings.ageMaxYears: details.birthYear = year
            default: flags.insert(.birthDateImpossible)
            }
            return
        }
        guard let date = time(told).flatMap(localDate) else {
            flags.insert(.birthDateImpossible)
            return
        }
        if date > day {
            flags.insert(.birthDateInFuture)
        } else if date.age(on: day) > settings.ageMaxYears {
            flags.insert(.birthDateImpossible)
        } else {
            details.birthDate = date
            if let chi = details.chi.flatMap({ CHINumber(told: $0) }), chi.differs(from: date) {
                flags.insert(.birthDateDiffersFromCHI)
            }
        }
    }

    private func localDate(_ time: ToldTime) -> CivilDate? {
        if case .instant(let instant) = time { return zone.local(instant).date }
        return time.date
    }
}

extension AgeStatus {
    /// Rule 23, from the birth date, else the year of birth, else the date inside a valid CHI number, whose century is
    /// open: there a possible child stays possible.
    init(_ details: NotificationDetails, on day: CivilDate) {
        if let birthDate = details.birthDate {
            self = AgeStatus(ages: birthDate.age(on: day)...birthDate.age(on: day))
        } else if let year = details.birthYear {
            self = AgeStatus(ages: (day.year - year - 1)...(day.year - year))
        } else if let chi = details.chi.flatMap({ CHINumber(told: $0) }), chi.isValid {
            let youngest = chi.birthDates.filter { $0 <= day }.map { $0.age(on: day) }.min()
            self = youngest.map { $0 < 18 ? .possiblyUnder18 : .adult } ?? .unknown
        } else {
            self = .unknown
        }
    }

    /// Between 15 and 16 the stricter one.
    private init(ages: ClosedRange<Int>) {
        if ages.lowerBound < 16 {
            self = .under16
        } else if ages.upperBound < 18 {
            self = .aged16or17
        } else {
            self = ages.lowerBound < 18 ? .possiblyUnder18 : .adult
        }
    }
}
