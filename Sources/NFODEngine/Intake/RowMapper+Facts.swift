extension RowMapper {
    /// Yes and no answers, doses, basis and objection. What is not told stays unknown.
    func readAnswers(_ row: RowCells, into facts: inout NotificationFacts, _ flags: inout Set<IntakeFlag>) {
        facts.naloxoneGiven = answer(row, .naloxoneGiven, &flags)
        facts.conveyedToHospital = answer(row, .conveyedToHospital, &flags)
        facts.selfHarm = answer(row, .selfHarm, &flags)
        facts.childrenPresent = answer(row, .childrenPresent, &flags)
        facts.domesticAbuse = answer(row, .domesticAbuse, &flags)
        facts.childConcern = answer(row, .childConcern, &flags)
        facts.adultConcern = answer(row, .adultConcern, &flags)
        facts.objection = answer(row, .objection, &flags)
        if let told = row.first(.sharingBasis) {
            if let basis = profile.words.bases[folded(told)] {
                facts.basis = basis
            } else {
                flags.insert(.answerUnreadable)
            }
        }
        readDoses(row, into: &facts, &flags)
    }

    private func answer(_ row: RowCells, _ field: SourceField, _ flags: inout Set<IntakeFlag>) -> Told {
        guard let told = row.first(field).map({ folded($0) }) else { return .unknown }
        if profile.words.yes.contains(told) { return .yes }
        if profile.words.no.contains(told) { return .no }
        flags.insert(.answerUnreadable)
        return .unknown
    }

    private func readDoses(_ row: RowCells, into facts: inout NotificationFacts, _ flags: inout Set<IntakeFlag>) {
        guard let told = row.first(.naloxoneDoses) else { return }
        guard let doses = wholeNumber(told) else {
            flags.insert(.numberUnreadable)
            return
        }
        facts.naloxoneDoses = doses
        // Doses that were counted were given, whatever the other cell says; a contradiction is shown.
        if doses > 0 && facts.naloxoneGiven == .no { flags.insert(.numberUnreadable) }
        if doses > 0 { facts.naloxoneGiven = .yes }
    }

    /// Substances in words and diagnosis codes.
    func readSubstances(_ row: RowCells, into facts: inout NotificationFacts, _ flags: inout Set<IntakeFlag>) {
        for word in row.all(.substances).flatMap(separated) {
            let found = profile.words.substances.all(in: word, negations: profile.words.negations)
            facts.substances.formUnion(found)
            if found.isEmpty && !isDenied(word) {
                facts.substances.insert(.other)
                flags.insert(.substanceUnreadable)
            }
        }
        for code in row.all(.diagnosis).flatMap(separated) {
            if let found = diagnosis(code) {
                facts.substances.formUnion(found)
            } else {
                flags.insert(.substanceUnreadable)
            }
        }
    }

    private func diagnosis(_ told: String) -> Set<Substance>? {
        var code = Substring(SourceWords.code(told))
        while !code.isEmpty {
            if let found = profile.words.diagnoses[String(code)] { return found }
            code = code.dropLast()
        }
        return nil
    }

    private func isDenied(_ text: String) -> Bool {
        words(of: folded(text)).contains { profile.words.negations.contains(String($0)) }
    }

    private func separated(_ cell: String) -> [String] {
        cell.split { profile.words.separators.contains($0) }.map { String($0.trimmed) }
            .filter { !$0.isEmpty && !profile.words.meansAbsent($0) }
    }

    /// Concerns, outcomes and phrases in notes. A note may say anything; a concern or an outcome that is not known is
    /// flagged.
    func readMarks(_ row: RowCells, into facts: inout NotificationFacts, _ flags: inout Set<IntakeFlag>) {
        if facts.conveyedToHospital == .yes { facts.whereabouts = .inHospital }
        for text in (row.all(.concern) + row.all(.outcome)).flatMap(separated) {
            let marks = marks(text)
            if marks.isEmpty && !isDenied(text) { flags.insert(.answerUnreadable) }
            for mark in marks { facts.apply(mark) }
        }
        for text in row.all(.note).flatMap(separated) {
            for mark in marks(text) { facts.apply(mark) }
        }
    }

    private func marks(_ text: String) -> [SourceMark] {
        profile.words.marks.all(in: text, negations: profile.words.negations)
    }
}

extension NotificationFacts {
    fileprivate mutating func apply(_ mark: SourceMark) {
        switch mark {
        case .naloxoneGiven: naloxoneGiven = .yes
        case .naloxoneNotGiven: if naloxoneGiven == .unknown { naloxoneGiven = .no }
        case .conveyedToHospital: conveyedToHospital = .yes
        case .notConveyed: if conveyedToHospital == .unknown { conveyedToHospital = .no }
        case .selfHarm: selfHarm = .yes
        case .childrenPresent: childrenPresent = .yes
        case .childConcern: childConcern = .yes
        case .adultConcern: adultConcern = .yes
        case .domesticAbuse: domesticAbuse = .yes
        case .objects: objection = .yes
        case .inHospital: whereabouts = .inHospital
        case .leftHospitalBeforeTreatment: whereabouts = .leftHospitalBeforeTreatment
        case .dischargedFromHospital: whereabouts = .dischargedFromHospital
        case .inCustody: whereabouts = .inCustody
        case .liberated: whereabouts = .liberated
        case .community: whereabouts = .community
        case .nothing: break
        }
    }
}
