public import NFODEngine

extension Settings {
    /// How alerts are sent, whatever the channel.
    public struct DeliverySettings: Sendable, Hashable {
        /// Between the first try and the second, the second and the third ...
        public var firstDelays: [Span] = [.seconds(5), .seconds(15), .seconds(60)]
        /// Between all later tries.
        public var thenEvery = Span.minutes(2)
        /// Every delay is longer or shorter by up to so many per cent, at random.
        public var jitterPercent = 10
        /// After so many failures in a row a receiver rests; last levels are sent all the same.
        public var failuresBeforeRest = 5
        /// While it rests, one alert tries it this often.
        public var probeEvery = Span.seconds(60)
        /// The longest that a receiver's `Retry-After` is heeded.
        public var retryAfterMax = Span.minutes(10)
        /// Where alerts may go at all: hosts, or `.example.org` for all hosts below one. Empty: wherever channels say.
        public var hosts: [String] = []

        public init() {}
    }
}
