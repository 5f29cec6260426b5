import NFODConfig
import NFODEngine
import Notify

/// The configuration's numbers as the engine of delivery wants them.
extension Settings {
    var retrySettings: RetrySettings {
        RetrySettings(
            firstDelays: delivery.firstDelays, thenEvery: delivery.thenEvery,
            jitterShare: Double(delivery.jitterPercent) / 100, giveUpAfter: alerts.giveUpAfter,
            retryAfterMax: delivery.retryAfterMax)
    }

    var breakerSettings: BreakerSettings {
        BreakerSettings(
            failuresMax: delivery.failuresBeforeRest, probeEvery: delivery.probeEvery, restMax: delivery.retryAfterMax)
    }
}

extension Settings.ChannelSettings {
    /// What is not said is as usual.
    var pace: SendPace {
        let usual = SendPace()
        return SendPace(atOnce: atOnce ?? usual.atOnce, perSecond: perSecond.map(Double.init) ?? usual.perSecond)
    }
}
