@testable import Spreadsheets

extension FuzzTarget {
    /// Delimited text gives the same rows however its bytes arrive, and its texts survive being written and read.
    static let csv = FuzzTarget(name: "csv", byteLimit: 2048) { bytes in
        var input = FuzzInput(bytes)
        let steering = input.byte()
        let seed = input.byte()
        guard !input.rest.isEmpty else { return }
        let options = CSVOptions(
            encoding: steering & 1 == 0 ? nil : TextEncoding.allCases[Int(steering >> 4) % TextEncoding.allCases.count],
            delimiter: steering & 2 == 0 ? nil : UInt8(ascii: ";"))
        let file = try MemoryFile(input.rest)
        guard let (dialect, whole) = try rows(of: file, options) else { return }
        try demand(CSVDialect.canDelimit(dialect.delimiter), "the delimiter \(dialect.delimiter)")
        if !dialect.hasSeparatorLine {
            let split = try rows(input.pieces(seed), dialect)
            try demand(split == whole, "the split changes the rows")
        }
        try checkWriting(whole)
    }

    private static var limits: SpreadsheetLimits {
        var limits = SpreadsheetLimits()
        limits.rowBytes = 4000
        limits.columns = 300
        return limits
    }

    /// Nil when the file is refused, or is no delimited text.
    private static func rows(of file: MemoryFile, _ options: CSVOptions) throws -> (CSVDialect, ReadRows)? {
        let opened: SpreadsheetFile
        do {
            opened = try SpreadsheetFile.open(path: file.path, limits: limits, csv: options)
        } catch {
            try demand(error.code != .system, error.message)
            return nil
        }
        guard let dialect = opened.csvDialect else { return nil }
        let reader = try opened.reader(sheet: 0)
        let rows = try ReadRows(limits: limits) {
            try reader.next() ? (reader.rowNumber, reader.isHidden, reader.cells) : nil
        }
        try demand(reader.byteProgress.done <= reader.byteProgress.total, "more was read than is there")
        return (dialect, rows)
    }

    private static func rows(_ pieces: [UnsafeRawBufferPointer], _ dialect: CSVDialect) throws -> ReadRows {
        var skipped = dialect.byteOrderMarkLength
        let text = pieces.compactMap { piece -> UnsafeRawBufferPointer? in
            defer { skipped -= min(skipped, piece.count) }
            return skipped < piece.count ? UnsafeRawBufferPointer(rebasing: piece.dropFirst(skipped)) : nil
        }
        let source = PieceSource(text)
        var scanner = CSVScanner(
            dialect.encoding == .utf8 ? source : TranscodingSource(source, encoding: dialect.encoding),
            dialect: dialect, limits: limits)
        return try ReadRows(limits: limits) {
            guard try scanner.next() else { return nil }
            let cells = RowCells(records: scanner.cells.records, rowText: scanner.text.buffer.base)
            return (scanner.rowNumber, false, cells)
        }
    }

    /// Every text comes back, less what the writer says that it leaves out.
    private static func checkWriting(_ read: ReadRows) throws {
        let file = try MemoryFile()
        let writer = try CSVWriter(path: file.path)
        // In the first line a text may be read as Excel's hint of the separator.
        try writer.append(row: ["header"])
        let texts = read.rows.map { row in
            row.cells.map { ExportText.sanitized(String(decoding: $0.text, as: UTF8.self)) }
        }
        for row in texts { try writer.append(row: row) }
        try writer.finish()
        // Told, not found: few short rows may be divided as evenly by a byte that stands in their texts.
        guard let (_, again) = try rows(of: file, CSVOptions(encoding: nil, delimiter: UInt8(ascii: ","))) else {
            throw Violation(description: "what was written is not read")
        }
        try demand(again.refusal == nil, "what was written is refused")
        let written = texts.map { $0.filter { !$0.isEmpty } }.filter { !$0.isEmpty }
        let back = again.rows.dropFirst().map { $0.cells.map { String(decoding: $0.text, as: UTF8.self) } }
        try demand(back.count == written.count, "\(written.count) rows are written and \(back.count) read")
        for (before, after) in Swift.zip(written, back) {
            let isSame = before.elementsEqual(after) { $0.utf8.elementsEqual($1.utf8) }
            try demand(isSame, "\(before.debugDescription) is read back as \(after.debugDescription)")
        }
    }
}
