import NFODEngine

/// One try of one mail, complete. Made by ``MailChannel``, sent by ``MailTransport``.
struct OutgoingMail: Sendable {
    let channel: ChannelID
    let lane: OutgoingRequest.Lane
    let server: MailServer
    let from: MailAddress
    let to: MailAddress
    let login: Login?
    /// Head and text, lines ending in CRLF.
    let content: [UInt8]
    let limits: TransferLimits
    let authorities: CertificateAuthorities?

    /// Who we are to the server; shows itself to nobody.
    struct Login: Hashable, Sendable {
        let name: HiddenText
        let password: HiddenText
    }
}
