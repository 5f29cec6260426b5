/// Maps one row's cells to details and facts by a profile. Everything that can be taken is taken; doubts become flags
/// (rules 11 and 13).
struct RowMapper: Sendable {
    let profile: SourceProfile
    let settings: IntakeSettings
    let zone: ZoneRules

    func read(
        _ cells: [String], layout: HeaderLayout, isFallbackEncoded: Bool, receipt: FeedReceipt
    ) -> FeedRow.Content {
        let row = RowCells(cells: cells, layout: layout, words: profile.words)
        var flags: Set<IntakeFlag> = isFallbackEncoded ? [.encodingFallback] : []
        if cells.contains(where: SpreadsheetText.looksLikeFormula) { flags.insert(.formulaText) }
        if cells.contains(where: SpreadsheetText.isErrorValue) { flags.insert(.errorValue) }
        let isHistory = receipt.isHistory
        let receipt = RowReceipt(row, self, receipt)
        var details = NotificationDetails(asReceived: row.asReceived)
        readPerson(row, into: &details, &flags)
        let isFixed = readPlaces(row, into: &details)
        let times = readTimes(row, receipt, &flags)
        let overdose = times.overdose ?? interval(from: receipt)
        let sentAt = isHistory ? sentLongAgo(times, receipt, &flags) : nil
        readBirth(row, on: zone.local(overdose.earliest).date, into: &details, &flags)
        readRemarks(row, into: &details)
        guard times.overdose != nil || namesSomebody(details) || details.home != nil || details.scene != nil
        else { return .quarantined(.nothingToGoOn) }
        var facts = NotificationFacts(
            overdose: overdose, sentAt: sentAt ?? receipt.sentAt, sex: details.sex,
            ageStatus: AgeStatus(details, on: zone.local(overdose.earliest).date), noFixedAddress: !isFixed,
            arrivedAt: times.arrivedAt, departedAt: times.departedAt, basis: profile.basis)
        readAnswers(row, into: &facts, &flags)
        readSubstances(row, into: &facts, &flags)
        readMarks(row, into: &facts, &flags)
        facts.flags = flags
        return .read(NotificationReading(details: details, facts: facts, contentText: row.contentText))
    }

    private func namesSomebody(_ details: NotificationDetails) -> Bool {
        !details.isUnidentified || !details.otherNames.isEmpty || details.birthDate != nil || details.birthYear != nil
            || details.phone != nil
    }

    /// Words of the source that may matter to a reader and are not kept elsewhere.
    private func readRemarks(_ row: RowCells, into details: inout NotificationDetails) {
        let fields: [SourceField] = [.substances, .diagnosis, .concern, .outcome, .note, .remark]
        details.remarks = fields.flatMap { row.all($0) }
        details.reportedBy = row.first(.reportedBy)
        details.toldAboutSharing = row.first(.toldAboutSharing)
    }

    /// What `cell` tells by the first pattern that fits.
    func time(_ cell: String) -> ToldTime? {
        for pattern in profile.dates {
            if let time = pattern.read(cell) { return time }
        }
        return nil
    }
}
