public import Foundation
public import GRDB
import GRDBSQLite

/// One value for one question mark.
public enum SQLValue: Hashable, Sendable {
    case integer(Int64)
    case string(String)
    case blob(Data)
    case bytes([UInt8])
    case null

    public static func text(_ text: String?) -> SQLValue { text.map(SQLValue.string) ?? .null }
    public static func number(_ number: Int64?) -> SQLValue { number.map(SQLValue.integer) ?? .null }
}

extension Database {
    /// Runs a statement that changes rows, prepared once and kept, its values bound straight into it: intake writes a
    /// dozen rows for each notification, and this is several times faster than `execute(sql:arguments:)`.
    ///
    /// - Throws: `DatabaseError`, without the values.
    public func run(_ sql: String, _ values: SQLValue...) throws { try run(sql, values) }

    public func run(_ sql: String, _ values: [SQLValue]) throws { try step(sql, values) { _ in } }

    /// Like ``run(_:_:)``, for a statement that returns one whole number; nil when it returns no row, or NULL.
    public func integer(_ sql: String, _ values: SQLValue...) throws -> Int64? { try integers(sql, values).first }

    /// Like ``run(_:_:)``, for a statement whose rows are one whole number each; NULLs are left out.
    public func integers(_ sql: String, _ values: [SQLValue]) throws -> [Int64] {
        var found: [Int64] = []
        try step(sql, values) { handle in
            if sqlite3_column_type(handle, 0) != SQLITE_NULL { found.append(sqlite3_column_int64(handle, 0)) }
        }
        return found
    }

    private func step(_ sql: String, _ values: [SQLValue], _ row: (OpaquePointer) -> Void) throws {
        let statement = try cachedStatement(sql: sql)
        let handle = statement.sqliteStatement
        precondition(Int(sqlite3_bind_parameter_count(handle)) == values.count, "values do not match: \(sql)")
        sqlite3_reset(handle)
        defer {
            sqlite3_reset(handle)
            sqlite3_clear_bindings(handle)
        }
        for (offset, value) in values.enumerated() {
            try check(value.bind(to: handle, at: CInt(offset + 1)), SQLITE_OK, sql)
        }
        var code = sqlite3_step(handle)
        while code == SQLITE_ROW {
            row(handle)
            code = sqlite3_step(handle)
        }
        try check(code, SQLITE_DONE, sql)
    }

    private func check(_ code: CInt, _ wanted: CInt, _ sql: String) throws {
        guard code == wanted else {
            throw DatabaseError(resultCode: ResultCode(rawValue: code), message: lastErrorMessage, sql: sql)
        }
    }
}

extension SQLValue {
    fileprivate func bind(to statement: OpaquePointer, at index: CInt) -> CInt {
        switch self {
        case .integer(let number): sqlite3_bind_int64(statement, index, number)
        case .null: sqlite3_bind_null(statement, index)
        case .string(var text):
            text.withUTF8 { bytes in
                bytes.isEmpty
                    ? sqlite3_bind_text(statement, index, "", 0, Self.copied)
                    : bytes.withMemoryRebound(to: CChar.self) {
                        sqlite3_bind_text(statement, index, $0.baseAddress, CInt($0.count), Self.copied)
                    }
            }
        case .blob(let data): data.withUnsafeBytes { Self.bind($0, to: statement, at: index) }
        case .bytes(let bytes): bytes.withUnsafeBytes { Self.bind($0, to: statement, at: index) }
        }
    }

    private static func bind(
        _ bytes: UnsafeRawBufferPointer, to statement: OpaquePointer, at index: CInt
    ) -> CInt {
        bytes.isEmpty
            ? sqlite3_bind_zeroblob(statement, index, 0)
            : sqlite3_bind_blob(statement, index, bytes.baseAddress, CInt(bytes.count), copied)
    }

    /// SQLITE_TRANSIENT, a macro that Swift does not import: SQLite makes its own copy.
    private static var copied: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }
}
