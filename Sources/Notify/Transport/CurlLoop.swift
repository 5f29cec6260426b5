internal import CCurl
import Glibc
import NFODEngine

/// The loop itself. Lives on its thread and nowhere else.
final class CurlLoop {
    private let inbox: CurlInbox
    private let waitMax: Span
    private var lanes: SendLanes<SendOrder>
    private var underWay: [UnsafeMutableRawPointer: (slot: SendLanes<SendOrder>.Slot, transfer: CurlTransfer)] = [:]

    init(inbox: CurlInbox, settings: TransportSettings) {
        self.inbox = inbox
        waitMax = settings.waitMax
        lanes = SendLanes(ordinary: settings.underWayMax, lastLevel: settings.underWayLastLevelMax)
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
            lanes.add(order, to: .init(lane: order.request.lane, channel: order.request.channel), at: now)
        }
        for order in lanes.takeWaiting(since: now - waitMax) { order.end(.failed(.waitedTooLong)) }
        startWaiting()
        var running: Int32 = 0
        guard curl_multi_perform(inbox.multi.pointer, &running) == CURLM_OK else { return false }
        endFinished()
        startWaiting()
        // Woken by a socket, by libcurl's own timers or by the inbox; the second is for those who wait too long.
        return curl_multi_poll(inbox.multi.pointer, nil, 0, 1_000, nil) == CURLM_OK
    }

    private func startWaiting() {
        for (slot, order) in lanes.start() {
            guard let transfer = CurlTransfer(order) else {
                lanes.ended(slot)
                order.end(.failed(.internalFault(Int(CURLE_FAILED_INIT.rawValue))))
                continue
            }
            let code = curl_multi_add_handle(inbox.multi.pointer, transfer.easy)
            guard code == CURLM_OK else {
                lanes.ended(slot)
                transfer.end(.failed(.internalFault(Int(code.rawValue))))
                continue
            }
            underWay[transfer.easy] = (slot, transfer)
        }
    }

    private func endFinished() {
        var left: Int32 = 0
        while let message = curl_multi_info_read(inbox.multi.pointer, &left) {
            guard nfod_message_is_done(message) != 0, let easy = message.pointee.easy_handle else { continue }
            // The message dies with the handle's removal.
            let code = nfod_message_result(message)
            guard let (slot, transfer) = underWay.removeValue(forKey: easy) else { continue }
            lanes.ended(slot)
            end(transfer, transfer.result(code))
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
