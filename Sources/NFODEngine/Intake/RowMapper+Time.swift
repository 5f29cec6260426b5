/// When one row counts as sent and received.
struct RowReceipt {
    /// The row's own date of sending, else receipt of the feed. Never after receipt.
    let sentAt: Instant
    let isSendingTold: Bool
    /// Nothing told can have happened after this.
    let receivedAt: Instant
    let previousFeedAt: Instant?

    init(_ row: RowCells, _ mapper: RowMapper, _ receipt: FeedReceipt) {
        previousFeedAt = receipt.previousFeedAt
        receivedAt = receipt.receivedAt
        let sent: Instant? =
            switch row.first(.sentAt).flatMap(mapper.time) {
            case .date(let date):
                mapper.zone.instant(CivilDateTime(date: date, time: mapper.profile.receivedAtLocalTime))
            case .local(let local): mapper.zone.instant(local)
            case .instant(let instant): instant
            case .clock, nil: nil
            }
        sentAt = min(sent ?? receivedAt, receivedAt)
        isSendingTold = sent != nil
    }
}

/// The times of one row, after rule 2.
struct RowTimes {
    /// Nil when no usable time was told.
    var overdose: OverdoseInterval?
    var arrivedAt: Instant?
    var departedAt: Instant?
}

extension RowMapper {
    /// Rule 2: what a source tells to the minute is exact, a date is its local day, an arrival is a latest; what cannot
    /// be or lies in the future is flagged and treated as none.
    func readTimes(_ row: RowCells, _ receipt: RowReceipt, _ flags: inout Set<IntakeFlag>) -> RowTimes {
        var times = RowTimes()
        let told = overdoseCells(row)
        if let told { times.overdose = overdose(told, receipt, &flags) }
        let arrival = row.first(.arrivedAt)
        if let arrival {
            times.arrivedAt = self.arrival(arrival, receipt, isOnlyTime: times.overdose == nil, &flags)
        }
        if times.overdose == nil, let arrivedAt = times.arrivedAt {
            times.overdose = OverdoseInterval(
                earliest: arrivedAt - settings.arrivalLag, latest: arrivedAt, precision: .estimated, origin: .arrival)
        } else if times.overdose == nil, let arrival, let date = time(arrival)?.date {
            times.overdose = arrivalDay(date, receipt)
        }
        if told == nil && arrival == nil { flags.insert(.timeMissing) }
        if let earliest = times.overdose?.earliest, earliest < receipt.sentAt - settings.longAgo {
            flags.insert(.timeLongAgo)
        }
        times.departedAt = row.first(.departedAt).flatMap(time).flatMap { instant($0)?.instant }
        if let departed = times.departedAt, departed < times.arrivedAt ?? departed { times.departedAt = nil }
        return times
    }

    /// Rule 2, no time at all: from the previous feed, at most `unknownTimeMax` back, to receipt. Never less than the
    /// source's usual interval: a second file an hour later may tell of the same night as the first.
    func interval(from receipt: RowReceipt) -> OverdoseInterval {
        let furthest = receipt.sentAt - settings.unknownTimeMax
        let usual = receipt.sentAt - (profile.expectEvery ?? settings.unknownTimeMax)
        let previous = receipt.previousFeedAt.flatMap { $0 < receipt.sentAt ? min($0, usual) : nil }
        return OverdoseInterval(
            earliest: max(furthest, previous ?? furthest), latest: receipt.sentAt, precision: .estimated,
            origin: .receipt)
    }

    /// A row of an old list that does not tell when it was sent: when the overdose was certainly over, for otherwise
    /// years of overdoses would all be today's news.
    func sentLongAgo(
        _ times: RowTimes, _ receipt: RowReceipt, _ flags: inout Set<IntakeFlag>
    ) -> Instant? {
        guard !receipt.isSendingTold, let overdose = times.overdose else { return nil }
        flags.remove(.timeLongAgo)
        return min(overdose.latest, receipt.receivedAt)
    }

    func lastMoment(of date: CivilDate) -> Instant {
        zone.startOfDay(date.adding(days: 1)) - Span(milliseconds: 1)
    }

    /// What the cells say of the overdose itself: one cell, or day and time of day.
    private func overdoseCells(_ row: RowCells) -> (day: String, time: String?)? {
        if let whole = row.first(.overdoseAt) { return (whole, nil) }
        guard let day = row.first(.overdoseDate) ?? row.first(.overdoseTime) else { return nil }
        return (day, row.first(.overdoseTime))
    }

    private func overdose(
        _ told: (day: String, time: String?), _ receipt: RowReceipt, _ flags: inout Set<IntakeFlag>
    ) -> OverdoseInterval? {
        guard var reading = time(told.day) else {
            flags.insert(.timeImpossible)
            return nil
        }
        if case .date(let date) = reading, let text = told.time {
            if case .clock(let clock)? = time(text) {
                reading = .local(CivilDateTime(date: date, time: clock))
            } else {
                // The time of day cannot be; the day was told all the same.
                flags.insert(.timeImpossible)
            }
        }
        if case .date(let date) = reading { return day(date, receipt, &flags) }
        guard let exact = instant(reading) else {
            flags.insert(.timeImpossible)
            return nil
        }
        guard exact.instant <= receipt.receivedAt else {
            flags.insert(.timeInFuture)
            return nil
        }
        if exact.isAmbiguous { flags.insert(.timeAmbiguous) }
        return .exact(exact.instant)
    }

    private func day(_ date: CivilDate, _ receipt: RowReceipt, _ flags: inout Set<IntakeFlag>) -> OverdoseInterval? {
        let start = zone.startOfDay(date)
        guard start <= receipt.receivedAt else {
            flags.insert(.timeInFuture)
            return nil
        }
        return OverdoseInterval(
            earliest: start, latest: min(lastMoment(of: date), receipt.receivedAt), precision: .day, origin: .told)
    }

    private func arrival(
        _ cell: String, _ receipt: RowReceipt, isOnlyTime: Bool, _ flags: inout Set<IntakeFlag>
    ) -> Instant? {
        guard let reading = time(cell) else {
            flags.insert(.timeImpossible)
            return nil
        }
        guard let arrived = instant(reading) else { return nil }
        guard arrived.instant <= receipt.receivedAt else {
            flags.insert(.timeInFuture)
            return nil
        }
        if isOnlyTime && arrived.isAmbiguous { flags.insert(.timeAmbiguous) }
        return arrived.instant
    }

    /// An arrival of which only the day was told: from the lag before that day to its end.
    private func arrivalDay(_ date: CivilDate, _ receipt: RowReceipt) -> OverdoseInterval? {
        let earliest = zone.startOfDay(date) - settings.arrivalLag
        guard earliest <= receipt.receivedAt else { return nil }
        return OverdoseInterval(
            earliest: earliest, latest: min(lastMoment(of: date), receipt.receivedAt), precision: .estimated,
            origin: .arrival)
    }

    /// The moment a time to the minute means; ambiguous when the clocks skipped or doubled it.
    private func instant(_ time: ToldTime) -> (instant: Instant, isAmbiguous: Bool)? {
        switch time {
        case .instant(let instant): return (instant, false)
        case .local(let local):
            let instant = zone.instant(local)
            let before = zone.offsetSeconds(at: instant - .days(1))
            let after = zone.offsetSeconds(at: instant + .days(1))
            let other = instant + .seconds(Int64(before - after))
            let isDoubled = before != after && zone.local(other) == local && other != instant
            return (instant, isDoubled || zone.local(instant) != local)
        case .date, .clock: return nil
        }
    }
}
