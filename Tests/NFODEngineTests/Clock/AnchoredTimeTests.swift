import NFODEngine
import Testing

/// A machine whose wall clock somebody sets, and the engine time it gives. Minutes after an arbitrary instant.
struct ClockMachine {
    static let start = Instant(seconds: 1_614_585_600)
    private(set) var time: AnchoredTime
    /// Minutes since boot, which began long before.
    private var elapsed: Int64 = 0
    /// Minutes by which the wall clock is wrong.
    private var offset: Int64

    init(
        wall: Int64 = 0, last: Int64? = nil, accepted: (engine: Int64, wall: Int64)? = nil,
        limits: ClockLimits = ClockLimits()
    ) {
        offset = wall
        let record = ClockRecord(
            lastRecordedAt: last.map { Self.start + .minutes($0) },
            accepted: accepted.map {
                ClockConfirmed(engine: Self.start + .minutes($0.engine), wall: Self.start + .minutes($0.wall))
            })
        time = AnchoredTime(Self.reading(0, wall), record: record, limits: limits)
    }

    private static func reading(_ elapsed: Int64, _ offset: Int64) -> ClockReading {
        ClockReading(wall: start + .minutes(elapsed + offset), sinceBoot: .days(7) + .minutes(elapsed))
    }

    var reading: ClockReading { Self.reading(elapsed, offset) }
    /// Engine time in minutes.
    var now: Int64 { (time.now(sinceBoot: reading.sinceBoot) - Self.start).wholeMinutes }
    var wall: Int64 { elapsed + offset }
    var isWaiting: Bool { time.isWaiting(sinceBoot: reading.sinceBoot) }

    mutating func pass(_ minutes: Int64) { elapsed += minutes }
    mutating func set(by minutes: Int64) { offset += minutes }

    /// From and to, in minutes.
    mutating func observe() -> [Int64] {
        guard let step = time.observe(reading) else { return [] }
        return [(step.from - Self.start).wholeMinutes, (step.to - Self.start).wholeMinutes]
    }

    mutating func confirm() throws { _ = try time.confirm(reading) }
}

@Suite struct AnchoredTimeTests {
    /// The wall clock is set by so many minutes after ten: what is told, and where engine time stands then.
    @Test(
        arguments: [
            (by: 0, told: [], now: 10),
            (by: 5, told: [], now: 15),
            (by: 6, told: [10, 16], now: 16),
            (by: 120, told: [10, 130], now: 130),
            (by: 525_600, told: [10, 525_610], now: 525_610),
            (by: -5, told: [], now: 10),
            (by: -6, told: [10, 4], now: 10),
            (by: -360, told: [10, -350], now: 10),
        ] as [(by: Int64, told: [Int64], now: Int64)])
    func aStepIsToldAndOnlyFollowedForward(by: Int64, told: [Int64], now: Int64) {
        var machine = ClockMachine()
        machine.pass(10)
        machine.set(by: by)
        #expect(machine.observe() == told)
        #expect(machine.now == now)
        #expect(machine.observe() == [])
        machine.pass(60)
        #expect(machine.now == now + 60)
    }

    @Test func timeGoesOnWhileNobodyLooks() {
        var machine = ClockMachine()
        machine.pass(600)
        #expect(machine.now == 600)
        #expect(machine.observe() == [])
    }

    @Test func aClockSetBackAndForthIsToldTwiceAndDelaysNothing() {
        var machine = ClockMachine()
        machine.set(by: -360)
        #expect(machine.observe() == [0, -360])
        machine.pass(30)
        #expect(machine.now == 30)
        machine.set(by: 360)
        #expect(machine.observe() == [-330, 30])
        #expect(machine.now == 30)
    }

    @Test func manySmallStepsBackAreToldInTheEnd() {
        var machine = ClockMachine()
        var told: [[Int64]] = []
        for _ in 0..<4 {
            machine.set(by: -2)
            told.append(machine.observe())
        }
        #expect(told == [[], [], [0, -6], []])
    }

