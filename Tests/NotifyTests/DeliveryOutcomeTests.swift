import NFODEngine
import Notify
import Testing

/// Duplicate yes, miss never: which results end a delivery.
@Suite struct DeliveryOutcomeTests {
    @Test(arguments: [
        (200, DeliveryOutcome.delivered(status: 200)), (299, .delivered(status: 299)),
        (300, .retryable(.redirected(status: 300), retryAfter: nil)),
        (304, .retryable(.redirected(status: 304), retryAfter: nil)),
        (400, .retryable(.answered(status: 400), retryAfter: nil)),
        (401, .retryable(.answered(status: 401), retryAfter: nil)),
        (404, .retryable(.answered(status: 404), retryAfter: nil)),
        (410, .permanent(.gone)),
        (429, .retryable(.answered(status: 429), retryAfter: .seconds(9))),
        (500, .retryable(.answered(status: 500), retryAfter: nil)),
        (502, .retryable(.answered(status: 502), retryAfter: .seconds(9))),
        (503, .retryable(.answered(status: 503), retryAfter: .seconds(9))),
        (504, .retryable(.answered(status: 504), retryAfter: .seconds(9))),
        (199, .retryable(.answered(status: 199), retryAfter: nil)),
    ])
    func byStatus(status: Int, outcome: DeliveryOutcome) {
        let result = TransportResult.answered(TransportAnswer(status: status, retryAfter: .seconds(9)))
        #expect(DeliveryOutcome(result) == outcome)
        #expect(outcome.status == status)
    }

    @Test(arguments: [
        (TransportFailure.timeOut, "timeOut", true), (.nameNotResolved, "nameNotResolved", true),
        (.connectionFailed, "connectionFailed", true), (.tlsFailed, "tlsFailed", true),
        (.answerTooLarge, "answerTooLarge", true), (.answerCutShort, "answerCutShort", true),
        (.waitedTooLong, "waitedTooLong", true), (.stopping, "stopping", true),
        (.internalFault(27), "internalFault", true), (.urlNotAllowed, "urlNotAllowed", false),
        (.refusedByAddressPolicy(.privateUse), "refusedByAddressPolicy", false),
    ])
    func byFailure(failure: TransportFailure, code: String, again: Bool) {
        let outcome = DeliveryOutcome(.failed(failure))
        #expect(outcome.code == code)
        #expect(outcome.status == nil)
        if case .retryable = outcome { #expect(again) } else { #expect(!again) }
    }
}
