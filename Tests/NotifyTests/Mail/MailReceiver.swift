import Glibc
import ReceiverFixture
import Synchronization

/// A mail server on 127.0.0.1 that says what it is told to: one connection a thread, what it hears is kept.
final class MailReceiver: Sendable {
    /// What it answers to each command; `.` is the end of the mail.
    struct Manners: Sendable {
        /// To `EHLO`, a line each; without `STARTTLS` no client that wants it gets further.
        var extensions = ["8BITMIME"]
        var greeting = "220 mail.example.org"
        var mailFrom = "250 ok"
        var recipient = "250 ok"
        var end = "250 taken"
        /// Nothing more is said after this command.
        var silentAfter: String?
    }

    private struct State {
        var commands: [String] = []
        var mails: [[String]] = []
        var isClosed = false
    }

    let port: UInt16
    private let listener: Int32
    private let manners: Manners
    private let state = Mutex(State())

    init(_ manners: Manners = Manners()) {
        self.manners = manners
        (listener, port) = listenOnLoopback()
        onThread { [self] in
            while case let connection = accept(listener, nil, nil), connection >= 0 {
                onThread { [self] in
                    serve(connection)
                    Glibc.close(connection)
                }
            }
        }
    }

    var url: String { "smtp://127.0.0.1:\(port)" }
    /// All lines outside of mails.
    var commands: [String] { state.withLock { $0.commands } }
    /// The lines of each mail that was taken.
    var mails: [[String]] { state.withLock { $0.mails } }

    func close() { shutdown(listener, Int32(SHUT_RDWR)) }

    private func serve(_ connection: Int32) {
        var lines = LineReader(connection: connection)
        say(manners.greeting, connection)
        while let line = lines.next() {
            state.withLock { $0.commands.append(line) }
            let word = line.prefix { $0 != " " && $0 != ":" }.uppercased()
            if word == manners.silentAfter { return waitForDeparture(connection) }
            switch word {
            case "EHLO":
                let all = ["mail.example.org"] + manners.extensions
                for (place, text) in all.enumerated() {
                    say("250" + (place == all.count - 1 ? " " : "-") + text, connection)
                }
            case "MAIL": say(manners.mailFrom, connection)
            case "RCPT": say(manners.recipient, connection)
            case "DATA":
                say("354 go on", connection)
                var mail: [String] = []
                while let text = lines.next(), text != "." { mail.append(text) }
                state.withLock { $0.mails.append(mail) }
                if manners.silentAfter == "." { return waitForDeparture(connection) }
                say(manners.end, connection)
            case "QUIT": return say("221 bye", connection)
            default: say("502 what", connection)
            }
        }
    }

    private func say(_ line: String, _ connection: Int32) {
        let bytes = Array((line + "\r\n").utf8)
        _ = send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }
}

private struct LineReader {
    let connection: Int32
    private var bytes: [UInt8] = []

    init(connection: Int32) { self.connection = connection }

    /// Without its end; nil when the other side has left.
    mutating func next() -> String? {
        while true {
            if let end = bytes.indices.dropLast().first(where: { bytes[$0] == 13 && bytes[$0 + 1] == 10 }) {
                defer { bytes.removeFirst(end + 2) }
                return String(decoding: bytes[..<end], as: UTF8.self)
            }
            var piece = [UInt8](repeating: 0, count: 4_096)
            let count = recv(connection, &piece, piece.count, 0)
            guard count > 0 else { return nil }
            bytes += piece.prefix(count)
        }
    }
}
