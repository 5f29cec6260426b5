/// Words for what became of alerts.
extension Wording {
    /// How a line about one alert speaks.
    public struct AlertLines: Sendable {
        let zone: ZoneRules
        let now: Instant
        let label: @Sendable (WorkerID) -> String

        /// - Parameter label: what readers call a worker.
        public init(zone: ZoneRules, now: Instant, label: @escaping @Sendable (WorkerID) -> String) {
            self.zone = zone
            self.now = now
            self.label = label
        }

        fileprivate func moment(_ instant: Instant) -> String { TimePhrase.moment(instant, in: zone, now: now) }
    }

    /// One line about an alert, or about a level that found nobody.
    public func text(_ entry: AlertTrail.Entry, _ lines: AlertLines) -> String {
        switch entry {
        case .account(let account): text(account, lines)
        case .unheard(let unheard): text(unheard, lines)
        }
    }

    /// `Mon 1 Mar 10:00: Morag, "first look": told, and taken Mon 1 Mar 10:05; phone answered 204 Mon 1 Mar 10:00`
    public func text(_ account: AlertAccount, _ lines: AlertLines) -> String {
        let ways = account.copies.compactMap { text($0, isAlone: account.copies.count == 1, lines) }
        let together = account.gatheredWith.map { "in one message with " + PageText.count($0, "other") }
        let said = ([text(account.knowledge, account, lines), together].compactMap(\.self) + ways)
            .joined(separator: "; ")
        return "\(lines.moment(account.writtenAt)): \(lines.label(account.recipient)), \"\(account.says)\": \(said)"
    }

    private func text(_ unheard: AlertTrail.Unheard, _ lines: AlertLines) -> String {
        let why =
            unheard.recipient.map { "\(lines.label($0)), \"\(unheard.says)\": NOT TOLD; they have no channel" }
            ?? "nobody on duty, \"\(unheard.says)\": NOBODY TOLD"
        return "\(lines.moment(unheard.at)): \(why)"
    }

    private func text(_ knowledge: AlertAccount.Knowledge, _ account: AlertAccount, _ lines: AlertLines) -> String {
        switch knowledge {
        case .taken:
            "told, and taken" + (account.takenAt.map { " " + lines.moment($0) } ?? "")
                + (account.takenBy.flatMap { $0 == account.recipient ? nil : " by " + lines.label($0) } ?? "")
                + (account.isTakenByLink ? " by the alert's link, without sign-in" : "")
        case .arrived: "told"
        case .sent: "sent, and nobody knows whether it arrived"
        case .notTold: "NOT TOLD" + (account.notToldSince.map { " since " + lines.moment($0) } ?? "")
        case .onItsWay: "on its way"
        case .notNeeded: "not needed any more"
        case .recorded: "written down, not sent"
        }
    }

    /// Nil for a copy that was never tried and does not have to be.
    private func text(_ copy: AlertCopy, isAlone: Bool, _ lines: AlertLines) -> String? {
        let channel = copy.channel.name
        switch copy.standing {
        case .arrived where copy.code == DeliveryReceipt.arrived.code:
            return "\(channel): arrived\(when(copy.arrivedAt, lines)) (\(service(copy.form)) says so)"
        case .arrived:
            let answer = copy.status.map { "answered \($0)" } ?? "took it"
            let receipt = copy.givesReceipt ? "" : " and gives no receipt"
            return "\(channel) \(answer)\(when(copy.arrivedAt, lines))\(receipt)"
        case .sent:
            return "\(channel): given to \(service(copy.form))\(when(copy.sentAt, lines)), no receipt yet"
        case .gathering: return copy.original == nil ? "\(channel): waits for others to go with" : nil
        case .waiting where copy.tries == 0:
            let later = copy.notBefore.flatMap { $0 > lines.now ? $0 : nil }
            return channel + (later.map { ": waits until " + lines.moment($0) } ?? ": not tried yet")
        case .waiting: return "\(channel): \(tried(copy)), goes on"
        case .failed: return "\(channel): \(tried(copy)), given up"
        case .cancelled where copy.tries == 0: return isAlone ? channel : nil
        case .cancelled where copy.code == Self.sentCode:
            return "\(channel): given to \(service(copy.form))\(when(copy.sentAt, lines)), no receipt"
        case .cancelled: return "\(channel): \(tried(copy)), stopped"
        case .recorded: return channel
        }
    }

    /// Of a try after which a service has the message and will say whether it arrives.
    private static let sentCode = "sent"

    private func when(_ instant: Instant?, _ lines: AlertLines) -> String {
        instant.map { " " + lines.moment($0) } ?? ""
    }

    /// Who calls back.
    private func service(_ form: ChannelKind) -> String {
        switch form {
        case .notifySMS, .notifyEmail: "GOV.UK Notify"
        default: "its service"
        }
    }

    private func tried(_ copy: AlertCopy) -> String {
        let why = copy.code.map { text(deliveryCode: $0, status: copy.status) + ", " } ?? ""
        return why + "tried " + PageText.times(copy.tries)
    }

