import TextNormalization

/// What tells a header from others: which text stands in which column.
enum HeaderFingerprint {
    /// Columns that result files add are left out, so that a corrected result has the fingerprint of its original.
    static func columns(of header: HeaderRow) -> [(column: Int, text: String)] {
        header.columns.filter { !$0.isReserved }.map { ($0.index, $0.text) }
    }

    /// In lower-case hex; the same for texts that differ in case and blanks alone.
    static func of(_ header: HeaderRow) throws -> String {
        var hash = try SHA256()
        for (column, text) in columns(of: header) {
            var line = "\(column)\t\(exactKey(text))\n"
            try line.withUTF8 { try hash.update(UnsafeRawBufferPointer($0)) }
        }
        return try hash.finish()
    }
}
