extension Wording {
    /// What an alarm says, in a few words that hold nothing about anybody: `source ambulance is silent`.
    public func text(_ alarm: StandingAlarm) -> String {
        let subject = alarm.subject?.name ?? ""
        let figure = alarm.figure ?? 0
        return switch alarm.kind {
        case .silentFeed: "source \(subject) has gone silent"
        case .needsFixing: "\(PageText.count(Int(figure), "row", "rows")) of source \(subject) to fix"
        case .rosterGap: "nobody on duty for: \(subject)"
        case .rosterGapAhead: "nobody will be on duty within a day for: \(subject)"
        case .rotaCalendarStale: "the rota calendar \(subject) cannot be read as it should, or is out of date"
        case .notTold where subject.hasPrefix("case "): "an alert about \(subject) could not be delivered"
        case .notTold: "an alert could not be delivered over channel \(subject)"
        case .channelDisabled: "the receiver of channel \(subject) says that it is no more"
        case .channelFailing: "the receiver of channel \(subject) has been failing for \(figure) minutes"
        case .canaryLost: "the test message over channel \(subject) did not arrive in time"
        case .oldestUndelivered: "an alert has been waiting for \(figure) minutes to be delivered"
        case .inboxStuck: "a file lies untaken in the inbox of source \(subject)"
        case .orphanCase:
            PageText.count(Int(figure), "response waits", "responses wait") + " for nothing: nobody would be told"
        case .faultyCase: "something due could not be handled: \(subject)"
        default: machineText(alarm.kind, figure)
        }
    }

    private func machineText(_ kind: AlarmKind, _ figure: Int64) -> String {
        switch kind {
        case .heartbeatFailed: "the watchdog outside could not be told that the service is alive"
        case .clockStep:
            "the wall clock was set \(figure < 0 ? "back" : "forward") by \(figure.magnitude) minutes"
        case .stoodStill: "the service stood still for \(figure) minutes"
        case .clockUnconfirmed: "the wall clock does not fit what was recorded"
        case .diskLow: "the disk is nearly full: \(figure) MB left"
        case .diskFull: "the disk is full: notifications are not taken in"
        case .backupOld: "the newest backup is too old"
        case .walLarge: "the write-ahead log has \(figure) MB and cannot be emptied"
        case .storeCheckFailed: "the database is damaged: notifications are not taken in"
        case .storeLost: "the data cannot be written any more"
        // Which part, and who, `nfodd roster check` says: an alert names neither a place nor a person (rule 35).
        case .localityUnserved: "a part of the area will have nobody who goes there for too long"
        case .receiptMissing: "somebody on duty or at work has no channel that says whether an alert arrived"
        case .silentFeed, .needsFixing, .rosterGap, .notTold, .channelDisabled, .channelFailing, .canaryLost,
            .oldestUndelivered,
            .faultyCase, .orphanCase, .inboxStuck, .rosterGapAhead, .rotaCalendarStale:
            kind.rawValue
        }
    }

    /// The first thing to do about it, in one sentence; `docs/operations.md` says more.
    public func remedy(_ kind: AlarmKind) -> String {
        switch kind {
        case .silentFeed: "Ask the source; if it had nobody to tell of, record a nil return."
        case .needsFixing: "Have the rows sent again, then `nfodd alarm settle needsFixing SOURCE`."
        case .rosterGap: "Put somebody on duty in config/team.yaml."
        case .rosterGapAhead, .localityUnserved:
            "See `nfodd roster check`; find somebody, or have a manager declare the hours uncovered."
        case .receiptMissing: "See `nfodd roster check`; give them a channel with receipts in config/team.yaml."
        case .rotaCalendarStale: "See `nfodd roster show`; what was read last holds on until it is mended."
        case .notTold: "Tell those concerned by telephone, then mend the channel."
        case .channelDisabled:
            "Correct its address in config/nfodd.yaml and reload, or settle the alarm to try it again."
        case .channelFailing: "Look at the receiver, the network, and the channel's address and secret."
        case .canaryLost, .oldestUndelivered: "Look at the receiver and the network."
        case .heartbeatFailed: "Look at `heartbeat` in config/nfodd.yaml, at the network and at the watchdog."
        case .clockStep, .clockUnconfirmed: "Look at the wall clock; when it is right, `nfodd clock confirm`."
        case .stoodStill: "See what went out late and why it stood still, then `nfodd alarm settle stoodStill`."
        case .diskLow, .diskFull: "Make room on the disk of the data."
        case .backupOld: "Look at what makes the backups."
        case .walLarge: "End other programs that read the database."
        case .storeCheckFailed: "Run `nfodd verify`, then put the last good copy in place."
        case .storeLost: "Look at the disk and at the data directory, then start again."
        case .faultyCase: "Run `nfodd verify` and look at the log; it is tried again every few minutes."
        case .orphanCase: "Run `nfodd verify`, which names them; `nfodd case restart-ladder CODE` for each."
        case .inboxStuck: "Look into the folder; give the file with `nfodd ingest`."
        }
    }
}