    @Test func aWrongJumpForwardThatIsCorrectedAndConfirmedComesTogetherAtHalfPace() throws {
        var machine = ClockMachine()
        machine.set(by: 120)
        #expect(machine.observe() == [0, 120])
        machine.set(by: -120)
        #expect(machine.observe() == [120, 0])
        #expect(machine.now == 120)
        try machine.confirm()
        #expect(machine.now == 120)
        #expect(machine.isWaiting)
        machine.pass(120)
        #expect((machine.now, machine.wall) == (180, 120))
        machine.pass(119)
        #expect(machine.isWaiting)
        machine.pass(1)
        #expect((machine.now, machine.wall, machine.isWaiting) == (240, 240, false))
        machine.pass(60)
        #expect(machine.now == 300)
        #expect(machine.observe() == [])
    }

    @Test func engineTimeNeverGoesBackWhateverIsDoneToTheWallClock() throws {
        var machine = ClockMachine()
        var before = machine.now
        for (set, pass, confirms) in [
            (0, 1, false), (-700, 3, true), (90, 1, false), (-1_000, 7, true), (1_000, 0, false), (-3, 2, true),
            (-60, 200, true), (0, 5, false),
        ] as [(Int64, Int64, Bool)] {
            machine.set(by: set)
            machine.pass(pass)
            _ = machine.observe()
            if confirms { try machine.confirm() }
            #expect(machine.now >= before)
            #expect(machine.now >= machine.wall)
            before = machine.now
        }
    }

    @Test func aRecordTooFarAheadIsNotWaitedFor() throws {
        var machine = ClockMachine()
        machine.set(by: 48 * 60 + 1)
        _ = machine.observe()
        machine.set(by: -(48 * 60 + 1))
        _ = machine.observe()
        #expect(throws: ClockRefusal.tooFarBehind(behind: .minutes(48 * 60 + 1), atMost: .hours(48))) {
            try machine.confirm()
        }
        #expect(machine.now == 48 * 60 + 1)
        machine.set(by: 1)
        try machine.confirm()
    }
}

@Suite struct ClockAtStartTests {
    static let month: Int64 = 30 * 24 * 60

    /// The wall clock stands at nought; the newest thing was recorded at `last`.
    @Test(
        arguments: [
            (last: nil, doubt: nil, now: 0),
            (last: 0, doubt: nil, now: 0),
            (last: -60, doubt: nil, now: 0),
            (last: -month, doubt: nil, now: 0),
            (last: -month - 1, doubt: .longAfterRecord, now: 0),
            (last: 5, doubt: nil, now: 5),
            (last: 6, doubt: .beforeRecord, now: 6),
            (last: 360, doubt: .beforeRecord, now: 360),
        ] as [(last: Int64?, doubt: ClockDoubt?, now: Int64)])
    func aWallClockThatContradictsTheRecordIsDoubted(last: Int64?, doubt: ClockDoubt?, now: Int64) {
        var machine = ClockMachine(last: last)
        #expect(machine.time.doubt == doubt)
        #expect(machine.now == now)
        #expect(machine.observe() == [])
        machine.pass(10)
        #expect(machine.now == now + 10)
    }

    @Test func aDoubtStaysUntilAPersonConfirmsEvenWhenTheClockWasPutRight() throws {
        var machine = ClockMachine(wall: -360, last: 0)
        machine.set(by: 360)
        #expect(machine.observe() == [-360, 0])
        #expect(machine.time.doubt == .beforeRecord)
        try machine.confirm()
        #expect(machine.time.doubt == nil)
        #expect((machine.now, machine.isWaiting) == (0, false))
    }

    @Test func aConfirmedClockIsNotDoubtedAgainWhileItIsWaitedFor() {
        // Accepted at engine 120 and wall 0; stopped at wall 60, so engine time had come to 150 at most.
        let again = ClockMachine(wall: 60, last: 150, accepted: (engine: 120, wall: 0))
        #expect(again.time.doubt == nil)
        #expect((again.now, again.isWaiting) == (150, true))
        #expect(ClockMachine(wall: 60, last: 156, accepted: (engine: 120, wall: 0)).time.doubt == .beforeRecord)
        #expect(ClockMachine(wall: -1, last: 120, accepted: (engine: 120, wall: 0)).time.doubt == .beforeRecord)
    }
}
