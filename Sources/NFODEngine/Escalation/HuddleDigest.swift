/// The digest of one huddle day: cases whose ladder has said all it had to say, in one message to each of those who are
/// told last (rule 30). Without end: a case leaves it only by ending.
public enum HuddleDigest {
    /// One alert for each recipient, on the first of their channels. The ids are made of the huddle, so that nobody
    /// gets two for one day.
    public static func alerts(_ event: DigestSent, at: Instant, directory: any DutyDirectory) -> [Alert] {
        event.recipients.compactMap { recipient in
            guard let channel = directory.ways(toTell: recipient, at: at).first?.channel else { return nil }
            return Alert(
                id: AlertID("digest-\(event.huddleAt.milliseconds)-\(AlertID.mark(recipient, channel))"),
                kind: .escalation,
                code: nil, contactDueAt: nil, level: "still not reached: \(event.cases.count)", isLastLevel: true,
                recipient: recipient, channel: channel, at: at)
        }
    }
}
