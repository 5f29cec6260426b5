import FoundationEssentials

/// What services answer in JSON, as far as a channel goes by it. It is the service's own word: read it, log it never.
struct ServiceAnswer: Decodable {
    /// What the service calls the message that it has taken.
    let id: String?
    /// As Rocket.Chat says that it has taken a message.
    let success: Bool?
    /// As GOV.UK Notify says what went wrong.
    let errors: [Reason]?

    struct Reason: Decodable {
        let error: String?
        let message: String?
    }

    /// Nil when it is anything else than such an object: the page of a proxy, for instance.
    init?(_ bytes: [UInt8]) {
        guard let answer = try? JSONDecoder().decode(ServiceAnswer.self, from: Data(bytes)) else { return nil }
        self = answer
    }

    /// It names the message that it has taken.
    static func namesMessage(_ answer: TransportAnswer) -> Bool {
        ServiceAnswer(answer.body)?.id.map { !$0.isEmpty } ?? false
    }
}
