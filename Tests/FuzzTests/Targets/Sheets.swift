import Foundation

@testable import Spreadsheets

extension FuzzTarget {
    /// A worksheet part gives the same rows however its bytes arrive, and every cell has the form of its kind.
    static let sheet = FuzzTarget(name: "sheet", byteLimit: 4096) { bytes in
        var input = FuzzInput(bytes)
        let steering = input.byte()
        let seed = input.byte()
        let whole = try rows(of: [input.rest], is1904: steering & 1 == 1)
        try demand(whole == rows(of: input.pieces(seed), is1904: steering & 1 == 1), "the split changes the rows")
    }

    /// Shared strings are the same however their bytes arrive, are text, and need no more memory than the part.
    static let strings = FuzzTarget(name: "strings", byteLimit: 4096) { bytes in
        var input = FuzzInput(bytes)
        let seed = input.byte()
        let whole = try sharedStrings([input.rest])
        try demand(whole == sharedStrings(input.pieces(seed)), "the split changes the strings")
    }

    /// Styles and number formats are the same however they arrive, and what they make of a number has its form.
    static let styles = FuzzTarget(name: "styles", byteLimit: 4096) { bytes in
        var input = FuzzInput(bytes)
        let number = (0..<8).reduce(UInt64(0)) { bits, _ in bits << 8 | UInt64(input.byte()) }
        try checkDates(Double(bitPattern: number))
        // Few bit patterns are days: the same bits as a number of thousandths of a day.
        try checkDates(Double(number & 0xFFFF_FFFF) / 1000)
        try checkFormat(NumberFormat(code: input.rest.string))
        let whole = try formats([input.rest])
        try demand(whole == formats(input.pieces(UInt8(truncatingIfNeeded: number))), "the split changes the formats")
    }

    private static var limits: SpreadsheetLimits {
        var limits = SpreadsheetLimits()
        limits.cellBytes = 200
        limits.rowBytes = 2000
        return limits
    }

    private static func rows(of pieces: [UnsafeRawBufferPointer], is1904: Bool) throws -> ReadRows {
        let context = WorkbookContext(
            strings: try samples.get().strings, styles: try samples.get().styles, is1904: is1904, limits: limits)
        do {
            var scanner = try SheetScanner(PieceSource(pieces), part: "sheet", context: context)
            return try ReadRows(limits: limits) {
                guard try scanner.next() else { return nil }
                let cells = RowCells(records: scanner.cells.records, rowText: scanner.text.buffer.base)
                return (scanner.row.number, scanner.row.isHidden, cells)
            }
        } catch let error as SpreadsheetError {
            return try ReadRows(refusing: error)
        }
    }

    // They are only read, and small enough to lie in memory, where reading changes nothing.
    nonisolated(unsafe) private static let samples = Result {
        (strings: try sampleStrings(), styles: try sampleStyles())
    }

    /// Strings 0 to 2: a plain one, an empty one, one that is not ASCII.
    private static func sampleStrings() throws -> SharedStrings {
        let part = "<sst><si><t>plain</t></si><si/><si><t>Nguy\u{1EC5}n</t></si></sst>"
        return try Array(part.utf8).withUnsafeBytes {
            try SharedStrings(PieceSource([$0]), part: "strings", limits: limits)
        }
    }

    /// Styles 0 to 3: general, a date, a duration, ten zeros.
    private static func sampleStyles() throws -> Styles {
        let part = """
            <styleSheet><numFmts><numFmt numFmtId="164" formatCode="0000000000"/></numFmts><cellXfs>\
            <xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="46"/><xf numFmtId="164"/></cellXfs></styleSheet>
            """
        return try Array(part.utf8).withUnsafeBytes {
            try Styles(PieceSource([$0]), part: "styles", limits: limits)
        }
    }

    private struct Strings: Equatable {
        var texts: [[UInt8]] = []
        var refusal: SpreadsheetError.Code?
    }

    private static func sharedStrings(_ pieces: [UnsafeRawBufferPointer]) throws -> Strings {
        var result = Strings()
        do {
            let strings = try SharedStrings(PieceSource(pieces), part: "strings", limits: limits)
            for index in 0..<strings.count {
                let text = try text(of: index, in: strings)
                try demand(String(validating: text, as: UTF8.self) != nil, "a string that is not UTF-8")
                try demand(text.count <= 3 * limits.cellBytes, "a string of \(text.count) bytes")
                result.texts.append(Array(text))
            }
            if case .some = try strings.location(of: strings.count) {
                throw Violation(description: "a string behind the last one")
            }
            let read = pieces.reduce(0) { $0 + $1.count }
            try demand(result.texts.reduce(0) { $0 + $1.count } <= 3 * read, "the strings outgrow the part")
        } catch let error as SpreadsheetError {
            try demand(error.code != .system, error.message)
            result.refusal = error.code
        }
        return result
    }

    private static func text(of index: Int, in strings: SharedStrings) throws -> UnsafeBufferPointer<UInt8> {
        switch try strings.location(of: index) {
        case .memory(let start, let count): return UnsafeBufferPointer(start: start, count: count)
        // There is no memory when all strings are empty.
        case .spilled(let range) where range.isEmpty: return UnsafeBufferPointer(start: nil, count: 0)
        case .spilled, nil: throw Violation(description: "string \(index) is not in memory")
        }
    }

    private static func formats(_ pieces: [UnsafeRawBufferPointer]) throws -> [NumberFormat]? {
        do {
            let styles = try Styles(PieceSource(pieces), part: "styles", limits: limits)
            return try (-1..<64).map { index in
                try checkFormat(styles.format(index))
                return styles.format(index)
            }
        } catch let error as SpreadsheetError {
            try demand(error.code != .system, error.message)
            return nil
        }
    }

    private static func checkFormat(_ format: NumberFormat) throws {
        try demand(format.zeroWidth <= 64, "\(format.zeroWidth) digits")
        try demand(format.zeroWidth == 0 || format.kind == .number, "a date made of zeros")
    }

    private static func checkDates(_ value: Double) throws {
        for is1904 in [false, true] {
            guard let (kind, text) = SerialDate.dateText(value, is1904: is1904) else { continue }
            let pattern = kind == .time ? "Tdd:dd:dd" : "dddd-dd-ddTdd:dd:dd"
            try demand(ReadRows.matches(text, pattern), "\(value) is the date \(text)")
        }
        if let text = SerialDate.durationText(value) {
            try demand(text.hasPrefix("P") && text.utf8.count < 24, "\(value) is the duration \(text)")
        }
        guard value.isFinite else { return }
        try demand(NumberText.value(NumberText.shortest(value)) == value, "\(value) is written as another number")
    }
}
