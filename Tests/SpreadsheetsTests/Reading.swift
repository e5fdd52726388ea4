import Foundation
import Spreadsheets
import Testing

/// A file that is removed when the test lets go of it.
final class ScratchFile {
    let path: String

    init(_ bytes: [UInt8] = [], name: String = "file") throws {
        path = NSTemporaryDirectory() + "spreadsheets-\(UUID().uuidString)-\(name)"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
    }

    deinit { unlink(path) }
}

/// A cell as tests compare it: `B2 number 5`.
func describe(_ cell: Cell, row: Int) -> String {
    var column = cell.column
    var letters = ""
    repeat {
        letters = String(UnicodeScalar(UInt8(65 + column % 26))) + letters
        column = column / 26 - 1
    } while column >= 0
    return "\(letters)\(row) \(cell.kind)" + (cell.kind == .empty ? "" : " \(cell.string())")
}

/// Every cell of a sheet, by default the first one.
func cells(
    _ bytes: [UInt8], sheet: Int = 0, limits: SpreadsheetLimits = .init(), csv: CSVOptions = .init()
) throws -> [String] {
    let scratch = try ScratchFile(bytes)
    return try cells(at: scratch.path, sheet: sheet, limits: limits, csv: csv)
}

func cells(
    at path: String, sheet: Int = 0, limits: SpreadsheetLimits = .init(), csv: CSVOptions = .init()
) throws -> [String] {
    let file = try SpreadsheetFile.open(path: path, limits: limits, csv: csv)
    let reader = try file.reader(sheet: sheet)
    var result: [String] = []
    while try reader.next() {
        for cell in reader.cells { result.append(describe(cell, row: reader.rowNumber)) }
    }
    return result
}

/// The cells of a sheet whose `sheetData` is `rows`.
func cells(rows: String, strings: String? = nil, styles: String? = nil, properties: String = "") throws -> [String] {
    var builder = WorkbookBuilder(rows: rows)
    builder.strings = strings
    builder.styles = styles
    builder.properties = properties
    return try cells(builder.bytes())
}

func csvCells(_ text: String, options: CSVOptions = .init()) throws -> [String] {
    try cells(Array(text.utf8), csv: options)
}

/// The error with which reading ends; records an issue when there is none.
func refusal(
    _ bytes: [UInt8], limits: SpreadsheetLimits = .init(), csv: CSVOptions = .init(),
    sourceLocation: SourceLocation = #_sourceLocation
) -> SpreadsheetError? {
    do {
        _ = try cells(bytes, limits: limits, csv: csv)
        Issue.record("the file was read", sourceLocation: sourceLocation)
    } catch let error as SpreadsheetError {
        return error
    } catch {
        Issue.record(error, sourceLocation: sourceLocation)
    }
    return nil
}
