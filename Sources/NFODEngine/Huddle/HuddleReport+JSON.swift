extension HuddleReport {
    /// `{at, previousHuddle, nextHuddle, silentSources, needsFixing, new, reviews, ...}`: one key for each
    /// ``HuddleSection``, and what heads the page.
    public func json(_ text: PageText) -> JSONValue {
        var out: [String: JSONValue] = [
            "at": text.iso8601(at),
            "fellDueUnseen": .strings(cases(in: .overdue).filter { $0.fellDueUnseen(at: at) }.map(\.code.name)),
            "label": .string(label),
            "nextHuddle": text.iso8601(nextHuddle),
            "previousHuddle": previousHuddle.map { text.iso8601($0) } ?? .null,
            "previousHuddleHeld": .bool(previousWasHeld),
            "summary": .string(summary(text)),
        ]
        for section in HuddleSection.allCases { out[section.rawValue] = json(of: section, text) }
        return .object(out)
    }

    private func json(of section: HuddleSection, _ text: PageText) -> JSONValue {
        switch section {
        case .alarms: .array(alarms.map { $0.json(text) })
        case .silentSources: .array(silentSources.map { $0.json(text) })
        case .needsFixing: .array(needsFixing.map(\.json))
        case .deaths: .array(deaths.map { $0.json(text) })
        case .reviews: .array(reviews.map { $0.json(text) })
        case .joined: .array(joined.map { $0.json(text) })
        case .closedDays: closedDays.map { $0.json(dueCases, text) } ?? .null
        case .mattersArising: .array(mattersArising.map { $0.json(text) })
        case .visitsPlanned: .array(visitsPlanned.map { $0.json(text, warning: visitWarnings[$0.code]) })
        case .capacity: .array(capacity.map(\.json))
        case .notes: .strings(notes)
        case .willNotBeReached:
            .array(
                cases(in: section).map { item in
                    item.json(at: at, text: text).adding("reason", .string(nobodyToday[item.code]))
                })
        case .notDiscussed, .new, .notYetReached, .overdue, .dueBeforeNextHuddle, .inHospitalOrCustody, .under18,
            .outOfArea, .repeats:
            .array(cases(in: section).map { $0.json(at: at, text: text) })
        }
    }
}

extension JSONValue {
    /// This object with one more key; anything else stays as it is.
    fileprivate func adding(_ key: String, _ value: JSONValue) -> JSONValue {
        guard case .object(var members) = self else { return self }
        members[key] = value
        return .object(members)
    }
}

extension StandingAlarm {
    fileprivate func json(_ text: PageText) -> JSONValue {
        .object([
            "alarm": .string(kind.rawValue), "subject": .string(subject?.name), "level": .string(kind.level.rawValue),
            "owner": .string(kind.owner.rawValue), "raisedAt": text.iso8601(raisedAt),
            "text": .string(Wording().text(self)), "remedy": .string(Wording().remedy(kind)),
        ])
    }
}

extension HuddleInput.SilentSource {
    fileprivate func json(_ text: PageText) -> JSONValue {
        .object([
            "source": .string(source.name), "expectedAt": text.iso8601(expectedAt),
            "lastReceivedAt": lastReceivedAt.map { text.iso8601($0) } ?? .null,
        ])
    }
}

extension HuddleInput.RowToFix {
    fileprivate var json: JSONValue {
        .object([
            "source": .string(source.name), "file": .string(file), "line": .integer(line), "code": .string(code),
            "message": .string(message),
        ])
    }
}

extension HuddleInput.Death {
    fileprivate func json(_ text: PageText) -> JSONValue {
        .object([
            "person": .string(person.map(PageText.label)), "cases": .strings(codes.map(\.name)),
            "standing": .string(standing.rawValue), "legalHold": .bool(standing == .confirmed),
            "knownAt": text.iso8601(knownAt),
        ])
    }
}

extension HuddleInput.MatterArising {
    fileprivate func json(_ text: PageText) -> JSONValue {
        .object([
            "case": .string(code?.name), "title": .string(title), "owner": .string(owner),
            "dueAt": dueAt.map { text.iso8601($0) } ?? .null,
        ])
    }
}

extension HuddleInput.Visit {
    fileprivate func json(_ text: PageText, warning: String?) -> JSONValue {
        .object([
            "case": .string(code.name), "at": text.iso8601(at), "workers": .strings(workers),
            "warning": .string(warning),
        ])
    }
}

extension WorkerLoad {
    var json: JSONValue {
        .object([
            "worker": .string(member.worker.name), "label": .string(member.label), "agency": .string(member.agency),
            "capacity": .integer(member.capacity), "onShiftToday": .bool(member.isOnShiftToday), "open": .integer(open),
            "free": .integer(free), "red": .integer(red), "overdue": .integer(overdue),
            "dueBeforeNextHuddle": .integer(dueBeforeNextHuddle), "notYetTaken": .integer(notYetTaken),
        ])
    }
}
