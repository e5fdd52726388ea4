import Glibc

@testable import Spreadsheets

/// What a reader made of a sheet, as a value: rows up to the end or to an error.
struct ReadRows: Equatable {
    struct Row: Equatable {
        var number: Int
        var isHidden: Bool
        var cells: [ReadCell]
    }

    struct ReadCell: Equatable {
        var column: Int
        var kind: Cell.Kind
        var text: [UInt8]
        var warnings: CellWarnings
    }

    var rows: [Row] = []
    var refusal: SpreadsheetError.Code?

    /// Calls `next` until it returns nil, and checks every row that it gives.
    init(limits: SpreadsheetLimits, _ next: () throws -> (number: Int, isHidden: Bool, cells: RowCells)?) throws {
        do {
            while let row = try next() {
                rows.append(try Self.checked(row, limits))
            }
        } catch let error as SpreadsheetError {
            try refuse(error)
        }
    }

    /// A sheet that is refused before its first row.
    init(refusing error: SpreadsheetError) throws { try refuse(error) }

    private mutating func refuse(_ error: SpreadsheetError) throws {
        // The operating system has nothing to refuse here.
        try demand(error.code != .system, error.message)
        refusal = error.code
    }

    private static func checked(
        _ row: (number: Int, isHidden: Bool, cells: RowCells), _ limits: SpreadsheetLimits
    ) throws -> Row {
        try demand((1...limits.rows).contains(row.number), "row \(row.number)")
        try demand(!row.cells.isEmpty, "a row without cells")
        var cells: [ReadCell] = []
        for cell in row.cells {
            try demand(cell.column > (cells.last?.column ?? -1), "columns out of order")
            try demand(cell.column < limits.columns, "column \(cell.column)")
            try check(cell, limits)
            cells.append(
                ReadCell(column: cell.column, kind: cell.kind, text: Array(cell.utf8), warnings: cell.warnings))
        }
        return Row(number: row.number, isHidden: row.isHidden, cells: cells)
    }

    private static func check(_ cell: Cell, _ limits: SpreadsheetLimits) throws {
        let text = cell.string()
        try demand(text.utf8.elementsEqual(cell.utf8), "a text that is not UTF-8")
        try demand(!cell.utf8.contains(0), "a text with a NUL")
        // A value that is cut and then repaired gains at most two bytes for each that was no text.
        try demand(cell.utf8.count <= 3 * limits.cellBytes, "a text of \(cell.utf8.count) bytes")
        switch cell.kind {
        case .empty: try demand(text.isEmpty && !cell.warnings.isEmpty, "an empty cell without a reason")
        case .text: try demand(!text.isEmpty, "an empty text")
        case .number: try demand(cell.number?.isFinite == true, "the number \(text)")
        case .boolean: try demand(text == "TRUE" || text == "FALSE", "the boolean \(text)")
        case .date: try demand(matches(text, "dddd-dd-ddTdd:dd:dd"), "the date \(text)")
        case .time: try demand(matches(text, "Tdd:dd:dd"), "the time \(text)")
        case .duration:
            let magnitude = text.dropFirst(text.hasPrefix("P-") ? 2 : 1)
            try demand(text.hasPrefix("P") && Double(magnitude) != nil, "the duration \(text)")
        case .error: try demand(!text.isEmpty, "an error without a name")
        }
        if let digits = cell.formattedDigits {
            try demand(digits.hasSuffix(text) && digits.utf8.count <= max(64, text.utf8.count), "the digits \(digits)")
        }
    }

    /// Whether a text has the form of `pattern`, in which `d` stands for a digit.
    static func matches(_ text: String, _ pattern: String) -> Bool {
        text.utf8.elementsEqual(pattern.utf8) { byte, sign in
            sign == UInt8(ascii: "d") ? (48...57).contains(byte) : byte == sign
        }
    }
}

/// Bytes that arrive as they were cut.
final class PieceSource: ByteSource {
    private var pieces: ArraySlice<UnsafeRawBufferPointer>

    init(_ pieces: [UnsafeRawBufferPointer]) { self.pieces = pieces.filter { !$0.isEmpty }[...] }

    func read(into buffer: UnsafeMutableRawPointer, capacity: Int) throws(SpreadsheetError) -> Int {
        guard let piece = pieces.popFirst(), let base = piece.baseAddress else { return 0 }
        let count = min(piece.count, capacity)
        memcpy(buffer, base, count)
        if count < piece.count { pieces = [UnsafeRawBufferPointer(rebasing: piece.dropFirst(count))] + pieces }
        return count
    }
}
