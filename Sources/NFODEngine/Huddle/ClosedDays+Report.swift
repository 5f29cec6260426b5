/// The days without a huddle in words and for programs.
extension ClosedDays {
    static let columns = ["Day", "On duty", "At work", "Due"]

    /// `No huddle until Tue 29 Dec 09:30. An overdose before Sat 26 Dec 09:30 is due before that: …`
    func sentence(_ text: PageText, now: Instant) -> String {
        let next = TimePhrase.moment(nextHuddle, in: text.zone, now: now)
        let unseen = TimePhrase.moment(unseenBefore, in: text.zone, now: now)
        let closed = days.compactMap { day in day.holiday.map { "\(TimePhrase.day(day.date, thisYear: nil)): \($0)" } }
        let why = closed.isEmpty ? "" : " (\(closed.joined(separator: "; ")))"
        return "The first huddle on a later day is \(next)\(why). An overdose before \(unseen) is due before that: it "
            + "goes to whoever is on duty as soon as it is told."
    }

    /// - Parameter due: responses whose time runs.
    func json(_ due: [ReportCase], _ text: PageText) -> JSONValue {
        .object([
            "nextHuddle": text.iso8601(nextHuddle), "unseenBefore": text.iso8601(unseenBefore),
            "days": .array(days.map { $0.json(due, text) }),
        ])
    }
}

extension ClosedDays.Day {
    fileprivate func isDue(_ item: ReportCase, _ zone: ZoneRules) -> Bool {
        let isInTime = huddleAt.map { item.contactDueAt <= $0 } ?? true
        return isInTime && zone.local(item.contactDueAt).date == date
    }

    func cells(due: [ReportCase], _ text: PageText) -> [String] {
        let name = TimePhrase.day(date, thisYear: nil)
        let huddle = huddleAt.map { ", huddle \(text.zone.local($0).time.hourAndMinute)" } ?? ""
        let cases = due.filter { isDue($0, text.zone) }.map { item in
            let due = text.zone.local(item.contactDueAt).time.hourAndMinute
            return "\(item.code) \(due) (\(item.coveredBy ?? "NOBODY COVERS"))"
        }
        return [
            name + (holiday.map { ", \($0)" } ?? "") + huddle, duty.map { $0.words(text.zone) }.joined(separator: "; "),
            atWork.isEmpty ? "nobody" : atWork.map { $0.words(text.zone) }.joined(separator: "; "),
            cases.isEmpty ? "nothing" : cases.joined(separator: "; "),
        ]
    }

    fileprivate func json(_ due: [ReportCase], _ text: PageText) -> JSONValue {
        .object([
            "date": .string(date.iso8601), "holiday": .string(holiday),
            "huddleAt": huddleAt.map { text.iso8601($0) } ?? .null, "onDuty": .array(duty.map { $0.json(text) }),
            "atWork": .array(atWork.map { $0.json(text) }),
            "due": .array(
                due.filter { isDue($0, text.zone) }.map { item in
                    .object([
                        "case": .string(item.code.name), "contactDueAt": text.iso8601(item.contactDueAt),
                        "coveredBy": .string(item.coveredBy),
                    ])
                }),
        ])
    }
}

extension ClosedDays.Stretch {
    /// `09:00 to 17:00 Isla Example`; midnight at the end of a day is 24:00.
    fileprivate func words(_ zone: ZoneRules) -> String {
        let (start, end) = (zone.local(from), zone.local(to))
        let isMidnight = end.time == .midnight && end.date > start.date
        let names = workers.isEmpty ? "NOBODY" : workers.joined(separator: ", ")
        return "\(start.time.hourAndMinute) to \(isMidnight ? "24:00" : end.time.hourAndMinute) \(names)"
    }

    fileprivate func json(_ text: PageText) -> JSONValue {
        .object(["from": text.iso8601(from), "to": text.iso8601(to), "workers": .strings(workers)])
    }
}
