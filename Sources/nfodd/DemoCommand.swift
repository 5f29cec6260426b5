import ArgumentParser
import Foundation
import Logging
import NFODDaemon
import ServiceLifecycle
import UnixSignals

struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "A team at work among invented people, on a fast clock, in a directory that is removed at the end.")

    @Option(help: "The configuration directory to start from.")
    var config = "config"

    @Option(help: "Simulated seconds in one real second.")
    var speed = 600

    @Option(help: "Port of the pages, or the next free one; 0 takes any.")
    var port: UInt16 = 8420

    func validate() throws {
        guard (1...86_400).contains(speed) else { throw ValidationError("--speed is 1 to 86400") }
    }

    func run() async throws {
        LoggingSystem.bootstrap { _ in LineLogHandler(.text, level: .warning) { Console.complain($0) } }
        do { try await play() } catch { try Console.give(Failure.answer(error)) }
    }

    private func play() async throws {
        // Whoever pipes the output away may stop reading; that ends nothing.
        signal(SIGPIPE, SIG_IGN)
        let log = Logger(label: "nfodd")
        var configuration = ServiceGroupConfiguration(
            services: [DemoService(config: config, port: port, speed: speed, log: log)],
            gracefulShutdownSignals: [.sigint, .sigterm, .sighup], logger: log)
        configuration.maximumGracefulShutdownDuration = .seconds(8)
        try await ServiceGroup(configuration: configuration).run()
    }
}
