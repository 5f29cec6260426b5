internal import Foundation
public import NFODEngine

/// The zone data of this machine cannot be used; nothing may run on a guess.
public struct ZoneUnavailable: Error, Hashable, Sendable, CustomStringConvertible {
    public let name: String

    public init(name: String) { self.name = name }

    public var description: String {
        "the time zone '\(name)' is not known on this machine; check the spelling and install the package tzdata"
    }
}

extension ZoneRules {
    /// The rules of a zone for 1970 to 2060, from the machine's zone data. Throws ``ZoneUnavailable`` when it has none:
    /// a static build without zone data would otherwise run on UTC unnoticed.
    public static func load(name: String) throws(ZoneUnavailable) -> ZoneRules {
        guard let zone = TimeZone(identifier: name), let end = CivilDate(year: 2061, month: 1, day: 1) else {
            throw ZoneUnavailable(name: name)
        }
        let endSeconds = end.dayNumber * 86_400
        let initial = zone.secondsFromGMT(for: Date(timeIntervalSince1970: 0))
        var changes: [Change] = []
        var offset = initial
        var cursor = Date(timeIntervalSince1970: 0)
        while let next = zone.nextDaylightSavingTimeTransition(after: cursor), next > cursor {
            let seconds = Int(next.timeIntervalSince1970.rounded())
            guard seconds < endSeconds else { break }
            let after = zone.secondsFromGMT(for: next)
            if after != offset { changes.append(Change(from: Instant(seconds: Int64(seconds)), offsetSeconds: after)) }
            offset = after
            cursor = next
        }
        return ZoneRules(name: name, initialOffsetSeconds: initial, changes: changes)
    }
}
