import Foundation
import Testing

@testable import NFODDaemon

/// Sleeps are an hour long: a test that does not end is one that nobody woke.
@Suite(.timeLimit(.minutes(10))) struct ThreadBellTests {
    @Test func `a ring while nobody sleeps ends the next sleep`() throws {
        let bell = try ThreadBell()
        for _ in 0..<3 {
            bell.ring()
            bell.sleep(.seconds(3_600))
        }
    }

    @Test func `a ring ends a sleep on another thread`() async throws {
        let bell = try ThreadBell()
        async let slept: Void = OwnThread.run { bell.sleep(.seconds(3_600)) }
        bell.ring()
        await slept
    }

    @Test func `many rings are one`() throws {
        let bell = try ThreadBell()
        for _ in 0..<100_000 { bell.ring() }
        bell.sleep(.seconds(3_600))
        #expect(!bell.hasEnded)
    }

    @Test func `a rest keeps the ring for the next sleep`() throws {
        let bell = try ThreadBell()
        bell.ring()
        bell.rest(.microseconds(1))
        bell.sleep(.microseconds(1))
        bell.sleep(.seconds(3_600))
    }

    @Test func `an end ends this sleep and every later one`() throws {
        let bell = try ThreadBell()
        bell.end()
        for _ in 0..<3 { bell.sleep(.seconds(3_600)) }
        #expect(bell.hasEnded)
    }
}
