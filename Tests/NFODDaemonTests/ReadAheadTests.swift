import Dispatch
import Synchronization
import Testing

@testable import NFODDaemon

@Suite struct ReadAheadTests {
    private struct Torn: Error {}

    /// Goes with the thread that holds it.
    private final class Held: Sendable {
        let gone: DispatchSemaphore

        init(_ gone: DispatchSemaphore) { self.gone = gone }

        deinit { gone.signal() }
    }

    private static func numbers(through last: Int, thenTorn isTorn: Bool, holding held: Held) -> ReadAhead<Int> {
        ReadAhead { give in
            try withExtendedLifetime(held) {
                var number = 0
                while number < last {
                    number += 1
                    try give(number)
                }
                if isTorn { throw Torn() }
            }
        }
    }

    @Test func `every element comes once, in the order in which it was made`() throws {
        let ahead = ReadAhead { give in for number in 0..<5_000 { try give(number) } }
        defer { ahead.close() }
        var taken: [Int] = []
        while let number = try ahead.next() { taken.append(number) }
        #expect(taken == Array(0..<5_000))
    }

    @Test func `an error of the source arrives after what was read before it`() throws {
        let ahead = ReadAheadTests.numbers(through: 3, thenTorn: true, holding: Held(DispatchSemaphore(value: 0)))
        defer { ahead.close() }
        for number in 1...3 { #expect(try ahead.next() == number) }
        #expect(throws: Torn.self) { try ahead.next() }
    }

    @Test func `no more than one element waits, and one is being made`() throws {
        let made = Mutex(0)
        let ahead = ReadAhead<Int> { give in
            for number in 1...2_000 {
                made.withLock { $0 += 1 }
                try give(number)
            }
        }
        defer { ahead.close() }
        while let taken = try ahead.next() { #expect(made.withLock { $0 } <= taken + 2) }
    }

    @Test(arguments: [0, 1, 2], [false, true])
    func `closing ends the thread, whatever was taken before`(taken: Int, isTorn: Bool) throws {
        let gone = DispatchSemaphore(value: 0)
        let ahead = ReadAheadTests.numbers(through: isTorn ? 2 : .max, thenTorn: isTorn, holding: Held(gone))
        for _ in 0..<taken { _ = try ahead.next() }
        ahead.close()
        // A thread that never ends must not hold the tests up for ever.
        #expect(gone.wait(timeout: .now() + 20) == .success)
    }
}
