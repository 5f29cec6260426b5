import NFODEngine
import Testing

@testable import Notify

/// Whose turn it is: by channel, lane, number under way and rate.
@Suite struct SendLanesTests {
    private typealias Slot = SendLanes<String>.Slot
    private let start = Instant(seconds: 1_000)

    private func slot(_ channel: String, _ lane: OutgoingRequest.Lane = .ordinary) -> Slot {
        Slot(lane: lane, channel: ChannelID(channel))
    }

    private func started(_ lanes: inout SendLanes<String>, _ milliseconds: Int64 = 0) -> [String] {
        lanes.start(at: start + Span(milliseconds: milliseconds)).map(\.item)
    }

    @Test func `ten thousand that wait for a dead receiver stand before nobody else`() {
        var lanes = SendLanes<String>()
        let pace = SendPace(atOnce: 4, perSecond: 1_000)
        for number in 0..<10_000 { lanes.add("dead \(number)", to: slot("dead"), pace: pace, at: start) }
        expect(started(&lanes), ["dead 0", "dead 1", "dead 2", "dead 3"])
        lanes.add("good", to: slot("good"), pace: pace, at: start)
        lanes.add("last", to: slot("dead", .lastLevel), pace: pace, at: start)
        expect(started(&lanes), ["last", "good"])
        lanes.ended(slot("dead"))
        expect(started(&lanes), ["dead 4"])
    }

    @Test func `no channel begins more a second than its setting says`() {
        var lanes = SendLanes<String>()
        let pace = SendPace(atOnce: 100, perSecond: 4)
        for number in 0..<100 { lanes.add("\(number)", to: slot("teams"), pace: pace, at: start) }
        var begun: [Int64] = []
        for milliseconds in stride(from: Int64(0), through: 10_000, by: 10) {
            let count = lanes.start(at: start + Span(milliseconds: milliseconds)).count
            begun += Array(repeating: milliseconds, count: count)
        }
        #expect(begun.count == 41)
        for (earlier, later) in zip(begun, begun.dropFirst(4)) { #expect(later - earlier >= 1_000) }
    }

    @Test func `when the rate allows the next one is said beforehand`() {
        var lanes = SendLanes<String>()
        let pace = SendPace(atOnce: 100, perSecond: 4)
        #expect(lanes.nextStart() == nil)
        for number in 0..<3 { lanes.add("\(number)", to: slot("teams"), pace: pace, at: start) }
        _ = lanes.start(at: start)
        #expect(lanes.nextStart() == start + Span(milliseconds: 250))
        expect(started(&lanes, 249), [])
        expect(started(&lanes, 250), ["1"])
    }

    /// The ordinary lane has used the rate up; the last level goes all the same, and the ordinary lane waits for it.
    @Test func `a last level does not wait for the rate of the others, who wait for it`() {
        var lanes = SendLanes<String>()
        let pace = SendPace(atOnce: 100, perSecond: 4)
        for number in 0..<9 { lanes.add("\(number)", to: slot("teams"), pace: pace, at: start) }
        expect(started(&lanes), ["0"])
        lanes.add("last", to: slot("teams", .lastLevel), pace: pace, at: start)
        expect(started(&lanes), ["last"])
        expect(started(&lanes, 490), [])
        expect(started(&lanes, 500), ["1"])
    }

    @Test func `a pace from a configuration read again counts at once`() {
        var lanes = SendLanes<String>()
        for number in 0..<9 {
            lanes.add("\(number)", to: slot("a"), pace: SendPace(atOnce: 1, perSecond: 1), at: start)
        }
        expect(started(&lanes), ["0"])
        lanes.add("9", to: slot("a"), pace: SendPace(atOnce: 5, perSecond: 100), at: start)
        expect(started(&lanes, 50), ["1", "2", "3", "4"])
    }

    @Test func `what waits too long and what is left at the end is handed back`() {
        var lanes = SendLanes<String>()
        let pace = SendPace(atOnce: 1, perSecond: 1_000)
        lanes.add("a", to: slot("x"), pace: pace, at: start)
        lanes.add("b", to: slot("x"), pace: pace, at: start)
        lanes.add("c", to: slot("x"), pace: pace, at: start + .seconds(5))
        _ = lanes.start(at: start)
        expect(lanes.takeWaiting(since: start + .seconds(1)), ["b"])
        #expect(lanes.isAnybodyWaiting)
        expect(lanes.takeWaiting(), ["c"])
        #expect(!lanes.isAnybodyWaiting)
    }

    /// What `#expect` cannot call, because it changes something.
    private func expect(
        _ found: [String], _ wanted: [String], at place: SourceLocation = #_sourceLocation
    ) {
        #expect(found == wanted, sourceLocation: place)
    }
}
