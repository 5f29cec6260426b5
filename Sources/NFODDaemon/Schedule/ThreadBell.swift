import Glibc
import Synchronization

/// A sleep of a thread that a ring ends, to within a tenth of a millisecond. A ring while nobody sleeps ends the next
/// sleep at once, so that none is lost. One sleeper.
///
/// A pipe, because waiting for one goes by elapsed time: a condition variable would wait by the wall clock, and with it
/// for hours where that is set back.
final class ThreadBell: Sendable {
    private let reading: Descriptor
    private let writing: Descriptor
    private let isOver = Atomic<Bool>(false)

    init() throws(BellFault) {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw BellFault(number: errno) }
        reading = Descriptor(ends[0])
        writing = Descriptor(ends[1])
        for end in ends where fcntl(end, F_SETFL, O_NONBLOCK) != 0 || fcntl(end, F_SETFD, FD_CLOEXEC) != 0 {
            throw BellFault(number: errno)
        }
    }

    /// Ends the sleep. A pipe that is full has been rung often enough.
    func ring() {
        var byte: UInt8 = 1
        _ = write(writing.number, &byte, 1)
    }

    /// Ends the sleep, and every later one.
    func end() {
        isOver.store(true, ordering: .releasing)
        ring()
    }

    var hasEnded: Bool { isOver.load(ordering: .acquiring) }

    /// Sleeps so long, or until somebody rings; less than a millisecond is slept through.
    func sleep(_ duration: Duration) {
        guard !hasEnded else { return }
        if duration > .zero, duration < .milliseconds(1) { return rest(duration) }
        var waiting = pollfd(fd: reading.number, events: Int16(POLLIN), revents: 0)
        guard poll(&waiting, 1, milliseconds(duration)) > 0 else { return }
        var rung = [UInt8](repeating: 0, count: 512)
        while read(reading.number, &rung, rung.count) == rung.count {}
    }

    private func milliseconds(_ duration: Duration) -> Int32 {
        let (seconds, attoseconds) = duration.components
        return Int32(clamping: seconds * 1_000 + attoseconds / 1_000_000_000_000_000)
    }

    /// Sleeps so long, whoever rings; a ring is kept for the next sleep.
    func rest(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        var time = timespec(tv_sec: Int(seconds), tv_nsec: Int(attoseconds / 1_000_000_000))
        nanosleep(&time, nil)
    }
}

/// The system has no descriptors left for a thread to be woken by; its number as in errno(3).
struct BellFault: Error, Hashable {
    let number: Int32
}