    /// What a try came to. A channel's own codes that have no words here stand as they are.
    public func text(deliveryCode code: String, status: Int?) -> String {
        let number = status.map { " \($0)" } ?? ""
        return switch code {
        case "delivered": "arrived"
        case Self.sentCode: "its service has it, and has not said whether it arrived"
        case DeliveryReceipt.arrived.code: "its service says that it arrived"
        case DeliveryReceipt.permanentFailure.code: "its service says that there is no such number or address"
        case DeliveryReceipt.temporaryFailure.code: "its service could not reach them"
        case DeliveryReceipt.technicalFailure.code: "its service could not send it"
        case "timeOut": "no answer in time"
        case "nameNotResolved": "its name leads nowhere"
        case "connectionFailed": "no connection"
        case "tlsFailed": "no secure connection"
        case "answered": "it answered\(number)"
        case "redirected": "it pointed elsewhere (\(status ?? 300))"
        case "answerTooLarge": "its answer was too long"
        case "answerCutShort": "its answer broke off"
        case "waitedTooLong": "others were before it for too long"
        case "stopping": "the service was stopping"
        case "internalFault": "a fault of this program"
        case "gone": "it says that it is no more (410)"
        case "refusedByAddressPolicy": "its address is inside this network"
        case "urlNotAllowed": "its address is not allowed"
        case "messageNotSendable": "the alert cannot be sent this way"
        case "channelMissing": "no such channel is configured"
        case "channelDisabled": "it said earlier that it is no more"
        case "channelChanged": "the channel has become one of another kind"
        case "noAddress": "it has no address of them"
        case "recipientNotInTeam": "they are not in the team any more"
        case "notAccepted": "it says that it will never take it\(status.map { " (\($0))" } ?? "")"
        case "answerNotUnderstood": "something else answered there\(number)"
        case "clockNotTrusted": "it finds this machine's clock wrong"
        case "notTried": "nothing was tried"
        default: code + number
        }
    }

    /// Completes "it is not sent again:".
    public func text(_ bar: RetryBar) -> String {
        switch bar {
        case .arrived: "it has arrived over another channel"
        case .ended: "the case has ended since"
        case .elsewhere: "somebody else has the case now"
        case .theirsAgain: "it says there is no need to go, and its recipient has the case again"
        }
    }
}

extension AlertTrail {
    /// For programs: `knownBy` is an ``AlertAccount/Knowledge``, or `nobodyOnDuty` and `noChannel` of a level that had
    /// nobody to tell; `words` are the line for people.
    public func json(_ lines: Wording.AlertLines) -> JSONValue {
        .array(
            entries.map { entry in
                let words: [String: JSONValue] = [
                    "words": .string(Wording().text(entry, lines)), "knownBy": .string(entry.knownBy),
                    "writtenAt": .string(lines.zone.iso8601(entry.at)),
                ]
                return .object(words.merging(entry.members(lines.zone)) { $1 })
            })
    }
}

extension AlertTrail.Entry {
    /// Stable, for programs.
    public var knownBy: String {
        switch self {
        case .account(let account): account.knowledge.rawValue
        case .unheard(let unheard): unheard.recipient == nil ? "nobodyOnDuty" : "noChannel"
        }
    }

    fileprivate func members(_ zone: ZoneRules) -> [String: JSONValue] {
        switch self {
        case .account(let account):
            let iso = { (instant: Instant?) -> JSONValue in .string(instant.map { zone.iso8601($0) }) }
            return [
                "alert": .string(account.alert.name), "kind": .string(account.kind.rawValue),
                "recipient": .string(account.recipient.name), "says": .string(account.says),
                "takenAt": iso(account.takenAt), "takenBy": .string(account.takenBy?.name),
                "takenByLink": .bool(account.isTakenByLink),
                "notToldSince": iso(account.notToldSince),
                "gatheredWith": account.gatheredWith.map { .integer(Int64($0)) } ?? .null,
                "channels": .array(account.copies.map { $0.json(zone) }),
            ]
        case .unheard(let unheard):
            return [
                "alert": .null, "kind": .string(Alert.Kind.escalation.rawValue),
                "recipient": .string(unheard.recipient?.name), "says": .string(unheard.says), "takenAt": .null,
                "takenBy": .null, "takenByLink": .bool(false), "notToldSince": .null,
                "gatheredWith": .null, "channels": .array([]),
            ]
        }
    }
}

extension AlertCopy {
    fileprivate func json(_ zone: ZoneRules) -> JSONValue {
        .object([
            "channel": .string(channel.name), "standing": .string(standing.rawValue), "receipt": .bool(givesReceipt),
            "tries": .integer(tries), "code": .string(code), "status": status.map { .integer($0) } ?? .null,
            "sentAt": .string(sentAt.map { zone.iso8601($0) }),
            "arrivedAt": .string(arrivedAt.map { zone.iso8601($0) }),
            "notBefore": .string(notBefore.map { zone.iso8601($0) }),
        ])
    }
}
