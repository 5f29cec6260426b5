import NFODEngine

/// Sections that may be left out; what they do not say has its default.
extension SettingsFile {
    func care(_ settings: Settings) -> Settings {
        var settings = settings
        if let reader = reader.optional("clock") { settings.clock = clock(reader) }
        if let reader = reader.optional("alarms") { settings.alarms = alarms(reader) }
        if let reader = reader.optional("store") { settings.store = store(reader) }
        if let reader = reader.optional("backups") { settings.backups = backups(reader) }
        if let reader = reader.optional("delivery") { settings.delivery = delivery(reader) }
        if let reader = reader.optional("heartbeat") { settings.heartbeat = heartbeat(reader) }
        if let reader = reader.optional("canary") {
            settings.canary = canary(reader, channels: Set(settings.channels.keys))
        }
        if let reader = reader.optional("roster") { settings.roster = roster(reader) }
        if settings.store.testWriteEvery + settings.store.testWriteEvery > settings.alarms.stoodStillAfter {
            reader.problem("alarms.stoodStillAfter must be at least twice store.testWriteEvery, by which it is told")
        }
        return settings
    }

    private func roster(_ reader: YAMLReader) -> RosterSettings {
        reader.allowKeys(["lookAhead", "alarmBefore", "unservedAtMost", "signedBy"])
        var roster = RosterSettings()
        reader.optional("lookAhead")?.span(from: .days(1)).map { roster.lookAhead = $0 }
        reader.optional("alarmBefore")?.span(from: .hours(1)).map { roster.alarmBefore = $0 }
        reader.optional("unservedAtMost")?.span(from: .hours(1)).map { roster.unservedAtMost = $0 }
        reader.optional("signedBy")?.identifier().map { roster.managers = RoleID($0) }
        if roster.lookAhead < roster.alarmBefore || roster.lookAhead > .days(92) {
            reader.problem("roster.lookAhead is at least roster.alarmBefore and at most 92d")
        }
        return roster
    }

    private func clock(_ reader: YAMLReader) -> ClockLimits {
        reader.allowKeys(["stepAbove", "behindAtMost", "stoppedAtMost", "waitingPace"])
        var limits = ClockLimits()
        reader.optional("stepAbove")?.span(from: .seconds(10)).map { limits.stepAbove = $0 }
        reader.optional("behindAtMost")?.span().map { limits.behindAtMost = $0 }
        reader.optional("stoppedAtMost")?.span(from: .hours(1)).map { limits.stoppedAtMost = $0 }
        reader.optional("waitingPace")?.integer(in: 10...90).map { limits.waitingPacePercent = $0 }
        return limits
    }

    private func alarms(_ reader: YAMLReader) -> Settings.AlarmSettings {
        reader.allowKeys([
            "lookEvery", "technicalOwner", "undeliveredAfter", "channelFailingAfter", "untakenAfter",
            "stoodStillAfter", "remind",
        ])
        var alarms = Settings.AlarmSettings()
        reader.optional("lookEvery")?.span(from: .seconds(1)).map { alarms.lookEvery = $0 }
        reader.optional("technicalOwner")?.identifier().map { alarms.technicalOwner = RoleID($0) }
        reader.optional("undeliveredAfter")?.span(from: .minutes(1)).map { alarms.undeliveredAfter = $0 }
        reader.optional("channelFailingAfter")?.span(from: .minutes(1)).map { alarms.channelFailingAfter = $0 }
        reader.optional("untakenAfter")?.span(from: .minutes(1)).map { alarms.untakenAfter = $0 }
        reader.optional("stoodStillAfter")?.span(from: .minutes(1)).map { alarms.stoodStillAfter = $0 }
        guard let remind = reader.optional("remind") else { return alarms }
        remind.allowKeys(Set(AlarmLevel.allCases.map(\.rawValue)))
        remind.optional("notice")?.span(from: .minutes(1)).map { alarms.spacing.notice = $0 }
        remind.optional("urgent")?.span(from: .minutes(1)).map { alarms.spacing.urgent = $0 }
        remind.optional("critical")?.span(from: .minutes(1)).map { alarms.spacing.critical = $0 }
        return alarms
    }

    private func store(_ reader: YAMLReader) -> Settings.StoreSettings {
        reader.allowKeys([
            "remoteFileSystem", "readLimit", "logMegabytes", "reserveMegabytes", "diskLowMegabytes",
            "diskFullMegabytes", "checkEvery", "testWriteEvery", "lostStays",
        ])
        var store = Settings.StoreSettings()
        reader.optional("remoteFileSystem")?.boolean().map { store.allowsRemoteFileSystem = $0 }
        reader.optional("readLimit")?.span(from: .seconds(1)).map { store.readLimit = $0 }
        reader.optional("logMegabytes")?.integer(in: 1...16_384).map { store.logMegabytes = $0 }
        reader.optional("reserveMegabytes")?.integer(in: 0...16_384).map { store.reserveMegabytes = $0 }
        reader.optional("diskLowMegabytes")?.integer(in: 1...1_048_576).map { store.diskLowMegabytes = $0 }
        reader.optional("diskFullMegabytes")?.integer(in: 1...1_048_576).map { store.diskFullMegabytes = $0 }
        reader.optional("checkEvery")?.span(from: .minutes(1)).map { store.checkEvery = $0 }
        reader.optional("testWriteEvery")?.span(from: .seconds(1)).map { store.testWriteEvery = $0 }
        reader.optional("lostStays")?.span().map { store.lostStays = $0 }
        if store.diskFullMegabytes > store.diskLowMegabytes {
            reader.problem("diskFullMegabytes must not be more than diskLowMegabytes, which warns before")
        }
        return store
    }

    private func backups(_ reader: YAMLReader) -> Settings.BackupSettings? {
        reader.allowKeys(["folder", "ageAtMost"])
        guard let folder = reader.required("folder")?.string(),
            let age = reader.required("ageAtMost")?.span(from: .minutes(1))
        else { return nil }
        return Settings.BackupSettings(folder: folder, ageAtMost: age)
    }
}

extension YAMLReader {
    /// A length of time that is not shorter than `least`.
    func span(from least: Span) -> Span? {
        guard let span = span() else { return nil }
        guard span >= least else {
            problem("expected at least \(least.milliseconds / 1_000)s, found '\(shown)'")
            return nil
        }
        return span
    }
}
