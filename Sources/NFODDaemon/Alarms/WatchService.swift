public import Logging
import NFODConfig
import NFODEngine
import NFODStore
public import ServiceLifecycle

/// Lets the daemon look at itself for as long as it lives, and ends it when its store is lost.
public struct WatchService: Service {
    private let daemon: Daemon
    private let log: Logger

    public init(_ daemon: Daemon, log: Logger) {
        self.daemon = daemon
        self.log = log
    }

    /// - Throws: `StoreError.lost`: half a daemon would look like a whole one.
    public func run() async throws {
        try await cancelWhenGracefulShutdown {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await lookAgainAndAgain() }
                group.addTask { await checkAgainAndAgain() }
                try await group.next()
                group.cancelAll()
            }
        }
    }

    private func lookAgainAndAgain() async throws {
        let watch = SelfWatch(daemon, log: log)
        while !Task.isCancelled {
            do { try await watch.look() } catch StoreError.lost(let fault) {
                try await end(fault)
            } catch {
                let kind = StoreFault(error)?.rawValue ?? "\(type(of: error))"
                log.error("the daemon could not look at itself", metadata: ["kind": "\(kind)"])
            }
            await sleep(daemon.workflow.configuration.settings.alarms.lookEvery)
        }
    }

    private func checkAgainAndAgain() async {
        let round = StoreCheckRound(daemon: daemon, log: log)
        while !Task.isCancelled {
            do { try await round.runWhenDue() } catch {
                // A stop in the middle is no fault; the next start does it anew.
                if Task.isCancelled { return }
                log.error("the database could not be read through", metadata: ["kind": "\(type(of: error))"])
            }
            await sleep(.minutes(1))
        }
    }

    /// Stays for a while, to be seen not to be ready, and goes.
    private func end(_ fault: StoreFault) async throws {
        daemon.alarms.hold(.storeLost)
        log.critical("the store is lost; the daemon ends", metadata: ["fault": "\(fault.rawValue)"])
        await sleep(daemon.workflow.configuration.settings.store.lostStays)
        throw StoreError.lost(fault)
    }

    private func sleep(_ span: Span) async { try? await Task.sleep(for: .milliseconds(span.milliseconds)) }
}
