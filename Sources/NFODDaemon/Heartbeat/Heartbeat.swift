import Foundation
import Logging
import NFODConfig
import NFODEngine
import NFODStore
import Notify

/// Tells a watchdog outside again and again that the service is alive, for as long as it is: whoever listens there
/// wakes somebody when it falls silent. On a simulated clock nothing is told: what is being tried out is not the
/// service.
actor Heartbeat {
    private let daemon: Daemon
    private let log: Logger
    /// Of its own, made with the first beat: whatever the watchdog does, no alert waits for it.
    private var transport: CurlTransport?
    private var isStopped = false
    private var last: Beat?
    /// Why it is silent, as said in the log last.
    private var doubts: [String] = []
    /// A watchdog may be restarted: once is no trouble.
    private static let failuresBeforeAlarm = 2
    private static let channel = ChannelID("heartbeat")

    private struct Beat {
        let at: Instant
        let settings: Settings.HeartbeatSettings
        /// In a row, with this one.
        var failures: Int
    }

    private let limits: TransferLimits

    init(_ daemon: Daemon, log: Logger, limits: TransferLimits = TransferLimits(totalTimeOut: .seconds(10))) {
        self.daemon = daemon
        self.log = log
        self.limits = limits
    }

    private var workflow: Workflow { daemon.workflow }

    func stop() async {
        isStopped = true
        await transport?.stop()
    }

    /// Beats when it is time to.
    func look() async {
        guard !workflow.clock.isSimulated else { return }
        guard let settings = workflow.configuration.settings.heartbeat else {
            last = nil
            return tell(isFailing: false)
        }
        let now = workflow.deliveryClock.now()
        guard isDue(settings, at: now) else { return }
        let before = last?.settings == settings ? last?.failures ?? 0 : 0
        last = Beat(at: now, settings: settings, failures: before)
        let found = LifeSigns(daemon: daemon).doubts(at: now)
        say(found)
        // Whoever is silent here is heard outside.
        guard found.isEmpty else { return }
        let trouble = await send(settings)
        guard !isStopped else { return }
        last?.failures = trouble == nil ? 0 : before + 1
        if let trouble {
            log.warning("the watchdog outside was not told", metadata: ["problem": "\(trouble.code)"])
        }
        if trouble == nil || before + 1 >= Self.failuresBeforeAlarm { tell(isFailing: trouble != nil) }
    }

    private func isDue(_ settings: Settings.HeartbeatSettings, at now: Instant) -> Bool {
        guard let last, last.settings == settings, now >= last.at else { return true }
        return now - last.at >= (last.failures > 0 ? min(settings.every, .minutes(1)) : settings.every)
    }

    private func send(_ settings: Settings.HeartbeatSettings) async -> HeartbeatTrouble? {
        do throws(HeartbeatTrouble) {
            let url = try url(settings)
            let transport = try transportOfOurs()
            let request = OutgoingRequest(
                method: .get, channel: Self.channel, lane: .ordinary, url: url, headers: [], body: [], limits: limits)
            switch await transport.send(request) {
            case .answered(let answer) where (200..<300).contains(answer.status): return nil
            case .answered(let answer): return .answered(status: answer.status)
            case .failed(let failure): return .notSent(failure)
            }
        } catch { return error }
    }

    private func transportOfOurs() throws(HeartbeatTrouble) -> CurlTransport {
        if let transport { return transport }
        do {
            let made = try CurlTransport()
            transport = made
            return made
        } catch { throw .notSent(.internalFault(0)) }
    }

    private func url(_ settings: Settings.HeartbeatSettings) throws(HeartbeatTrouble) -> EndpointURL {
        let text = try text(settings.address)
        do throws(EndpointURLProblem) {
            let url = try EndpointURL(text, allowPlainLoopback: settings.plainLoopback)
            if url.isOn(workflow.configuration.settings.delivery.hosts) { return url }
        } catch { throw .addressNotUsable(error) }
        throw .addressNotUsable(.hostNotAllowed)
    }

    private func text(_ address: Settings.HeartbeatSettings.Address) throws(HeartbeatTrouble) -> String {
        switch address {
        case .text(let text): return text
        case .file(let file):
            var text: String?
            do throws(DaemonError) { text = try daemon.secretPlace(of: file).text() } catch { throw .addressExposed }
            guard let line = text?.trimmingCharacters(in: .whitespacesAndNewlines), !line.isEmpty else {
                throw .addressMissing
            }
            return line
        }
    }

    private func say(_ found: [LifeDoubt]) {
        let codes = found.map(\.code)
        guard codes != doubts else { return }
        doubts = codes
        if codes.isEmpty {
            log.notice("the watchdog outside is told again")
        } else {
            log.warning("the watchdog outside is not told", metadata: ["why": "\(codes.joined(separator: " "))"])
        }
    }

    /// Raised or over.
    private func tell(isFailing: Bool) {
        do {
            let stands = try workflow.read { try $0.tx.alarms.standing(.heartbeatFailed, nil) != nil }
            guard stands != isFailing else { return }
            try workflow.perform(as: SelfWatch.actor) { try $0.set(.heartbeatFailed, to: isFailing) }
            log.log(
                level: isFailing ? .warning : .notice, isFailing ? "alarm raised" : "alarm over",
                metadata: ["alarm": "\(AlarmKind.heartbeatFailed.rawValue)", "subject": "none"])
        } catch {
            // The next beat tries again.
            log.error("what became of a heartbeat could not be recorded", metadata: ["kind": "\(type(of: error))"])
        }
    }
}
