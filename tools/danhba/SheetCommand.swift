import ArgumentParser
import Glibc
import Spreadsheets

/// `danhba sheet`: what the reader sees in a file.
struct SheetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sheet", abstract: "Show what an import would read from an .xlsx or .csv file.",
        discussion: """
            Prints every sheet with its guessed header and first rows. With --json, one object per sheet and line:
            {"name", "cells": [[row, column, kind, text], …]}, counted from 0, every cell that is not empty; kind s text,
            n number, b boolean, d date, T… time or P… seconds, e error. A file that is refused ends with exit status 2
            and, with --json, one object with code and message.
            """)

    @Argument(help: "The file; its bytes say what it is, not its name.")
    var file: String
    @Flag(help: "Print JSON for programs.")
    var json = false
    @Option(help: "Rows to show of each sheet.")
    var rows = 10

    func run() throws {
        do {
            // Everything is read once before anything is printed: a file is shown or refused, never both.
            try SheetPrinter(file: try SpreadsheetFile.open(path: file)).check()
            let printer = SheetPrinter(file: try SpreadsheetFile.open(path: file))
            if json { try printer.printJSON() } else { try printer.printText(rows: rows) }
        } catch {
            var output = OutputBuffer(descriptor: json ? STDOUT_FILENO : STDERR_FILENO)
            output.append((json ? SheetJSON.object(error) : "danhba: \(file): \(error)") + "\n")
            output.flush()
            throw ExitCode(2)
        }
    }
}

/// Prints the sheets of one file.
private struct SheetPrinter {
    let file: SpreadsheetFile

    /// Reads every worksheet to its end.
    func check() throws(SpreadsheetError) {
        for index in file.sheets.indices where file.sheets[index].kind == .worksheet {
            let reader = try file.reader(sheet: index)
            while try reader.next() {}
        }
    }

    func printJSON() throws(SpreadsheetError) {
        var output = OutputBuffer(descriptor: STDOUT_FILENO)
        for (index, sheet) in file.sheets.enumerated() {
            output.append("{\"name\":\(SheetJSON.string(sheet.name)),\"cells\":[")
            if sheet.kind == .worksheet {
                let reader = try file.reader(sheet: index)
                var separator = ""
                while try reader.next() {
                    for cell in reader.cells where cell.kind != .empty {
                        output.append(separator)
                        SheetJSON.append(cell, row: reader.rowNumber - 1, to: &output)
                        separator = ","
                    }
                }
            }
            output.append("]}\n")
        }
        output.flush()
    }

    func printText(rows limit: Int) throws(SpreadsheetError) {
        var output = OutputBuffer(descriptor: STDOUT_FILENO)
        if let dialect = file.csvDialect {
            let delimiter = dialect.delimiter == UInt8(ascii: "\t") ? "tab" : String(Unicode.Scalar(dialect.delimiter))
            output.append("text, \(dialect.encoding.rawValue), delimiter \(delimiter)\n")
        }
        for (index, sheet) in file.sheets.enumerated() {
            let name = sheet.name.isEmpty ? "sheet \(index + 1)" : "sheet \(index + 1) “\(sheet.name)”"
            let isDefault = index == file.defaultSheetIndex ? ", imported by default" : ""
            output.append("\(name): \(sheet.kind), \(sheet.visibility)\(isDefault)\n")
            guard sheet.kind == .worksheet else { continue }
            try printRows(of: try file.reader(sheet: index), limit: limit, to: &output)
        }
        output.flush()
    }

    private func printRows(
        of reader: RowReader, limit: Int, to output: inout OutputBuffer
    ) throws(SpreadsheetError) {
        var first: [SheetPreview.Row] = []
        var count = 0
        while try reader.next() {
            count += 1
            guard first.count < max(limit, SheetPreview.headerRows) else { continue }
            first.append(SheetPreview.Row(reader))
        }
        output.append("  \(count) rows with cells, \(reader.hiddenRowCount) of them hidden\n")
        let header = SheetPreview.header(of: first)
        for row in first.prefix(limit) {
            output.append("  \(row.number == header ? "header " : "row ")\(row.number): \(row.line)\n")
        }
    }
}

