import NFODConfig
import NFODEngine
import NFODStore

/// A row of a feed with everything that can be worked out about it without looking at what is known: done ahead of its
/// transaction, so that the writer has less to do.
struct PreparedRow: Sendable {
    let row: FeedRow
    /// Nil for a row that could not be read.
    let notification: PreparedNotification?
}

/// A notification that was read, ready to be recognised, filed and sealed.
struct PreparedNotification: Sendable, PersonalData {
    let reading: NotificationReading
    /// About no notification yet: it gets its number in the transaction.
    let told: PersonEvidence
    let reference: Blind?
    let content: Blind
    /// Its blocking keys.
    let keys: [Blind]
    /// What its name is counted under.
    let names: [Blind]
    /// Where and when it happened.
    let scene: [Blind]
    /// Where and when another source may have told of the same overdose.
    let around: [Blind]
    let sealable: VaultPlaintext
}

/// Prepares the rows of one source.
struct RowPreparation: Sendable {
    let source: SourceID
    let blinder: Blinder
    /// The widest distance at which two sources' times can still be one overdose.
    let slack: Span

    func prepare(_ row: FeedRow) throws -> PreparedRow {
        guard case .read(let reading) = row.content else { return PreparedRow(row: row, notification: nil) }
        let told = PersonEvidence(
            notification: NotificationID(0), source: source, details: reading.details, facts: reading.facts)
        return PreparedRow(
            row: row,
            notification: PreparedNotification(
                reading: reading, told: told,
                reference: reading.details.reference.map { blinder.blind(.reference, $0) },
                content: blinder.blind(.content, reading.contentText),
                keys: blinds(BlockingKeys.of(told)),
                names: blinds(BlockingKeys.names(of: told)),
                scene: blinds(SceneKeys.of(told.place, told.overdose, slack: .zero) + SceneKeys.filed(told)),
                around: around(told),
                sealable: try VaultPlaintext(VaultedNotification(reading))))
    }

    /// Where and when another source may have told of the same overdose.
    func around(_ told: PersonEvidence) -> [Blind] {
        blinds(SceneKeys.of(told.place, told.overdose, slack: slack) + SceneKeys.sought(told))
    }

    private func blinds(_ keys: [BlockingKey]) -> [Blind] {
        keys.map { blinder.blind(IndexKind($0.kind.rawValue), $0.text) }
    }
}

extension Workflow {
    func preparation(_ source: SourceID) -> RowPreparation {
        RowPreparation(source: source, blinder: store.blinder, slack: configuration.settings.incident.widest)
    }
}

extension IndexKind {
    static let reference = IndexKind("reference")
    static let content = IndexKind("content")
}
