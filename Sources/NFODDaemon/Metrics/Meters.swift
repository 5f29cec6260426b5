import NFODEngine

/// What the daemon measures as it works.
public struct Meters: Sendable {
    public let transaction = Histogram(
        "nfo_transaction_seconds", "Time of one change: waiting for the writer, rules, writing and commit.",
        bounds: Meters.work)
    public let commit = Histogram(
        "nfo_commit_seconds", "Time from the last word of a change until it is on the disk.", bounds: Meters.work)
    public let tick = Histogram(
        "nfo_tick_seconds", "Time of one turn of the scheduler.", bounds: Meters.work)
    public let request = Histogram(
        "nfo_http_request_seconds", "Time of one HTTP request.", bounds: Meters.work)
    public let requests = Tally(
        "nfo_http_requests_total", "HTTP requests answered, by status.", label: "code")
    public let dueLateness = Histogram(
        "nfo_due_lateness_seconds", "From the instant something was due until it was handled, engine time.",
        bounds: Meters.lateness)
    public let alertLateness = Histogram(
        "nfo_alert_lateness_seconds", "From the writing of an alert until its first try, real time.",
        bounds: Meters.lateness)
    public let tries = Tally(
        "nfo_delivery_tries_total", "Tries to deliver an alert, by outcome.", label: "outcome",
        words: ["delivered", "permanent", "retryable", "sent"])
    public let receipts = Tally(
        "nfo_receipts_total", "Callbacks about messages that a service took, by what they came to.", label: "outcome",
        words: ReceiptUse.allCases.map(\.rawValue))

    public let clockJumps = Tally(
        "nfo_clock_jump_total", "Times the wall clock was set while the daemon ran, by direction.", label: "direction",
        words: ["back", "forward"])

    func count(_ step: ClockStepped) { clockJumps.count(step.to < step.from ? "back" : "forward") }

    /// From a quarter of a millisecond, the fastest commit, to the patience of a browser.
    private static let work = [0.00025, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 30]
    /// 10 seconds is the promise; after that every step is a worse kind of late.
    private static let lateness: [Double] = [0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3_600, 21_600, 86_400]

    var families: [MetricFamily] {
        [transaction, commit, tick, request, dueLateness, alertLateness].map(\.family) + [
            requests.family, tries.family, receipts.family, clockJumps.family,
        ]
    }
}
