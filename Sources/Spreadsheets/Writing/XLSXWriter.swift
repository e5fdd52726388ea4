import CXLSXWriter

/// Writes an .xlsx workbook of texts with libxlsxwriter, in memory that does not depend on the number of rows.
///
/// Every cell is text with the number format `@`: nothing is executed as a formula, leading zeros stay when somebody
/// edits the cell, and there is nothing to take off on import. An empty text is no cell. The first row is the header: it
/// stays in view, and is repeated on every further sheet, of which one begins when a sheet is full (1,048,576 rows, or
/// 3 GiB of XML). Texts are cut and cleaned as ``CSVWriter`` does. Temporary files lie beside the workbook.
public final class XLSXWriter: RowWriter {
    private let path: String
    private let sheetName: String
    private let rowsPerSheet: Int
    private var workbook: UnsafeMutablePointer<lxw_workbook>?
    private var worksheet: UnsafeMutablePointer<lxw_worksheet>?
    private let textFormat: UnsafeMutablePointer<lxw_format>?
    private var sheetCount = 0
    private var row = 0
    private var sheetBytes = 0
    private var header: [String]?

    /// - Parameter sheetName: characters that Excel refuses in a name are replaced, and it ends after 31 UTF-16 units.
    public convenience init(path: String, sheetName: String = "Sheet1") throws(SpreadsheetError) {
        try self.init(path: path, sheetName: sheetName, rowsPerSheet: 1_048_576)
    }

    init(path: String, sheetName: String, rowsPerSheet: Int) throws(SpreadsheetError) {
        self.path = path
        self.sheetName = Self.acceptable(sheetName)
        self.rowsPerSheet = rowsPerSheet
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        workbook = folder.withCString { tmpdir in
            // libxlsxwriter copies the folder's name.
            var options = lxw_workbook_options(
                constant_memory: 1, tmpdir: UnsafeMutablePointer(mutating: tmpdir), use_zip64: 0)
            return workbook_new_opt(path, &options)
        }
        textFormat = workbook.flatMap { workbook_add_format($0) }
        guard let textFormat else {
            throw SpreadsheetError(.system, "libxlsxwriter could not create a workbook for \(path)")
        }
        format_set_num_format(textFormat, "@")
        try addSheet()
    }

    deinit {
        if let workbook { lxw_workbook_free(workbook) }
    }

    /// Adds a row, on a further sheet when the current one is full; see ``RowWriter/append(row:)``.
    public func append(row texts: [String]) throws(SpreadsheetError) {
        guard texts.count <= Self.columnLimit else {
            throw SpreadsheetError(
                .fileTooLarge, "\(texts.count) columns are above the limit of \(Self.columnLimit)", row: row + 1)
        }
        if row == rowsPerSheet || sheetBytes > Self.sheetByteLimit {
            try addSheet()
            try write(header ?? [])
        }
        header = header ?? texts
        try write(texts)
    }

    /// Assembles the workbook, which takes about as long as all rows did.
    ///
    /// A second call does nothing.
    public func finish() throws(SpreadsheetError) {
        guard let closing = workbook else { return }
        workbook = nil
        worksheet = nil
        try check(workbook_close(closing))
    }

    private func write(_ texts: [String]) throws(SpreadsheetError) {
        if row == 0 {
            worksheet_set_column(worksheet, 0, UInt16(max(texts.count, 1) - 1), Self.columnWidth, textFormat)
        }
        for (column, text) in texts.enumerated() where !text.isEmpty {
            let content = Self.content(text)
            sheetBytes += content.utf8.count + Self.cellOverhead
            try check(worksheet_write_string(worksheet, UInt32(row), UInt16(column), content, textFormat))
        }
        row += 1
    }

    /// An escape makes a text longer: one that is nearly as long as a cell's can be loses its end.
    static func content(_ text: String) -> String {
        let sanitized = ExportText.sanitized(text)
        let escaped = XMLEscape.escaped(sanitized)
        guard escaped.utf8.count > sanitized.utf8.count, escaped.unicodeScalars.count > characterLimit else {
            return escaped
        }
        return String(escaped.unicodeScalars.prefix(characterLimit))
    }

    private func addSheet() throws(SpreadsheetError) {
        sheetCount += 1
        let suffix = sheetCount == 1 ? "" : " \(sheetCount)"
        let name = Self.prefix(sheetName, units: 31 - suffix.utf16.count) + suffix
        worksheet = workbook_add_worksheet(workbook, name)
        guard worksheet != nil else {
            throw SpreadsheetError(.system, "libxlsxwriter could not add the sheet \(name)")
        }
        worksheet_freeze_panes(worksheet, 1, 0)
        row = 0
        sheetBytes = 0
    }

    private func check(_ result: lxw_error) throws(SpreadsheetError) {
        guard result != LXW_NO_ERROR else { return }
        let reason = lxw_strerror(result).map { String(cString: $0) } ?? "error \(result.rawValue)"
        throw SpreadsheetError(.system, "writing \(path): \(reason)")
    }

    private static func acceptable(_ name: String) -> String {
        let cleaned = String(ExportText.sanitized(name).map { "[]:*?/\\\n\t'".contains($0) ? "_" : $0 })
        return cleaned.isEmpty ? "Sheet1" : prefix(cleaned, units: 31)
    }

    private static func prefix(_ text: String, units: Int) -> String {
        var result = text
        while result.utf16.count > units { result.removeLast() }
        return result
    }

    private static let columnLimit = 16_384
    private static let characterLimit = 32_767
    /// A part of 4 GiB needs zip64, which Excel warns about.
    private static let sheetByteLimit = 3 << 30
    /// Bytes of XML around a text.
    private static let cellOverhead = 80
    /// In characters; enough for a phone number or a name.
    private static let columnWidth = 20.0
}
