import NFODEngine
import Testing

/// Rule 23: under 18, or age unknown and possibly under 18: own route, own named owner.
@Suite struct AdultOutreachBarTests {
    @Test func whoIsBarred() {
        let rows: [([AgeStatus], Set<IntakeFlag>, Told, AdultOutreachBar.Reason?)] = [
            ([.under16], [], .unknown, .under18),
            ([.aged16or17], [], .unknown, .under18),
            ([.adult, .aged16or17], [], .unknown, .under18),
            ([.adult], [], .yes, nil),
            ([.possiblyUnder18], [], .unknown, .possiblyUnder18),
            ([.possiblyUnder18, .adult], [], .unknown, nil),
            // Nothing at all is known: no bar by itself, unless something suggests a young person.
            ([.unknown], [], .unknown, nil),
            ([], [], .unknown, nil),
            ([.unknown], [.birthDateImpossible], .unknown, nil),
            ([.unknown], [.birthDateInFuture], .unknown, .possiblyUnder18),
            ([.unknown], [], .yes, .possiblyUnder18),
        ]
        for (row, (ages, flags, concern, reason)) in rows.enumerated() {
            let notifications = ages.map { age in
                (
                    Sample.police,
                    Sample.notification {
                        $0.ageStatus = age
                        $0.flags = flags
                        $0.childConcern = concern
                    }
                )
            }
            let bar = AdultOutreachBar(Sample.facts(notifications))
            #expect(bar?.reason == reason, "row \(row)")
            #expect(bar == nil || bar?.owner == .youngPeopleLead)
        }
    }
}
