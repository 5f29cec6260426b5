import HTTPTypes

/// The version of a case, as ETag and If-Match write it.
enum CaseTag {
    static func text(_ version: Int64) -> String { "\"\(version)\"" }

    /// - Throws: ``WebRefusal/versionMissing``, ``WebRefusal/versionUnreadable``.
    static func version(_ headers: HTTPFields) throws(WebRefusal) -> Int64 {
        guard let written = headers[.ifMatch] else { throw .versionMissing }
        guard written.count > 2, written.hasPrefix("\""), written.hasSuffix("\""),
            let version = Int64(written.dropFirst().dropLast()), version > 0
        else { throw .versionUnreadable }
        return version
    }
}
