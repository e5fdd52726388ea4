/// What all sheets of one workbook share.
struct WorkbookContext {
    var strings: SharedStrings
    var styles: Styles
    var is1904: Bool
    var limits: SpreadsheetLimits
}

/// Reads the rows of a worksheet part.
final class SheetRows: RowSource {
    private var scanner: SheetScanner
    private let stream: PartStream
    private(set) var hiddenRowCount = 0

    init(_ stream: PartStream, context: WorkbookContext) throws(SpreadsheetError) {
        self.stream = stream
        scanner = try SheetScanner(stream, part: stream.entry.name, context: context)
    }

    func next() throws(SpreadsheetError) -> Bool {
        let found = try scanner.next()
        if found, scanner.row.isHidden { hiddenRowCount += 1 }
        return found
    }

    var rowNumber: Int { scanner.row.number }
    var isHidden: Bool { scanner.row.isHidden }
    var cells: RowCells { RowCells(records: scanner.cells.records, rowText: scanner.text.buffer.base) }
    var byteProgress: (done: UInt64, total: UInt64) { stream.progress }
}
