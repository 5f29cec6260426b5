import Dispatch
import Synchronization

/// Where calls wait for the store, away from the threads that serve connections: one lane for what writes, a few for
/// what reads. Everything written through here happens one after another.
final class Lanes: Sendable {
    private let writing = DispatchQueue(label: "nfodd.web.write")
    private let reading = (0..<4).map { DispatchQueue(label: "nfodd.web.read.\($0)") }
    private let turn = Atomic<Int>(0)
    private let waiting = Atomic<Int>(0)
    private let most: Int

    init(most: Int) { self.most = most }

    /// - Throws: ``WebRefusal/overloaded`` when too many wait already; whatever `body` throws.
    func write<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await run(on: writing, body)
    }

    func read<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
        let next = turn.wrappingAdd(1, ordering: .relaxed).oldValue
        return try await run(on: reading[abs(next % reading.count)], body)
    }

    private func run<Result: Sendable>(
        on queue: DispatchQueue, _ body: @escaping @Sendable () throws -> Result
    ) async throws -> Result {
        defer { waiting.wrappingSubtract(1, ordering: .relaxed) }
        guard waiting.wrappingAdd(1, ordering: .relaxed).newValue <= most else { throw WebRefusal.overloaded }
        return try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Swift.Result { try body() }) }
        }
    }
}
