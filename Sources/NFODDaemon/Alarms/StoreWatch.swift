import NFODConfig
import NFODEngine
import NFODStore

/// Looks after the disk and the files of a store, and says what is to be alarmed.
struct StoreWatch: Sendable {
    let store: Store
    let settings: Settings.StoreSettings
    /// Bytes that are left; nil when the disk does not say.
    let freeBytes: @Sendable () -> Int64?

    /// - Throws: `StoreError.lost` when the store cannot be used any more.
    func requirePlace() throws {
        if let fault = store.place.fault() { store.condition.note(fault) }
        if let loss = store.condition.loss { throw StoreError.lost(loss) }
    }

    /// Whether there is room, with the reserve given up or set aside again as it has to be.
    func lookAtSpace(among standing: [StandingAlarm]) -> [Finding] {
        guard let free = freeBytes() else { return [] }
        let reserve = Int64(settings.reserveMegabytes) * Self.megabyte
        let isReserved = reserve == 0 || store.reserve.isSetAside
        // What is left once the reserve is aside again.
        let room = free - (isReserved ? 0 : reserve)
        let full = Self.threshold(settings.diskFullMegabytes)
        let isFull = full.isRaised(by: room, wasRaised: store.condition.isFull)
        store.condition.setFull(isFull)
        if !isFull, !isReserved { store.reserve.setAside(reserve) }
        let low = Self.threshold(settings.diskLowMegabytes)
        let isLow = low.isRaised(by: room, wasRaised: standing.contains { $0.kind == .diskLow })
        return [
            Finding(.diskFull, isRaised: isFull),
            Finding(.diskLow, isRaised: isLow, figure: max(0, room / Self.megabyte)),
        ]
    }

    func lookAtLog() throws -> Finding {
        let most = Int64(settings.logMegabytes) * Self.megabyte
        let bytes = try store.keepLog(below: most)
        return Finding(.walLarge, isRaised: bytes > most, figure: bytes / Self.megabyte)
    }

    /// Over again with a quarter more.
    private static func threshold(_ megabytes: Int) -> AlarmThreshold {
        let bytes = Int64(megabytes) * megabyte
        return AlarmThreshold(raiseAt: bytes, clearAt: bytes / 4 * 5)
    }

    private static let megabyte: Int64 = 1_048_576
}
