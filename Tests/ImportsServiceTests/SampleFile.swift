import Foundation
import Spreadsheets
import TestSupport

/// Files made for tests.
enum SampleFile {
    /// Delimited text with every field quoted.
    static func csv(_ rows: [[String]]) -> [UInt8] {
        let lines = rows.map { row in
            row.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",") + "\r\n"
        }
        return Array(lines.joined().utf8)
    }

    /// A workbook of texts.
    static func xlsx(_ rows: [[String]]) throws -> [UInt8] {
        let folder = try TemporaryFolder()
        let path = folder.path + "/sample.xlsx"
        let writer = try XLSXWriter(path: path)
        for row in rows { try writer.append(row: row) }
        try writer.finish()
        return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    /// The rows of a file, as texts.
    static func rows(of bytes: [UInt8]) throws -> [[String]] {
        let folder = try TemporaryFolder()
        let path = folder.path + "/file"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        let reader = try SpreadsheetFile.open(path: path).reader(sheet: 0)
        var rows: [[String]] = []
        while try reader.next() {
            var row: [String] = []
            for cell in reader.cells {
                while row.count < cell.column { row.append("") }
                row.append(cell.string())
            }
            rows.append(row)
        }
        return rows
    }
}
