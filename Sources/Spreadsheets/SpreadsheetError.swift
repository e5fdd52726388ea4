/// Why a file was refused, and where in it.
public struct SpreadsheetError: Error, Sendable, Equatable {
    /// The stable numbers that clients and result files show.
    public enum Code: Int32, Sendable, CaseIterable {
        /// No bytes, or nothing but a byte order mark.
        case fileEmpty = 1001
        /// Bytes, rows, columns or one row's text above a limit of ``SpreadsheetLimits``.
        case fileTooLarge = 1002
        /// By its bytes neither an .xlsx workbook nor delimited text.
        case fileTypeUnsupported = 1003
        /// The zip, XML or CSV structure is broken.
        case fileCorrupt = 1004
        /// A password-protected workbook.
        case fileEncrypted = 1005
        /// The bytes are not text in the encoding that was declared.
        case encodingInvalid = 1006
        /// The inflated size or the compression ratio is above its limit.
        case fileBomb = 1012
        /// The operating system refused to open, read or write a file; the file itself may be fine.
        case system = 5003
    }

    /// What kind of fault it is.
    public var code: Code
    /// One sentence for people; names what was found and, for a limit, both the limit and the actual value.
    public var message: String
    /// Where in the file, or in the inflated part when ``part`` is set, counted in bytes from 0.
    public var byteOffset: UInt64?
    /// The name of the workbook's part, such as `xl/worksheets/sheet1.xml`.
    public var part: String?
    /// The row as the spreadsheet program numbers it, from 1.
    public var row: Int?
    /// The column, from 0.
    public var column: Int?

    /// A fault at a place that is known as far as the arguments say.
    public init(
        _ code: Code, _ message: String, byteOffset: UInt64? = nil, part: String? = nil, row: Int? = nil,
        column: Int? = nil
    ) {
        self.code = code
        self.message = message
        self.byteOffset = byteOffset
        self.part = part
        self.row = row
        self.column = column
    }

    /// The code's name in results and logs, such as `FILE_CORRUPT`.
    public var name: String {
        switch code {
        case .fileEmpty: "FILE_EMPTY"
        case .fileTooLarge: "FILE_TOO_LARGE"
        case .fileTypeUnsupported: "FILE_TYPE_UNSUPPORTED"
        case .fileCorrupt: "FILE_CORRUPT"
        case .fileEncrypted: "FILE_ENCRYPTED"
        case .encodingInvalid: "ENCODING_INVALID"
        case .fileBomb: "FILE_BOMB"
        case .system: "INTERNAL"
        }
    }
}

extension SpreadsheetError: CustomStringConvertible {
    /// Name, message and place in one line.
    public var description: String {
        var places: [String] = []
        if let part { places.append("part \(part)") }
        if let row { places.append("row \(row)") }
        if let column { places.append("column \(column + 1)") }
        if let byteOffset { places.append("byte \(byteOffset)") }
        return "\(name): \(message)" + (places.isEmpty ? "" : " (\(places.joined(separator: ", ")))")
    }
}
