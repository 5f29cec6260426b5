import Foundation
import NFODEngine
import Synchronization

@testable import NFODDaemon

/// Eight clients that post one notification after another through all kills, and what each was told. A post without an
/// answer is unknown: every second one is sent again under its key until it is answered, the others never.
final class KillLoopCrowd: Sendable {
    struct Post: Sendable {
        let number: Int
        let source: SourceID
        /// The body of the answer; nil while nobody knows what became of it.
        var answer: [UInt8]?

        var key: String { "\(source)-\(number)" }
    }

    private struct Book {
        var lastNumber = 0
        var posts: [Post] = []
        /// Where a post stands among them, by its key.
        var places: [String: Int] = [:]
        var others: [Int: Int] = [:]
    }

    static let size = 8
    private let door = KillLoopDoor()
    private let book = Mutex(Book())

    /// Every post that was ever sent.
    var posts: [Post] { book.withLock { $0.posts } }
    /// Answers that were none of the expected, by status.
    var otherAnswers: [Int: Int] { book.withLock { $0.others } }

    /// Numbers that nobody has told of yet.
    func newNumbers(_ count: Int) -> ClosedRange<Int> {
        book.withLock { book in
            book.lastNumber += count
            return (book.lastNumber - count + 1)...book.lastNumber
        }
    }

    func open(_ clients: [SourceID: EndToEndClient]) { door.open(clients) }
    func end() { door.end() }

    /// Posts until ``end()``.
    func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for member in 0..<Self.size { group.addTask { try await onOwnThread { self.run(member) } } }
            try await group.waitForAll()
        }
    }

    private func run(_ member: Int) {
        let source = KillLoopOverdose.sources[member % 2]
        var opening = 0
        var again: Post?
        while let (number, clients) = door.pass(after: opening, isOwed: again != nil) {
            guard let client = clients[source] else { return }
            let post = again ?? Post(number: newNumbers(1).lowerBound, source: source)
            begin(post)
            let cells = KillLoopOverdose(number: post.number).row(of: source).cells
            let answer = client.post(cells, from: source.name, key: post.key)
            let isTaken = answer?.status == 201
            note(post, isTaken ? answer?.body : nil, other: isTaken ? nil : answer?.status)
            again = !isTaken && post.number.isMultiple(of: 2) ? post : nil
            // Whoever got no answer waits until the daemon is back.
            opening = answer == nil ? number : 0
        }
    }

    private func begin(_ post: Post) {
        book.withLock { book in
            guard book.places[post.key] == nil else { return }
            book.places[post.key] = book.posts.count
            book.posts.append(post)
        }
    }

    private func note(_ post: Post, _ answer: [UInt8]?, other status: Int?) {
        book.withLock { book in
            if let status { book.others[status, default: 0] += 1 }
            if let place = book.places[post.key] { book.posts[place].answer = answer }
        }
    }
}

/// Where the clients wait for a daemon.
private final class KillLoopDoor: Sendable {
    private struct State {
        var opening = 0
        var clients: [SourceID: EndToEndClient] = [:]
        var hasEnded = false
    }

    private let state = Mutex(State())
    private let condition = NSCondition()

    func open(_ clients: [SourceID: EndToEndClient]) {
        change {
            $0.opening += 1
            $0.clients = clients
        }
    }

    func end() { change { $0.hasEnded = true } }

    private func change(_ body: (inout State) -> Void) {
        condition.lock()
        state.withLock { body(&$0) }
        condition.broadcast()
        condition.unlock()
    }

    /// Waits for an opening later than one that is known. In the end nil, but for those who owe a post and can send it.
    func pass(after known: Int, isOwed: Bool) -> (opening: Int, clients: [SourceID: EndToEndClient])? {
        condition.lock()
        defer { condition.unlock() }
        while true {
            let now = state.withLock { $0 }
            if now.opening > known, isOwed || !now.hasEnded { return (now.opening, now.clients) }
            if now.hasEnded { return nil }
            condition.wait()
        }
    }
}
