/// An .xlsx workbook or delimited text, recognised by its bytes.
///
/// To be used by one thread at a time.
///
/// The file is mapped into memory and must not be shortened while it is open.
public final class SpreadsheetFile {
    /// The two kinds of files that are read.
    public enum Format: String, Sendable { case xlsx, csv }

    private enum Content {
        case workbook(Workbook)
        case text(CSVFile)
    }

    private let content: Content

    private init(_ content: Content) { self.content = content }

    /// Opens the file and reads its directory: sheets, or encoding and delimiter.
    ///
    /// No row is read.
    ///
    /// Throws FILE_EMPTY, FILE_TOO_LARGE, FILE_ENCRYPTED, FILE_TYPE_UNSUPPORTED (saying what the file is instead),
    /// FILE_CORRUPT, FILE_BOMB, ENCODING_INVALID, or INTERNAL when the operating system refuses.
    public static func open(
        path: String, limits: SpreadsheetLimits = .init(), csv: CSVOptions = .init()
    ) throws(SpreadsheetError) -> SpreadsheetFile {
        let file = try MappedFile(path: path, limit: limits.fileBytes)
        switch try FileSignature.format(of: file.bytes) {
        case .xlsx:
            let archive = try ZipArchive(file: file, limits: limits)
            return SpreadsheetFile(.workbook(try Workbook(archive: archive)))
        case .csv:
            return SpreadsheetFile(.text(try CSVFile(file: file, options: csv, limits: limits)))
        }
    }

    /// By the file's bytes.
    public var format: Format {
        switch content {
        case .workbook: .xlsx
        case .text: .csv
        }
    }

    /// In the order of the tabs.
    ///
    /// Delimited text has one.
    public var sheets: [SheetInfo] {
        switch content {
        case .workbook(let workbook): workbook.sheets
        case .text: [SheetInfo(name: "", visibility: .visible, kind: .worksheet)]
        }
    }

    /// The first visible worksheet, nil when there is none.
    public var defaultSheetIndex: Int? {
        sheets.firstIndex { $0.visibility == .visible && $0.kind == .worksheet }
    }

    /// How delimited text is read: what was declared or else detected.
    ///
    /// Nil for a workbook.
    public var csvDialect: CSVDialect? {
        switch content {
        case .workbook: nil
        case .text(let file): file.dialect
        }
    }

    /// A reader at the sheet's first row.
    ///
    /// The first one of a workbook loads its shared strings; readers of the same file are independent of each other and
    /// may read the same sheet.
    ///
    /// Throws FILE_TYPE_UNSUPPORTED for a sheet that is no worksheet, and what ``RowReader/next()`` throws.
    public func reader(sheet index: Int) throws(SpreadsheetError) -> RowReader {
        switch content {
        case .workbook(let workbook): RowReader(try workbook.rows(sheet: index))
        case .text(let file): RowReader(try file.rows(sheet: index))
        }
    }
}
