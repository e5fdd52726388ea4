import CXLSXWriter

/// An .xlsx workbook for people to fill in: a sheet with nothing but a header, and one that explains its columns.
///
/// Every column of the first sheet is formatted as text to its end, so that what people type stays as they type it:
/// leading zeros, dates, long numbers. The headers are bold and stay in view.
public struct TemplateWorkbook: Sendable {
    /// One sheet.
    public struct Sheet: Sendable {
        let name: String
        let rows: [[String]]
        let widths: [Double]

        /// - Parameters:
        ///   - name: at most 31 UTF-16 units, without `[ ] : * ? / \`.
        ///   - rows: the first one is the header.
        ///   - widths: of the columns, in characters; a column without one has 20.
        public init(name: String, rows: [[String]], widths: [Double] = []) {
            self.name = name
            self.rows = rows
            self.widths = widths
        }

        fileprivate func width(_ column: Int) -> Double { widths.indices.contains(column) ? widths[column] : 20 }
    }

    private let form: Sheet
    private let guide: Sheet

    /// The sheet that is filled in, and the one that explains it.
    public init(form: Sheet, guide: Sheet) {
        self.form = form
        self.guide = guide
    }

    /// Writes the workbook; blocks on the disk.
    ///
    /// Throws INTERNAL when the operating system refuses. Texts are cut and cleaned as ``XLSXWriter`` does.
    public func write(path: String) throws(SpreadsheetError) {
        guard let workbook = workbook_new(path) else {
            throw SpreadsheetError(.system, "libxlsxwriter could not create a workbook for \(path)")
        }
        do throws(SpreadsheetError) {
            try add(form, to: workbook, isWrapped: false)
            try add(guide, to: workbook, isWrapped: true)
        } catch {
            lxw_workbook_free(workbook)
            throw error
        }
        try Self.check(workbook_close(workbook), path)
    }

    private func add(
        _ sheet: Sheet, to workbook: UnsafeMutablePointer<lxw_workbook>, isWrapped: Bool
    ) throws(SpreadsheetError) {
        guard let worksheet = workbook_add_worksheet(workbook, sheet.name), let text = workbook_add_format(workbook),
            let bold = workbook_add_format(workbook)
        else { throw SpreadsheetError(.system, "libxlsxwriter could not add the sheet \(sheet.name)") }
        format_set_num_format(text, "@")
        format_set_num_format(bold, "@")
        format_set_bold(bold)
        if isWrapped {
            format_set_text_wrap(text)
            format_set_align(text, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        }
        for column in 0..<(sheet.rows.first?.count ?? 0) {
            let place = UInt16(clamping: column)
            try Self.check(worksheet_set_column(worksheet, place, place, sheet.width(column), text), sheet.name)
        }
        worksheet_freeze_panes(worksheet, 1, 0)
        for (row, cells) in sheet.rows.enumerated() {
            for (column, cell) in cells.enumerated() where !cell.isEmpty {
                let written = worksheet_write_string(
                    worksheet, UInt32(clamping: row), UInt16(clamping: column), XLSXWriter.content(cell),
                    row == 0 ? bold : text)
                try Self.check(written, sheet.name)
            }
        }
    }

    private static func check(_ result: lxw_error, _ what: String) throws(SpreadsheetError) {
        guard result != LXW_NO_ERROR else { return }
        let reason = lxw_strerror(result).map { String(cString: $0) } ?? "error \(result.rawValue)"
        throw SpreadsheetError(.system, "writing \(what): \(reason)")
    }
}
