import NFODEngine
import Notify
import ReceiverFixture

let testSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

/// Short enough for tests of time-outs, long enough for a busy machine.
let shortLimits = TransferLimits(totalTimeOut: Span(milliseconds: 400))
/// So long that a test which waits for it would be noticed.
let patientLimits = TransferLimits(totalTimeOut: .minutes(10), slowSpan: .minutes(10))
/// The second waits for the first.
let oneAtATime = TransferLimits(
    totalTimeOut: .minutes(10), slowSpan: .minutes(10), pace: SendPace(atOnce: 1, perSecond: 1_000))
/// As fast as the receiver takes it.
let quickLimits = TransferLimits(pace: SendPace(atOnce: 8, perSecond: 100_000))

extension CurlTransport {
    /// Keeps its connections, however long a busy machine lets a test wait between two requests.
    static func keeping() throws -> CurlTransport {
        try CurlTransport(settings: TransportSettings(idleConnectionMax: .hours(1), connectionAgeMax: .hours(1)))
    }
}

func request(
    _ url: String, channel: String = "test", lane: OutgoingRequest.Lane = .ordinary, body: String = "{}",
    limits: TransferLimits = TransferLimits(), loopback: Bool = true, authorities: CertificateAuthorities? = nil
) throws -> OutgoingRequest {
    OutgoingRequest(
        channel: ChannelID(channel), lane: lane, url: try EndpointURL(url, allowPlainLoopback: loopback), headers: [],
        body: Array(body.utf8), limits: limits, authorities: authorities)
}

/// Starts a receiver and a transport, sends one request, ends both.
func resultOf(
    _ reply: LoopbackReceiver.Reply, limits: TransferLimits = TransferLimits()
) async throws -> (result: TransportResult, receiver: LoopbackReceiver) {
    let receiver = LoopbackReceiver { _, _ in reply }
    let transport = try CurlTransport()
    let result = await transport.send(try request(receiver.url, limits: limits))
    await transport.stop()
    receiver.close()
    return (result, receiver)
}

func alert(
    _ kind: Alert.Kind = .escalation, id: String = "k7q2-1-duty-1-ishbel-webhook", code: String? = "K7Q2",
    due: Instant? = Instant(iso8601: "2021-03-04T08:00:00+00:00"), isLastLevel: Bool = false
) -> Alert {
    Alert(
        id: AlertID(id), kind: kind, code: code.map(CaseCode.init), contactDueAt: due,
        level: "duty manager, last 12 hours", isLastLevel: isLastLevel, recipient: WorkerID("ishbel"),
        channel: ChannelID("duty-hook"), at: Instant(seconds: 1_614_800_000))
}

/// The same for an alert that its recipient can take by its link.
let personal = AlertContext(
    team: context.team, links: context.links, order: context.order, zone: context.zone,
    acknowledge: context.links.acknowledge("K7Q2" + String(repeating: "0123abcd", count: 4)))

let context = AlertContext(
    team: "Dundee response team", links: CaseLinks(base: "https://nfod.example.org/"), order: 3, zone: .utc)
