/// Over which channels somebody is told at a moment.
extension Team {
    /// Where this worker is told at `instant`, first choice first: over the channels of the duties they hold then, and
    /// over their own. Empty for a worker nobody knows.
    public func ways(toTell worker: WorkerID, at instant: Instant) -> [WayToTell] {
        let uses = dutyUses(of: worker, at: instant) + ownUses(of: worker)
        var seen: Set<ChannelID> = []
        let ways = uses.compactMap { use, holidays -> WayToTell? in
            guard seen.insert(use.channel).inserted else { return nil }
            return WayToTell(use.channel, rest: rest(of: use, holidays, at: instant))
        }
        let isAllQuiet = !ways.isEmpty && ways.allSatisfy { $0.rest > .zero }
        // Hours that leave whoever is at work without any way to hear are a mistake: they are told.
        return isAllQuiet && isBusy(worker, at: instant) ? ways.map { WayToTell($0.channel) } : ways
    }

    /// Where this worker is told whatever duty they hold, first choice first; empty for a worker nobody knows.
    public func channels(of worker: WorkerID) -> [ChannelID] { workers[worker]?.channels.map(\.channel) ?? [] }

    /// Everybody who is told over a channel at some time: it is theirs, or that of a duty they may hold.
    public func workers(toldOver channel: ChannelID) -> [WorkerID] {
        let own = workers.values.filter { $0.channels.contains { $0.channel == channel } }.map(\.id)
        let rotas = rotas.values.filter { $0.channels.contains { $0.channel == channel } }
        let named = rotas.flatMap { $0.turns.map(\.worker) + $0.deputies }
        return Set(own + named).filter { workers[$0]?.isDisabled == false }.sorted()
    }

    private typealias UseWithHolidays = (use: ChannelUse, holidays: HolidayCalendar?)

    private func ownUses(of worker: WorkerID) -> [UseWithHolidays] {
        guard let worker = workers[worker] else { return [] }
        let holidays = agencies[worker.agency]?.calendar.holidays
        return worker.channels.map { ($0, holidays) }
    }

    private func dutyUses(of worker: WorkerID, at instant: Instant) -> [UseWithHolidays] {
        rotas.values.filter { !$0.channels.isEmpty }.sorted { $0.role < $1.role }
            .filter { holders(of: $0.role, at: instant).contains(worker) }
            .flatMap { rota in rota.channels.map { ($0, holidays) } }
    }

    /// In a shift, or holder of a duty.
    private func isBusy(_ worker: WorkerID, at instant: Instant) -> Bool {
        isOnShift(worker, at: instant) || rotas.keys.contains { holders(of: $0, at: instant).contains(worker) }
    }

    /// Until a channel's hours begin; nothing where it has none, is in them, or they do not begin in the next month.
    private func rest(of use: ChannelUse, _ holidays: HolidayCalendar?, at instant: Instant) -> Span {
        guard !use.hours.isEmpty else { return .zero }
        let today = zone.local(instant).date
        for offset in -1...31 {
            let day = today.adding(days: offset)
            let kind = holidays?.isHoliday(day) ?? false ? DutyDay.holiday : DutyDay(day.weekday)
            let stretches = use.hours.filter { $0.days.contains(kind) }.map { $0.hours.stretch(from: day, in: zone) }
            if let next = stretches.filter({ $0.upperBound > instant }).map(\.lowerBound).min() {
                return max(.zero, next - instant)
            }
        }
        return .zero
    }
}
