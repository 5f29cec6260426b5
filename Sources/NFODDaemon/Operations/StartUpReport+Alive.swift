import Foundation
import NFODConfig
import NFODEngine
import Notify

/// Who notices when nothing is heard any more.
extension StartUpReport {
    var alive: [Line] { [heartbeat, canary] }

    private var heartbeat: Line {
        guard let heartbeat = settings.heartbeat else {
            return Line(
                .off, "heartbeat", "nobody notices a machine that is gone: none configured (heartbeat in nfodd.yaml)")
        }
        let seconds = heartbeat.every.milliseconds / 1_000
        switch heartbeat.address {
        // Whoever knows the address can keep the watchdog quiet.
        case .text(let address):
            let host = URLComponents(string: address)?.host ?? "an address that cannot be read"
            return Line(.on, "heartbeat", "to \(host), every \(seconds) s")
        case .file(let file):
            let place = daemon.secretPlace(of: file)
            guard place.exists else {
                return Line(.missing, "heartbeat", "no file '\(place.path)'; write the address and `chmod 600` it")
            }
            return Line(.on, "heartbeat", "to a secret address, every \(seconds) s")
        }
    }

    private var canary: Line {
        guard let canary = settings.canary else {
            return Line(.off, "canary", "no test message takes the way of an alert (canary in nfodd.yaml)")
        }
        if let channel = daemon.workflow.channels[canary.channel], !channel.reaches(.canary) {
            return Line(
                .missing, "canary", "\(canary.channel) has no address of '\(WorkerID.canary)'; write one into its file")
        }
        return Line(
            .on, "canary",
            "a test message over \(canary.channel) every \(canary.every.wholeMinutes) min, looked for after "
                + "\(canary.within.wholeMinutes) min")
    }
}
