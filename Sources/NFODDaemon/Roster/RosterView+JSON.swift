import NFODConfig
public import NFODEngine
import NFODStore

extension RosterView {
    public var checkJSON: JSONValue {
        .object([
            "at": instant(at), "until": instant(through), "isWhole": .bool(isWhole), "gaps": .array(gaps.map(json)),
        ])
    }

    public var json: JSONValue {
        .object([
            "at": instant(at), "until": instant(through), "gaps": .array(gaps.map(json)),
            "duties": .array(configuration.team.rotas.keys.sorted().map(duty)),
            "entries": .array(entries.map(entry)),
            "calendars": .array(
                calendars.map { calendar in
                    .object([
                        "calendar": .string(calendar.read.calendar.name),
                        "role": text(calendar.read.role?.name), "readAt": instant(calendar.at),
                        "problems": .strings(troubles[calendar.read.calendar] ?? []),
                        "stretches": .integer(Int64(calendar.read.shifts.count)),
                        "until": instant(calendar.read.through),
                    ])
                }),
        ])
    }

    private func json(_ gap: RosterGap) -> JSONValue {
        let kind =
            switch gap.subject {
            case .duty: "duty"
            case .locality: "locality"
            case .worker: "worker"
            }
        return .object([
            "kind": .string(kind), "subject": .string(gap.subject.name), "from": instant(gap.hours.lowerBound),
            "to": instant(gap.hours.upperBound), "declared": gap.declared.map { .integer($0.number) } ?? .null,
        ])
    }

    private func duty(_ role: RoleID) -> JSONValue {
        let team = configuration.team
        let turns = team.turns(of: role, in: at..<through).filter { $0.hours.overlaps(at..<through) }
            .sorted { ($0.hours.lowerBound, $0.worker) < ($1.hours.lowerBound, $1.worker) }
        return .object([
            "role": .string(role.name), "label": text(team.rotas[role]?.label),
            "now": .strings(team.holders(of: role, at: at).map(\.name)),
            "turns": .array(
                turns.map { turn in
                    .object([
                        "worker": .string(turn.worker.name), "from": instant(turn.hours.lowerBound),
                        "to": instant(turn.hours.upperBound),
                    ])
                }),
        ])
    }

    private func entry(_ row: RosterTable.Row) -> JSONValue {
        var members: [String: JSONValue] = [
            "entry": .integer(row.id.number), "enteredAt": instant(row.enteredAt), "enteredBy": .string(row.enteredBy),
            "endsAt": row.ending.map { instant($0.at) } ?? .null, "endedBy": text(row.ending?.by),
        ]
        switch row.content {
        case .changes(let changes): members["changes"] = .array(changes.map(change))
        case .uncovered(let hours):
            members["uncovered"] = .object([
                "role": .string(hours.role.name), "days": .strings(hours.days.map(\.rawValue)),
                "fromMinute": .integer(Int64(hours.fromMinute)), "toMinute": .integer(Int64(hours.toMinute)),
                "firstDay": .string(hours.firstDay.iso8601), "lastDay": .string(hours.lastDay.iso8601),
                "signedBy": .string(hours.signedBy.name),
            ])
        }
        return .object(members)
    }

    private func change(_ change: RosterChange) -> JSONValue {
        var members: [String: JSONValue] = [
            "kind": .string(change.kind.rawValue), "worker": text(change.workers.first?.name),
            "role": text(change.role?.name), "from": instant(change.hours.lowerBound),
            "to": instant(change.hours.upperBound),
        ]
        if case .standIn(let one) = change { members["insteadOf"] = .string(one.insteadOf.name) }
        return .object(members)
    }

    private func instant(_ instant: Instant) -> JSONValue { .string(configuration.zone.iso8601(instant)) }

    private func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
}
