public import NFODEngine

/// What `config/nfodd.yaml` says: the daemon's own settings, as engine values where the engine has them.
public struct Settings: Sendable {
    /// What an overdose that somebody survived is called (`near-fatal overdose`, `NFOD`).
    public var label: String
    /// Stands in alerts.
    public var team: String
    public var zoneName: String
    public var casePolicy: CasePolicy
    /// Reckoned in the worker's shift (rule 27).
    public var acceptWithin: Span
    public var intake: IntakeSettings
    /// Before a source with no rhythm of its own counts as silent.
    public var expectEveryDefault: Span
    public var incident: IncidentSettings
    public var linkage: LinkageSettings
    public var assignment: AssignmentSettings
    /// Counts below it are shown as "fewer than" in trends.
    public var smallNumbersBelow: Int
    /// Postcode areas or districts the team covers; a place elsewhere is out of area. Empty: everywhere.
    public var areaPostcodes: [String]
    public var inbox: InboxSettings
    public var http: HTTPSettings
    public var alerts: AlertSettings
    public var channels: [ChannelID: ChannelSettings]
    public var clock = ClockLimits()
    public var alarms = AlarmSettings()
    public var store = StoreSettings()
    /// Nil: nobody has said where backups are, and nothing watches them.
    public var backups: BackupSettings?
    public var roster = RosterSettings()
    public var delivery = DeliverySettings()
    /// Nil: nobody outside is told that the service is alive.
    public var heartbeat: HeartbeatSettings?
    /// Nil: no test message is sent.
    public var canary: CanarySettings?

    /// How the folders are watched into which agencies drop their files.
    public struct InboxSettings: Sendable, Hashable {
        /// How often they are looked through.
        public var lookEvery: Span
        /// A file is complete once nothing about it has changed for so long.
        public var settle: Span
        /// The longest pause before something that could not be done is tried again.
        public var retryAtMost: Span
        /// A larger file is not read.
        public var fileBytesMax: Int
    }

    public struct HTTPSettings: Sendable, Hashable {
        public var host: String
        public var port: Int
        /// File of hashed tokens, relative to the data directory.
        public var tokensFile: String
    }

    public struct AlertSettings: Sendable, Hashable {
        /// Address of the pages as a recipient's browser sees them.
        public var link: String
        public var giveUpAfter: Span
        public var fallbackAfter: Span
        /// So long an alert may be tried in vain before its recipient counts as not told (rule 32); it goes on being
        /// tried.
        public var notToldAfter: Span
        /// So long the link that takes an alert without sign-in can be used.
        public var linkLivesFor = Span.hours(12)
        /// What it pauses (rule 32): half an hour at most.
        public var linkPausesFor = Span.minutes(30)
    }

    /// A channel as configured; its secrets stay in their files.
    public struct ChannelSettings: Sendable, Hashable {
        public var kind = ChannelKind.webhook
        /// Text as it stands; of a file its path, relative to the data directory.
        public var values: [ChannelSetting: String]
        /// Development only: unencrypted, to this machine.
        public var plainLoopback: Bool
        public var fallback: ChannelID?
        /// That the channel took an alert shows that it arrived.
        public var givesReceipt = true
        /// Requests under way at once, in each lane; nil: as is usual for its kind.
        public var atOnce: Int?
        /// Requests begun a second; nil: as is usual for its kind.
        public var perSecond: Int?

        /// Files with secrets and addresses, as configured.
        public var files: [ChannelSetting: String] { values.filter(\.key.isFile) }
    }
}
