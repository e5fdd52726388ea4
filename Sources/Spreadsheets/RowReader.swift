/// What a reader of one format does; `RowReader` is its public face.
protocol RowSource: AnyObject {
    func next() throws(SpreadsheetError) -> Bool
    var rowNumber: Int { get }
    var isHidden: Bool { get }
    var hiddenRowCount: Int { get }
    var cells: RowCells { get }
    var byteProgress: (done: UInt64, total: UInt64) { get }
}

/// Reads the rows of one sheet from the first to the last.
///
/// To be used by one thread at a time.
///
/// Memory does not depend on the number of rows. Reading blocks on the file.
public final class RowReader {
    private let source: any RowSource

    init(_ source: any RowSource) { self.source = source }

    /// Advances to the next row that has at least one cell with a value or a warning, and returns false behind the last
    /// one.
    ///
    /// The previous row's cells are gone then.
    ///
    /// Throws FILE_CORRUPT where the file's structure breaks, FILE_TOO_LARGE and FILE_BOMB above a limit. After an
    /// error the reader must not be used any more.
    public func next() throws(SpreadsheetError) -> Bool { try source.next() }

    /// The current row's number as the spreadsheet program shows it, from 1.
    ///
    /// Numbers need not rise: rows come in the order in which the file has them.
    public var rowNumber: Int { source.rowNumber }

    /// Whether the current row is hidden, by hand or by a filter.
    ///
    /// Always false in delimited text.
    public var isHidden: Bool { source.isHidden }

    /// Rows with cells met so far that are hidden.
    public var hiddenRowCount: Int { source.hiddenRowCount }

    /// The current row's cells, valid until the next ``next()``.
    public var cells: RowCells { source.cells }

    /// Bytes of the file (of an .xlsx: the compressed bytes of the sheet's part) that are read, and how many there are.
    public var byteProgress: (done: UInt64, total: UInt64) { source.byteProgress }
}
