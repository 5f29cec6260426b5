import Testing

@testable import NFODEngine

/// When is a file complete? Told as a timeline: what lies there at which second, and what is ready then.
@Suite struct DropWatchTests {
    private static let feed = DropName("feed.csv")

    private static func file(_ bytes: Int64, inode: UInt64 = 1, written: Int64 = 0) -> DropSighting {
        DropSighting(kind: .file, inode: inode, bytes: bytes, modified: written, changed: written)
    }

    private var watch = DropWatch(settle: .seconds(10), retryFirst: .seconds(5), retryAtMost: .seconds(60))

    struct Look: Sendable {
        let second: Int64
        let present: [DropName: DropSighting]
        let ready: [DropName]
    }

    private mutating func live(_ looks: [Look]) {
        for look in looks {
            let ready = watch.look(at: look.present, uptime: .seconds(look.second))
            #expect(ready == look.ready, "at second \(look.second)")
        }
    }

    @Test mutating func aFileThatLiesStillIsReadyAfterTheQuietTime() {
        let there = [Self.feed: Self.file(9)]
        live([
            .init(second: 100, present: there, ready: []), .init(second: 105, present: there, ready: []),
            .init(second: 110, present: there, ready: [Self.feed]),
            .init(second: 115, present: there, ready: [Self.feed]),
        ])
    }

    @Test mutating func aFileThatGrowsIsLeft() {
        let sizes: [Int64] = [1, 2, 3, 4, 4, 4]
        live(
            sizes.enumerated().map { index, size in
                .init(
                    second: Int64(index) * 10, present: [Self.feed: Self.file(size)],
                    ready: index >= 4 ? [Self.feed] : [])
            })
    }

    @Test mutating func theSameSizeWithOtherContentBeginsAnew() {
        live([
            .init(second: 0, present: [Self.feed: Self.file(9, written: 1)], ready: []),
            .init(second: 10, present: [Self.feed: Self.file(9, written: 2)], ready: []),
            .init(second: 20, present: [Self.feed: Self.file(9, inode: 2, written: 2)], ready: []),
            .init(second: 29, present: [Self.feed: Self.file(9, inode: 2, written: 2)], ready: []),
            .init(second: 30, present: [Self.feed: Self.file(9, inode: 2, written: 2)], ready: [Self.feed]),
        ])
    }

    @Test mutating func aFileThatWentAndCameBeginsAnew() {
        let there = [Self.feed: Self.file(9)]
        live([
            .init(second: 0, present: there, ready: []), .init(second: 5, present: [:], ready: []),
            .init(second: 10, present: there, ready: []), .init(second: 20, present: there, ready: [Self.feed]),
        ])
    }

    @Test mutating func withoutAQuietTimeItIsReadyAtOnce() {
        watch.settle = .zero
        live([.init(second: 3, present: [Self.feed: Self.file(9)], ready: [Self.feed])])
    }

    @Test mutating func namesOfUploadsUnderWayAreNeverReady() {
        let part = DropName("feed.csv.part")
        live([
            .init(second: 0, present: [part: Self.file(9)], ready: []),
            .init(second: 1_000, present: [part: Self.file(9)], ready: []),
        ])
        #expect(watch.waiting == 0)
    }

    @Test mutating func theOldestComesFirst() {
        let (old, new) = (DropName("z.csv"), DropName("a.csv"))
        let there = [old: Self.file(9, written: 1), new: Self.file(9, inode: 2, written: 2)]
        live([.init(second: 0, present: there, ready: []), .init(second: 10, present: there, ready: [old, new])])
    }

    @Test mutating func whatCannotBeHandledIsTriedAgainWithGrowingPauses() {
        let there = [Self.feed: Self.file(9)]
        live([.init(second: 0, present: there, ready: []), .init(second: 10, present: there, ready: [Self.feed])])
        var now: Int64 = 10
        for pause: Int64 in [5, 10, 20, 40, 60, 60] {
            watch.postpone(Self.feed, uptime: .seconds(now))
            #expect(watch.stuck == 1)
            live([
                .init(second: now + pause - 1, present: there, ready: []),
                .init(second: now + pause, present: there, ready: [Self.feed]),
            ])
            now += pause
        }
        // Changed: a new quiet time, and no grudge.
        let other = [Self.feed: Self.file(10)]
        watch.postpone(Self.feed, uptime: .seconds(now))
        live([.init(second: now + 1, present: other, ready: [])])
        #expect(watch.stuck == 0)
        live([.init(second: now + 11, present: other, ready: [Self.feed])])
    }
}