/// The first rows of a sheet, and which of them looks like the header.
private enum SheetPreview {
    /// Headers are looked for in this many rows.
    static let headerRows = 20

    struct Row {
        let number: Int
        let line: String
        let cellCount: Int
        let isAllText: Bool

        init(_ reader: RowReader) {
            number = reader.rowNumber
            cellCount = reader.cells.count
            isAllText = reader.cells.allSatisfy { $0.kind == .text }
            line = reader.cells.map { cell in
                "\(SheetPreview.letters(cell.column))=" + cell.string().map { $0.isNewline ? "⏎" : String($0) }.joined()
            }.joined(separator: " | ")
        }
    }

    /// The number of the first row of texts that is at least half as wide as the widest: titles above are narrower.
    static func header(of rows: [Row]) -> Int? {
        let candidates = rows.prefix(headerRows)
        let widest = candidates.map(\.cellCount).max() ?? 0
        return candidates.first { $0.isAllText && $0.cellCount * 2 >= widest }?.number
    }

    /// The column's name in the spreadsheet program: A, B, …, Z, AA.
    static func letters(_ column: Int) -> String {
        let last = String(Unicode.Scalar(UInt8(ascii: "A") + UInt8(column % 26)))
        return column < 26 ? last : letters(column / 26 - 1) + last
    }
}

/// JSON texts of the command.
private enum SheetJSON {
    static func append(_ cell: Cell, row: Int, to output: inout OutputBuffer) {
        output.append("[\(row),\(cell.column),\"\(kind(cell.kind))\",\"")
        if cell.kind == .number {
            output.append(number(cell.string()))
        } else {
            for byte in cell.utf8 { output.append(escaping: byte) }
        }
        output.append("\"]")
    }

    static func object(_ error: SpreadsheetError) -> String {
        var members = [
            "\"code\":\(error.code.rawValue)", "\"name\":\(string(error.name))", "\"message\":\(string(error.message))",
        ]
        if let part = error.part { members.append("\"part\":\(string(part))") }
        if let row = error.row { members.append("\"row\":\(row)") }
        if let column = error.column { members.append("\"column\":\(column)") }
        if let offset = error.byteOffset { members.append("\"byte_offset\":\(offset)") }
        return "{" + members.joined(separator: ",") + "}"
    }

    static func string(_ text: String) -> String {
        "\"" + String(decoding: text.utf8.flatMap(escaped), as: UTF8.self) + "\""
    }

    /// A byte of UTF-8 as it stands in a JSON string.
    static func escaped(_ byte: UInt8) -> [UInt8] {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): return [UInt8(ascii: "\\"), byte]
        case UInt8(ascii: "\n"): return Array("\\n".utf8)
        case UInt8(ascii: "\t"): return Array("\\t".utf8)
        case 0..<0x20: return Array((byte < 0x10 ? "\\u000" : "\\u00").utf8) + Array(String(byte, radix: 16).utf8)
        default: return [byte]
        }
    }

    private static func kind(_ kind: Cell.Kind) -> String {
        switch kind {
        case .text, .empty: "s"
        case .number: "n"
        case .boolean: "b"
        case .date, .time, .duration: "d"
        case .error: "e"
        }
    }

    /// A floating-point number in the form that most languages print, `72.0`.
    private static func number(_ text: String) -> String { Double(text)?.description ?? text }
}

/// Collects output and writes it in large pieces.
private struct OutputBuffer {
    private let descriptor: Int32
    private var bytes: [UInt8] = []

    init(descriptor: Int32) { self.descriptor = descriptor }

    mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8)
        if bytes.count >= 1 << 16 { flush() }
    }

    mutating func append(escaping byte: UInt8) {
        if byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
            bytes.append(byte)
        } else {
            bytes.append(contentsOf: SheetJSON.escaped(byte))
        }
    }

    /// A reader that went away (`| head`) ends the output, not the command with an error.
    mutating func flush() {
        bytes.withUnsafeBytes { pending in
            var written = 0
            while written < pending.count {
                let result = write(descriptor, pending.baseAddress.map { $0 + written }, pending.count - written)
                guard result > 0 || errno == EINTR else { return }
                written += max(result, 0)
            }
        }
        bytes.removeAll(keepingCapacity: true)
    }
}
