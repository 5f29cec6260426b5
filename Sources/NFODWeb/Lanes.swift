import NIOPosix
import Synchronization

/// Where calls wait for the store, on threads of their own, away from those that serve connections: one lane for what
/// writes, a few for what reads. Everything written through here happens one after another.
final class Lanes: Sendable {
    private let writing = NIOThreadPool(numberOfThreads: 1)
    private let reading = NIOThreadPool(numberOfThreads: 4)
    private let waiting = Atomic<Int>(0)
    private let most: Int

    init(most: Int) {
        self.most = most
        writing.start()
        reading.start()
    }

    /// What is running ends first.
    func stop() async throws {
        try await writing.shutdownGracefully()
        try await reading.shutdownGracefully()
    }

    /// - Throws: ``WebRefusal/overloaded`` when too many wait already; whatever `body` throws.
    func write<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await run(on: writing, body)
    }

    func read<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await run(on: reading, body)
    }

    private func run<Result: Sendable>(
        on pool: NIOThreadPool, _ body: @escaping @Sendable () throws -> Result
    ) async throws -> Result {
        defer { waiting.wrappingSubtract(1, ordering: .relaxed) }
        guard waiting.wrappingAdd(1, ordering: .relaxed).newValue <= most else { throw WebRefusal.overloaded }
        return try await pool.runIfActive(body)
    }
}
