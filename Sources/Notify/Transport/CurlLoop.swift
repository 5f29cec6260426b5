internal import CCurl
import Glibc
import NFODEngine

/// The loop itself, for the endpoints of one address policy. Lives on its thread and nowhere else.
final class CurlLoop {
    private let inbox: CurlInbox
    private let settings: TransportSettings
    private var lanes = SendLanes<SendOrder>()
    private var care: ConnectionCare
    private let handles = EasyHandles()
    private var underWay: [UnsafeMutableRawPointer: (slot: SendLanes<SendOrder>.Slot, transfer: CurlTransfer)] = [:]

    init(inbox: CurlInbox, settings: TransportSettings) {
        self.inbox = inbox
        self.settings = settings
        care = ConnectionCare(idleConnectionMax: settings.idleConnectionMax)
    }

    /// Until the inbox says stop, or libcurl fails; then everything outstanding is ended and the handle freed.
    func run() {
        while let orders = inbox.take(), turn(orders) {}
        inbox.requestStop()
        for (_, transfer) in underWay.values { end(transfer, .failed(.stopping)) }
        underWay = [:]
        for order in lanes.takeWaiting() { order.end(.failed(.stopping)) }
        inbox.end()
    }

    /// False when libcurl cannot go on.
    private func turn(_ orders: [SendOrder]) -> Bool {
        let now = monotonicNow()
        for order in orders {
            let slot = SendLanes<SendOrder>.Slot(lane: order.request.lane, channel: order.request.channel)
            lanes.add(order, to: slot, pace: order.request.limits.pace, at: now)
        }
        for order in lanes.takeWaiting(since: now - settings.waitMax) { order.end(.failed(.waitedTooLong)) }
        startWaiting(at: now)
        var running: Int32 = 0
        guard curl_multi_perform(inbox.multi.pointer, &running) == CURLM_OK else { return false }
        endFinished()
        startWaiting(at: monotonicNow())
        return curl_multi_poll(inbox.multi.pointer, nil, 0, pause(), nil) == CURLM_OK
    }

    /// Milliseconds to sleep unless woken by a socket, by libcurl's own timers or by the inbox: until the next one's
    /// turn, and never so long that those who wait too long would not be told.
    private func pause() -> Int32 {
        guard lanes.isAnybodyWaiting else {
            lanes.forgetIdle(at: monotonicNow())
            return underWay.isEmpty ? 60_000 : 1_000
        }
        let turn = lanes.nextStart().map { max(1, ($0 - monotonicNow()).milliseconds) } ?? 1_000
        return Int32(min(turn, 1_000))
    }

    private func startWaiting(at now: Instant) {
        for (slot, order) in lanes.start(at: now) {
            begin(order, in: slot, isFresh: care.wantsFresh(slot.channel, slot.lane, at: now))
        }
    }

    private func begin(_ order: SendOrder, in slot: SendLanes<SendOrder>.Slot, isFresh: Bool) {
        guard let transfer = CurlTransfer(order, handles: handles, settings: settings, isFresh: isFresh) else {
            lanes.ended(slot)
            order.end(.failed(.internalFault(Int(CURLE_FAILED_INIT.rawValue))))
            return
        }
        let code = curl_multi_add_handle(inbox.multi.pointer, transfer.easy)
        guard code == CURLM_OK else {
            lanes.ended(slot)
            transfer.end(.failed(.internalFault(Int(code.rawValue))))
            return
        }
        underWay[transfer.easy] = (slot, transfer)
    }

    private func endFinished() {
        var left: Int32 = 0
        while let message = curl_multi_info_read(inbox.multi.pointer, &left) {
            guard nfod_message_is_done(message) != 0, let easy = message.pointee.easy_handle else { continue }
            // The message dies with the handle's removal.
            let code = nfod_message_result(message)
            guard let (slot, transfer) = underWay.removeValue(forKey: easy) else { continue }
            let result = transfer.result(code)
            if transfer.isToRepeat(result) {
                curl_multi_remove_handle(inbox.multi.pointer, easy)
                begin(transfer.order, in: slot, isFresh: true)
                continue
            }
            lanes.ended(slot)
            care.note(result, of: slot.channel, wasReused: transfer.wasReused, at: monotonicNow())
            end(transfer, result)
        }
    }

    private func end(_ transfer: CurlTransfer, _ result: TransportResult) {
        curl_multi_remove_handle(inbox.multi.pointer, transfer.easy)
        transfer.end(result)
    }

    /// Elapsed time since some start; has nothing to do with the calendar.
    private func monotonicNow() -> Instant {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Instant(milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
    }
}
