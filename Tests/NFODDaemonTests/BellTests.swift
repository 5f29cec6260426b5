import NFODEngine
import Synchronization
import Testing

@testable import NFODDaemon

@Suite(.timeLimit(.minutes(10))) struct BellTests {
    /// A sleeper that was woken by its time once must not be awake for ever after.
    @Test(arguments: [false, true])
    func `sleeps that ended do not shorten the next one`(byRing: Bool) async {
        let bell = Bell()
        for _ in 0..<3 {
            if byRing { bell.ring() }
            await bell.sleep(byRing ? .hours(1) : .zero)
        }
        let isAwake = Mutex(false)
        let sleeper = Task {
            await bell.sleep(.hours(1))
            isAwake.withLock { $0 = true }
        }
        for _ in 0..<1_000 { await Task.yield() }
        #expect(!isAwake.withLock { $0 })
        bell.ring()
        await sleeper.value
    }

    @Test func `a ring while nobody sleeps ends the next sleep`() async {
        let bell = Bell()
        bell.ring()
        await bell.sleep(.hours(1))
    }

    @Test func `a cancelled sleep ends`() async {
        let bell = Bell()
        let sleeper = Task { await bell.sleep(.hours(1)) }
        sleeper.cancel()
        await sleeper.value
    }
}
