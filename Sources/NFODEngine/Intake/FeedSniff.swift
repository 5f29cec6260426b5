/// Whose file is it? Tells by its header alone.
public enum FeedSniff {
    /// Every source whose profile the header fits.
    ///
    /// - Parameters:
    ///   - start: the first bytes of the file, its header among them.
    ///   - isWhole: these are all its bytes.
    public static func sources(
        fitting start: [UInt8], isWhole: Bool, among profiles: [SourceProfile], rowBytesMax: Int
    ) -> [SourceID] {
        profiles.filter { profile in
            var check = FeedCheck(profile: profile, rowBytesMax: rowBytesMax)
            do throws(FeedRefusal) {
                try check.feed(start)
                if isWhole { try check.finish() }
                return check.hasHeader
            } catch {
                // Something after the header may be wrong with it all the same.
                return check.hasHeader
            }
        }
        .map(\.id).sorted()
    }
}
