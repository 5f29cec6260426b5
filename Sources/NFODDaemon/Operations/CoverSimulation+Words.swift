import NFODConfig
import NFODEngine

/// What was reckoned with, so that a table or a chart can be read without the command that made it.
extension CoverSimulation {
    var assumptions: [String] {
        let huddles = configuration.huddles
        let spread = request.spread == .even ? "spread evenly" : "as chance has it (seed \(request.seed))"
        return [
            "The year \(request.year): huddle \(words(huddles)), "
                + "not on the holidays of '\(huddles.holidays.id)'; told \(feedWords).",
            "The wait for the first look is reckoned for every instant of the year\(patternWords), the visits for "
                + "\(request.overdoses) overdoses \(spread).",
            "A visit takes \(TimePhrase.length(configuration.settings.assignment.visitTime)) of a shift and reaches "
                + "the person \(tryWords). Only whoever may visit alone is counted.",
        ] + (changes.isEmpty ? [] : ["Changed: \(changes.joined(separator: "; "))."])
    }

    private var patternWords: String {
        let pattern = request.pattern
        guard pattern != .even else { return "" }
        return ", each hour of the week weighed by the \(pattern.total) overdoses counted in "
            + "\(pattern.hoursNamed) of its 168 hours"
    }

    private var feedWords: String {
        switch request.feed {
        case .atOnce: "at once"
        case .nextDay(let time): "the next day at \((time ?? latestFeed).hourAndMinute)"
        }
    }

    private var tryWords: String {
        request.reachedPerTry == 100
            ? "each time, so that `reached` says how soon somebody could have been there"
            : "in \(request.reachedPerTry) of 100 tries, the next one \(TimePhrase.length(request.againAfter)) later"
    }

    private var changes: [String] {
        let looks = request.extraLooks.map { look in
            "a look \(words(look.days)) at \((look.time ?? configuration.huddles.usualTime).hourAndMinute)"
        }
        let shifts = request.extraShifts.map { shift in
            let days = DutyDay.allCases.filter(shift.days.contains).map(\.label).joined(separator: ", ")
            return "one more worker \(days) \(shift.hours.from.hourAndMinute) to \(shift.hours.to.hourAndMinute)"
        }
        let duty = "what no look will see before contact is due goes out as soon as it is told"
        return looks + shifts + (request.dutyTakesUnseen ? [duty] : [])
    }

    /// `Monday to Friday at 09:30; Friday at 15:00`
    private func words(_ huddles: HuddleCalendar) -> String {
        Set(huddles.times.values.joined()).sorted().map { time in
            let days = Set(huddles.times.filter { $0.value.contains(time) }.keys)
            return "\(words(days)) at \(time.hourAndMinute)"
        }
        .joined(separator: "; ")
    }

    private func words(_ days: Set<Weekday>) -> String {
        let ordered = Weekday.allCases.filter(days.contains)
        if ordered == [.monday, .tuesday, .wednesday, .thursday, .friday] { return "Monday to Friday" }
        return ordered.map { DutyDay($0).label }.joined(separator: ", ")
    }
}
