import Foundation
import Spreadsheets
import Testing

/// The workbooks that `dev/workbooks.py` makes, each with its cells beside it.
@Suite("Workbooks of other programs")
struct WorkbookTests {
    private struct ExpectedSheet: Decodable {
        var name: String
        var cells: [Corpus.GoldenCell]
    }

    private static let names = [
        "openpyxl", "report-tool", "strict-prefixed", "utf16-1904", "xlsxwriter-inline", "xlsxwriter-shared",
    ]

    @Test("Every sheet and cell is read as listed", arguments: names)
    func workbook(name: String) throws {
        let folder = try #require(Bundle.module.resourceURL).appendingPathComponent("Workbooks")
        let listing = try Data(contentsOf: folder.appendingPathComponent(name + ".json"))
        let expected = try JSONDecoder().decode([ExpectedSheet].self, from: listing)
        let file = try SpreadsheetFile.open(path: folder.appendingPathComponent(name + ".xlsx").path)
        #expect(file.sheets.map(\.name) == expected.map(\.name))
        for (index, sheet) in expected.enumerated() where file.sheets[index].kind == .worksheet {
            #expect(
                try found(in: file, sheet: index) == sheet.cells.map { "\($0.row) \($0.column) \($0.kind) \($0.text)" })
        }
    }

    private func found(in file: SpreadsheetFile, sheet: Int) throws -> [String] {
        let reader = try file.reader(sheet: sheet)
        var result: [String] = []
        while try reader.next() {
            for cell in reader.cells {
                result.append("\(reader.rowNumber - 1) \(cell.column) \(cell.kind) \(cell.string())")
            }
        }
        return result
    }
}
