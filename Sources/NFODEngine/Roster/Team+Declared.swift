/// Hours for which a manager has signed that a duty has nobody.
extension Team {
    /// The declaration that covers a duty at `instant`; nil where none does, or where somebody holds it all the same.
    public func declaration(of role: RoleID, at instant: Instant) -> RosterEntryID? {
        guard holders(of: role, at: instant).isEmpty else { return nil }
        let moment = instant..<Instant(milliseconds: instant.milliseconds + 1)
        return roster.declared.first { $0.hours.role == role && !hours(of: $0, in: moment).isEmpty }?.id
    }

    /// The hours of a declaration, as far as it stands.
    func hours(of declaration: UncoveredDeclaration, in window: Range<Instant>) -> [Range<Instant>] {
        let hours = declaration.hours
        let end = min(declaration.endedAt ?? window.upperBound, window.upperBound)
        guard window.lowerBound < end else { return [] }
        return days(reaching: window).filter { day in
            let kind = holidays.isHoliday(day) ? DutyDay.holiday : DutyDay(day.weekday)
            // A pattern that never names holidays runs through them by weekday, as rotas do.
            let isMeant = hours.days.contains(kind)
            let isByWeekday = !hours.days.contains(.holiday) && hours.days.contains(DutyDay(day.weekday))
            return hours.begins(on: day) && (isMeant || isByWeekday)
        }
        .map { hours.hours.stretch(from: $0, in: zone) }.merged.clipped(to: window.lowerBound..<end)
    }
}
