import NFODEngine

/// Reads a channel's settings, remembering everything that is wrong, so that all is said at once.
struct SetupReader {
    let setup: ChannelSetup
    private(set) var problems: [ChannelProblem] = []

    init(_ setup: ChannelSetup) {
        self.setup = setup
        if setup.frame.fallback == setup.frame.id { problems.append(.fallbackIsItself) }
    }

    /// Blanks and line ends around it (a file's last line end) are left off; empty when it is not there, which is a
    /// problem where the kind wants it.
    mutating func text(_ setting: ChannelSetting) -> String {
        let text = optionalText(setting) ?? ""
        if text.isEmpty { problems.append(.missing(setting)) }
        return text
    }

    func optionalText(_ setting: ChannelSetting) -> String? {
        let text = setup.values[setting].map { SetupReader.trimmed($0) } ?? ""
        return text.isEmpty ? nil : text
    }

    /// An address of https, or plain http to this machine where that is allowed.
    mutating func url(_ setting: ChannelSetting, path: String = "") -> EndpointURL? {
        var text = text(setting)
        guard !text.isEmpty else { return nil }
        if !path.isEmpty { text = (text.hasSuffix("/") ? String(text.dropLast()) : text) + path }
        do throws(EndpointURLProblem) {
            let url = try EndpointURL(text, allowPlainLoopback: setup.allowPlainLoopback)
            guard url.isOn(setup.hosts) else { throw .hostNotAllowed }
            return url
        } catch {
            problems.append(.url(error))
            return nil
        }
    }

    /// A token or key: one word that can stand in a header.
    mutating func secret(_ setting: ChannelSetting) -> HiddenText? {
        let text = text(setting)
        return text.isEmpty ? nil : word(text, setting)
    }

    mutating func optionalSecret(_ setting: ChannelSetting) -> HiddenText? {
        optionalText(setting).flatMap { word($0, setting) }
    }

    /// With what the service calls back; nil where it does not.
    mutating func callbackTokens() -> CallbackTokens? {
        guard let text = optionalText(.callbackTokenFile) else { return nil }
        let tokens = CallbackTokens(text)
        if tokens == nil { problems.append(.malformed(.callbackTokenFile)) }
        return tokens
    }

    /// Who is found where.
    mutating func addresses(_ form: AddressBook.Form) -> AddressBook? {
        let text = text(.addressFile)
        guard !text.isEmpty else { return nil }
        do throws(AddressBookProblem) { return try AddressBook(text, form) } catch {
            problems.append(.address(error))
            return nil
        }
    }

    mutating func add(_ problem: ChannelProblem) { problems.append(problem) }

    /// - Throws: when anything was wrong.
    func end() throws(InvalidChannel) {
        guard problems.isEmpty else { throw invalid }
    }

    /// For an initialiser whose parts are nil because something was wrong.
    var invalid: InvalidChannel { InvalidChannel(id: setup.frame.id, problems: problems) }

    private mutating func word(_ text: String, _ setting: ChannelSetting) -> HiddenText? {
        guard text.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else {
            problems.append(.malformed(setting))
            return nil
        }
        return HiddenText(text)
    }

    static func trimmed(_ text: some StringProtocol) -> String {
        String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
