public import NFODEngine

/// How the daemon looks after itself: clock, alarms, store, backups.
extension Settings {
    /// When somebody is told about the service itself, and who.
    public struct AlarmSettings: Sendable, Hashable {
        /// How soon an alarm that still stands is told again.
        public var spacing = AlarmSpacing()
        /// Whoever looks after the machine.
        public var technicalOwner = RoleID.coordinator
        /// The daemon looks at itself this often.
        public var lookEvery = Span.seconds(5)
        /// An alert that still waits for its delivery after so long is alarmed.
        public var undeliveredAfter = Span.minutes(15)
        /// A channel whose receiver failed at every try for so long is alarmed.
        public var channelFailingAfter = Span.minutes(10)
        /// A file that lies in an inbox for longer is alarmed.
        public var untakenAfter = Span.minutes(15)
        /// A service that did nothing for longer says so.
        public var stoodStillAfter = Span.minutes(2)

        public init() {}
    }

    /// The database and the disk it is on. Megabytes are of 1,048,576 bytes.
    public struct StoreSettings: Sendable, Hashable {
        /// Open on a network or user-space file system all the same.
        public var allowsRemoteFileSystem = false
        /// Longest time one read may take.
        public var readLimit = Span.seconds(10)
        /// The write-ahead log is emptied when it is larger.
        public var logMegabytes = 64
        /// Set aside, and given up when the disk is full, so that alerts still go out. 0: nothing is set aside.
        public var reserveMegabytes = 64
        /// Less space than this is alarmed.
        public var diskLowMegabytes = 1_024
        /// With less space than this nothing is taken in.
        public var diskFullMegabytes = 32
        /// The database is read through for damage this often.
        public var checkEvery = Span.hours(24)
        /// Something is written this often, to see that it can be.
        public var testWriteEvery = Span.seconds(30)
        /// After the store is found to be lost the daemon stays so long, to be seen not to be ready.
        public var lostStays = Span.seconds(10)

        public init() {}
    }

    /// Where the backups are put, by whatever makes them.
    public struct BackupSettings: Sendable, Hashable {
        public var folder: String
        /// The newest file there may be so old.
        public var ageAtMost: Span
    }
}
