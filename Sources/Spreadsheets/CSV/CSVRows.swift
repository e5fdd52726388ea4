import Glibc

/// The bytes of a mapped file from an offset on.
final class MappedSource: ByteSource {
    private let file: MappedFile
    private(set) var position: Int

    init(_ file: MappedFile, from position: Int) {
        self.file = file
        self.position = position
    }

    func read(into buffer: UnsafeMutableRawPointer, capacity: Int) throws(SpreadsheetError) -> Int {
        let count = min(capacity, file.count - position)
        memcpy(buffer, file.base + position, count)
        position += count
        file.release(before: position)
        return count
    }
}

/// Reads the records of delimited text (RFC 4180, and what is common beside it).
final class CSVRows: RowSource {
    private var scanner: CSVScanner
    private let source: MappedSource
    private let total: Int

    init(
        file: MappedFile, dialect: CSVDialect, skipping skipped: Int, limits: SpreadsheetLimits
    ) throws(SpreadsheetError) {
        source = MappedSource(file, from: dialect.byteOrderMarkLength)
        total = file.count
        let text: any ByteSource =
            dialect.encoding == .utf8 ? source : TranscodingSource(source, encoding: dialect.encoding)
        scanner = CSVScanner(text, dialect: dialect, limits: limits)
        try scanner.skip(skipped)
    }

    func next() throws(SpreadsheetError) -> Bool { try scanner.next() }

    var rowNumber: Int { scanner.rowNumber }
    var isHidden: Bool { false }
    var hiddenRowCount: Int { 0 }
    var cells: RowCells { RowCells(records: scanner.cells.records, rowText: scanner.text.buffer.base) }
    var byteProgress: (done: UInt64, total: UInt64) { (UInt64(source.position), UInt64(total)) }
}

/// Walks through records and fields.
///
/// A field that begins with a quote ends at the next single quote, whatever lies between; what follows up to the
/// delimiter belongs to the field as well. A quote inside an unquoted field is a character. A record ends at LF, CRLF
/// or CR, and is a row even when it is blank. NUL bytes are dropped.
struct CSVScanner: ~Copyable {
    private var window: ByteWindow
    private(set) var text: CellText
    private(set) var cells = CellList()
    private(set) var rowNumber = 0
    private let dialect: CSVDialect
    private let limits: SpreadsheetLimits
    private var column = 0

    init(_ source: any ByteSource, dialect: CSVDialect, limits: SpreadsheetLimits) {
        window = ByteWindow(source)
        text = CellText(valueLimit: limits.cellBytes)
        self.dialect = dialect
        self.limits = limits
    }

    mutating func skip(_ count: Int) throws(SpreadsheetError) {
        try window.prefetch(count)
        window.position += min(count, window.end - window.position)
    }

    /// Advances to the next record that has a field with text.
    mutating func next() throws(SpreadsheetError) -> Bool {
        repeat {
            text.removeAll()
            cells.removeAll()
            if window.position == window.end, !(try window.refill(keeping: window.end)) { return false }
            rowNumber += 1
            guard rowNumber <= limits.rows else {
                throw SpreadsheetError(
                    .fileTooLarge, "more than \(limits.rows) rows", byteOffset: offset, row: rowNumber)
            }
            try readRecord()
        } while cells.count == 0
        return true
    }

    /// Known only where the text is the file's own bytes.
    private var offset: UInt64? {
        dialect.encoding == .utf8 ? window.offset + UInt64(dialect.byteOrderMarkLength) : nil
    }

    private mutating func readRecord() throws(SpreadsheetError) {
        column = 0
        while true {
            text.beginValue()
            // Where the window ends before a field, its first byte is not there yet.
            if window.position == window.end { _ = try window.refill(keeping: window.position) }
            if window.bytes[window.position] == UInt8(ascii: "\"") { try readQuoted() }
            let isLast = try readUnquoted()
            try finishField()
            if isLast { return }
            column += 1
        }
    }

    /// Appends up to the end of the field and moves behind it; returns whether the record ends too.
    @inline(__always)
    private mutating func readUnquoted() throws(SpreadsheetError) -> Bool {
        while true {
            let bytes = window.bytes
            let start = window.position
            var index = start
            var seen: UInt8 = 0
            while isPlain(bytes[index]) {
                seen |= bytes[index]
                index += 1
            }
            text.append(bytes + start, count: index - start, traits: seen >= 0x80 ? .nonASCII : [])
            window.position = index
            switch bytes[index] {
            case dialect.delimiter:
                window.position += 1
                return false
            case UInt8(ascii: "\n"):
                window.position += 1
                return true
            case UInt8(ascii: "\r"):
                window.position += 1
                try window.prefetch(1)
                if window.bytes[window.position] == UInt8(ascii: "\n") { window.position += 1 }
                return true
            default:
                if try !skipZero() { return true }
            }
        }
    }

    @inline(__always)
    private func isPlain(_ byte: UInt8) -> Bool {
        byte != dialect.delimiter && byte != UInt8(ascii: "\n") && byte != UInt8(ascii: "\r") && byte != 0
    }

    /// Passes a NUL byte, or brings more text into the window whose end the zero marked; false at the file's end.
    private mutating func skipZero() throws(SpreadsheetError) -> Bool {
        if window.position < window.end {
            window.position += 1
            return true
        }
        return try window.refill(keeping: window.position)
    }

    private mutating func readQuoted() throws(SpreadsheetError) {
        let opening = offset
        window.position += 1
        while true {
            let bytes = window.bytes
            let start = window.position
            var index = start
            var seen: UInt8 = 0
            while bytes[index] != UInt8(ascii: "\""), bytes[index] != 0, bytes[index] != UInt8(ascii: "\r") {
                seen |= bytes[index]
                index += 1
            }
            text.append(bytes + start, count: index - start, traits: seen >= 0x80 ? .nonASCII : [])
            window.position = index
            switch bytes[index] {
            case UInt8(ascii: "\""):
                try window.prefetch(2)
                guard window.end - window.position > 1, window.bytes[window.position + 1] == UInt8(ascii: "\"") else {
                    window.position += 1
                    return
                }
                text.append("\"")
                window.position += 2
            case UInt8(ascii: "\r"):
                text.append("\r")
                window.position += 1
            default:
                guard try skipZero() else {
                    throw SpreadsheetError(
                        .fileCorrupt, "a quoted field is not closed before the file's end", byteOffset: opening,
                        row: rowNumber, column: column)
                }
            }
        }
    }

    @inline(__always)
    private mutating func finishField() throws(SpreadsheetError) {
        guard text.valueCount > 0 else { return }
        text.finishValue(unescaping: false)
        guard column < limits.columns, text.buffer.count <= limits.rowBytes else {
            throw SpreadsheetError(
                .fileTooLarge,
                "the row has more than \(limits.columns) columns or \(limits.rowBytes) bytes of text",
                byteOffset: offset, row: rowNumber, column: column)
        }
        let field = FormulaGuard.value(UnsafeBufferPointer(start: text.valueBase, count: text.valueCount))
        guard !field.isEmpty else { return }
        cells.append(
            CellRecord(
                start: UInt(text.valueStart + field.lowerBound), count: UInt32(field.count), column: Int32(column),
                kind: .text, warnings: text.warnings))
    }
}
